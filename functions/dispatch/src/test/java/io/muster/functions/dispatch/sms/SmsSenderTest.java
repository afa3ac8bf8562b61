package io.muster.functions.dispatch.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Installation;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.Unsendable;
import io.muster.functions.dispatch.sdk.OneCall;
import io.muster.functions.dispatch.sdk.StubAws;
import io.muster.functions.dispatch.sdk.StubAws.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;

/** The adapter against a server that speaks AWS JSON, hang-ups included. */
class SmsSenderTest {

    private static final Installation.Sms SETTINGS = new Installation.Sms("+15125550199", "text-events");
    private static final String OPT_OUT = "https://muster.example.com/u/token";

    private StubAws stub;
    private PinpointSmsVoiceV2Client client;
    private SmsSender sender;

    @BeforeEach
    void open() throws IOException {
        stub = new StubAws();
        stub.answers(new Answer.Json(200, "{\"MessageId\":\"sms-1\"}"));
        client = client(stub.url());
        sender = new SmsSender(client, SETTINGS);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        stub.close();
    }

    private static PinpointSmsVoiceV2Client client(URI url) {
        return PinpointSmsVoiceV2Client.builder()
                .endpointOverride(url)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(OneCall.settings(Duration.ofMillis(800)))
                .build();
    }

    private static OutgoingMessage message(String number, String text, @Nullable String optOut) {
        return new OutgoingMessage(
                "acme",
                "camp1-1-0-0",
                Channel.SMS,
                new Address("Muster Bids", "bids@example.com"),
                new Address("Ana", number),
                "Bids wanted",
                text,
                null,
                null,
                optOut,
                Instant.parse("2026-11-24T18:00:00Z"));
    }

    private Receipt send() {
        return sender.send(message("+15125550101", "Bids wanted", OPT_OUT));
    }

    @Test
    void a_text_is_offered_with_origin_configuration_set_and_touch_in_its_context() {
        assertEquals(
                new Receipt.Accepted("sms-1"),
                sender.send(message("+15125550101", "Bids wanted\nReply STOP to end \u2013 Ana", OPT_OUT)));
        var request = stub.requests.getFirst();
        assertEquals("POST /", request.line());
        assertEquals("PinpointSMSVoiceV2.SendTextMessage", request.headers().get("x-amz-target"));
        var body = request.body();
        assertEquals("+15125550101", body.path("DestinationPhoneNumber").asText());
        assertEquals("+15125550199", body.path("OriginationIdentity").asText());
        assertEquals("text-events", body.path("ConfigurationSetName").asText());
        assertEquals(
                "Bids wanted\nReply STOP to end \u2013 Ana",
                body.path("MessageBody").asText());
        assertEquals("PROMOTIONAL", body.path("MessageType").asText());
        assertEquals("camp1-1-0-0", body.at("/Context/touch").asText());
        assertEquals("acme", body.at("/Context/workspace").asText());
    }

