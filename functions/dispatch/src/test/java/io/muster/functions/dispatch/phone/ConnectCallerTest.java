package io.muster.functions.dispatch.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.muster.aws.Installation;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.sdk.OneCall;
import io.muster.functions.dispatch.sdk.StubAws;
import io.muster.functions.dispatch.sdk.StubAws.Answer;
import io.muster.memory.calls.CallLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;

/** The adapter against a server that speaks Connect's REST protocol, hang-ups included. */
class ConnectCallerTest {

    private StubAws stub;
    private ConnectClient client;
    private ConnectCaller caller;

    @BeforeEach
    void open() throws IOException {
        stub = new StubAws();
        stub.answers(new Answer.Json(200, "{\"ContactId\":\"call-1\"}"));
        client = ConnectClient.builder()
                .endpointOverride(stub.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(OneCall.settings(Duration.ofMillis(800)))
                .build();
        caller = new ConnectCaller(
                CallLog.ofThisRun().of("dispatch").watch(ConnectClient.class, client),
                new Installation.Connect("instance-1", "flow-1", "+15125550198"));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        stub.close();
    }

    private Receipt call(String number) {
        return caller.send(new OutgoingMessage(
                "acme",
                "camp1-1-0-0",
                Channel.PHONE,
                new Address("Muster Bids", "bids@example.com"),
                new Address("Ana", number),
                "Bids wanted",
                "Hello Ana.\nWe look for bids.",
                null,
                null,
                "https://muster.example.com/u/token",
                Instant.parse("2026-11-24T18:00:00Z")));
    }

    @Test
    void a_call_is_started_with_the_touch_as_its_token_and_the_words_for_its_flow() {
        assertEquals(new Receipt.Accepted("call-1"), call("+15125550101"));
        var request = stub.requests.getFirst();
        assertEquals("PUT /contact/outbound-voice", request.line());
        var body = request.body();
        assertEquals("instance-1", body.path("InstanceId").asText());
        assertEquals("flow-1", body.path("ContactFlowId").asText());
        assertEquals("+15125550198", body.path("SourcePhoneNumber").asText());
        assertEquals("+15125550101", body.path("DestinationPhoneNumber").asText());
        assertEquals("camp1-1-0-0", body.path("ClientToken").asText());
        assertEquals("camp1-1-0-0", body.at("/Attributes/touch").asText());
        assertEquals("acme", body.at("/Attributes/workspace").asText());
        assertEquals("Ana", body.at("/Attributes/name").asText());
        assertEquals(
                "Hello Ana.\nWe look for bids.", body.at("/Attributes/words").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5125550101", "ana@example.com", ""})
    void what_is_no_international_number_is_a_bad_address_without_a_request(String number) {
        assertInstanceOf(Receipt.BadAddress.class, call(number));
        assertEquals(0, stub.requests.size());
    }

    @ParameterizedTest
    @CsvSource({"403, DestinationNotAllowedException", "403, OutboundContactNotPermittedException"})
    void a_number_that_connect_may_not_call_fails_the_address(int status, String type) {
        stub.refuses(status, type, "");
        assertInstanceOf(Receipt.BadAddress.class, call("+15125550101"));
        assertEquals(1, stub.requests.size());
    }

    @Test
    void busy_lines_are_a_refusal_with_the_time_to_wait() {
        stub.refuses(429, "LimitExceededException", "");
        assertEquals(
                new Receipt.Refused(Category.RATE_LIMIT, "every line of Connect is busy", Duration.ofSeconds(30)),
                call("+15125550101"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidRequestException, INTEGRATION",
        "400, InvalidParameterException, INTEGRATION",
        "404, ResourceNotFoundException, INTEGRATION",
        "403, AccessDeniedException, INTEGRATION",
        "429, ThrottlingException, RATE_LIMIT",
        "503, ServiceUnavailable, API"
    })
    void an_answer_before_acceptance_is_a_refusal_of_its_category_after_one_request(
            int status, String type, Category category) {
        stub.refuses(status, type, "");
        assertEquals(
                category,
                assertInstanceOf(Receipt.Refused.class, call("+15125550101")).category());
        assertEquals(1, stub.requests.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void an_error_inside_connect_is_ambiguous_after_one_request(int status) {
        stub.refuses(status, "InternalServiceException", "");
        assertInstanceOf(Receipt.Ambiguous.class, call("+15125550101"));
        assertEquals(1, stub.requests.size());
    }

    static Stream<Answer> lost() {
        return Stream.of(new Answer.HangUp(), new Answer.Silence(), new Answer.HalfAnAnswer());
    }

    @ParameterizedTest
    @MethodSource("lost")
    void a_lost_answer_is_ambiguous_and_nothing_below_us_asks_again(Answer fault) {
        assertInstanceOf(Receipt.Accepted.class, call("+15125550101"));
        stub.answers(fault);
        assertInstanceOf(Receipt.Ambiguous.class, call("+15125550101"));
        assertEquals(2, stub.requests.size());
    }
}