    @Test
    void a_notice_is_transactional_and_without_an_origin_aws_chooses_one() {
        var plain = new SmsSender(client, new Installation.Sms(null, "text-events"));
        assertInstanceOf(Receipt.Accepted.class, plain.send(message("+15125550101", "Four bids are in", null)));
        var body = stub.requests.getFirst().body();
        assertEquals("TRANSACTIONAL", body.path("MessageType").asText());
        assertTrue(body.path("OriginationIdentity").isMissingNode(), body.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5125550101", "+0125550101", "+1 512 555 0101", "+1512555010a", "ana@example.com", "+", ""})
    void what_is_no_international_number_is_a_bad_address_without_a_request(String number) {
        assertInstanceOf(Receipt.BadAddress.class, sender.send(message(number, "Bids wanted", OPT_OUT)));
        assertEquals(0, stub.requests.size());
    }

    @Test
    void a_text_of_too_many_parts_cannot_be_made() {
        message("+15125550101", "a".repeat(1530), OPT_OUT);
        assertThrows(Unsendable.class, () -> message("+15125550101", "a".repeat(1531), OPT_OUT));
        assertThrows(Unsendable.class, () -> message("+15125550101", "\u2013".repeat(671), OPT_OUT));
    }

    @Test
    void a_throttled_text_is_refused_with_the_time_that_the_service_asks_for() {
        stub.answers(new Answer.Json(400, "{\"__type\":\"ThrottlingException\",\"Message\":\"no\"}", "7"));
        assertEquals(
                new Receipt.Refused(
                        Category.RATE_LIMIT, "AWS SMS answered 400 ThrottlingException", Duration.ofSeconds(7)),
                send());
        assertEquals(1, stub.requests.size());
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException, INSUFFICIENT_ACCOUNT_REPUTATION, INTEGRATION",
        "400, ServiceQuotaExceededException, MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT, INTEGRATION",
        "400, ResourceNotFoundException, x, INTEGRATION",
        "400, ConflictException, NO_ORIGINATION_IDENTITIES_FOUND, INTEGRATION",
        "400, ConflictException, SOMETHING_NEW, INTEGRATION",
        "400, ValidationException, INVALID_ARN, INTEGRATION",
        "403, ExpiredTokenException, x, INTEGRATION",
        "429, TooManyRequests, x, RATE_LIMIT",
        "503, ServiceUnavailable, x, API"
    })
    void an_answer_before_acceptance_is_a_refusal_of_its_category_after_one_request(
            int status, String type, String reason, Category category) {
        stub.refuses(status, type, "\"Reason\":\"" + reason + "\"");
        assertEquals(category, assertInstanceOf(Receipt.Refused.class, send()).category());
        assertEquals(1, stub.requests.size());
    }

    @Test
    void somebody_who_told_the_provider_to_stop_is_named_so() {
        stub.refuses(400, "ConflictException", "\"Reason\":\"DESTINATION_PHONE_NUMBER_OPTED_OUT\"");
        assertEquals(new Receipt.BadAddress("OPTED_OUT"), send());
    }

    @ParameterizedTest
    @CsvSource({
        "ConflictException, DESTINATION_PHONE_NUMBER_NOT_VERIFIED, ''",
        "ConflictException, DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION, ''",
        "ConflictException, DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE, ''",
        "ValidationException, DESTINATION_COUNTRY_BLOCKED, ''",
        "ValidationException, INTERNATIONAL_SENDING_NOT_SUPPORTED, ''",
        "ValidationException, INVALID_PARAMETER, DestinationPhoneNumber",
        "ValidationException, FIELD_VALIDATION_FAILED, MessageBody"
    })
    void a_number_or_a_text_that_will_never_be_taken_fails_the_address(String type, String reason, String field) {
        stub.refuses(
                400,
                type,
                "\"Reason\":\"" + reason + "\",\"Fields\":[{\"Name\":\"" + field + "\",\"Message\":\"wrong\"}]");
        assertInstanceOf(Receipt.BadAddress.class, send());
        assertEquals(1, stub.requests.size());
    }

    @Test
    void a_configuration_of_ours_that_is_wrong_fails_no_address() {
        stub.refuses(
                400,
                "ValidationException",
                "\"Reason\":\"INVALID_PARAMETER\",\"Fields\":[{\"Name\":\"OriginationIdentity\",\"Message\":\"\"}]");
        assertInstanceOf(Receipt.Refused.class, send());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void an_error_inside_the_service_is_ambiguous_after_one_request(int status) {
        stub.refuses(status, "InternalServerException", "");
        assertInstanceOf(Receipt.Ambiguous.class, send());
        assertEquals(1, stub.requests.size());
    }

    static Stream<Answer> lost() {
        return Stream.of(new Answer.HangUp(), new Answer.Silence(), new Answer.HalfAnAnswer());
    }

    @ParameterizedTest
    @MethodSource("lost")
    void a_lost_answer_is_ambiguous_and_nothing_below_us_asks_again(Answer fault) {
        // the first request goes well, so that the second goes over a kept connection, which the JDK may retry by
        // itself
        assertInstanceOf(Receipt.Accepted.class, send());
        stub.answers(fault);
        assertInstanceOf(Receipt.Ambiguous.class, send());
        assertEquals(2, stub.requests.size());
    }

    @Test
    void a_service_out_of_reach_is_a_refusal() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (var nowhere = client(URI.create("http://127.0.0.1:" + port))) {
            assertInstanceOf(
                    Receipt.Refused.class,
                    new SmsSender(nowhere, SETTINGS).send(message("+15125550101", "Bids wanted", OPT_OUT)));
        }
    }
}
