package io.muster.functions.dispatch.email;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.sdk.OneCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** The adapter against a server that speaks SES v2's REST protocol, hang-ups included. */
class SesSenderTest {

    private static final OutgoingMessage MESSAGE = MimeTest.message("Bid", new Address("Ana", "ana@example.com"));
    private static final String HANG_UP = "";
    private static final String SILENCE = "silence";

    private StubSes stub;
    private SesV2Client client;
    private SesSender sender;

    @BeforeEach
    void open() throws IOException {
        stub = new StubSes();
        client = client(stub.port());
        sender = new SesSender(client, "muster-events");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        stub.close();
    }

    private static SesV2Client client(int port) {
        return SesV2Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(OneCall.settings(Duration.ofMillis(800)))
                .build();
    }

    private static String answer(int status, String type, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\n"
                + (type.isEmpty() ? "" : "x-amzn-ErrorType: " + type + "\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void a_message_is_offered_as_raw_mail_with_configuration_set_and_touch_tag() throws Exception {
        assertEquals(new Receipt.Accepted("ses-1"), sender.send(MESSAGE));
        var request = stub.requests.getFirst();
        assertEquals("POST /v2/email/outbound-emails", request.line());
        assertTrue(request.headers().getOrDefault("authorization", "").startsWith("AWS4-HMAC-SHA256 Credential=id/"));
        var body = request.body();
        assertEquals("muster-events", body.path("ConfigurationSetName").asText());
        assertEquals("bids@example.com", body.path("FromEmailAddress").asText());
        assertEquals("ana@example.com", body.at("/Destination/ToAddresses/0").asText());
        assertEquals("touch", body.at("/EmailTags/0/Name").asText());
        assertEquals("camp1-1-0-0", body.at("/EmailTags/0/Value").asText());
        assertEquals("acme", body.at("/EmailTags/1/Value").asText());
        assertArrayEquals(
                withoutBoundary(Mime.bytes(MESSAGE)),
                withoutBoundary(
                        Base64.getDecoder().decode(body.at("/Content/Raw/Data").asText())));
    }

    private static String[] withoutBoundary(byte[] mime) {
        return new String(mime, StandardCharsets.US_ASCII)
                .replaceAll("----=_Part_[0-9A-Za-z_.]+", "boundary")
                .split("\r\n", -1);
    }

    @ParameterizedTest
    @CsvSource({
        "429, TooManyRequestsException, RATE_LIMIT",
        "400, LimitExceededException, RATE_LIMIT",
        "400, SendingPausedException, INTEGRATION",
        "400, AccountSuspendedException, INTEGRATION",
        "400, MailFromDomainNotVerifiedException, INTEGRATION",
        "400, MessageRejected, INTEGRATION",
        "403, AccessDeniedException, INTEGRATION",
        "400, UnrecognizedClientException, INTEGRATION",
        "404, NotFoundException, INTEGRATION",
        "408, RequestTimeout, TIMEOUT",
        "503, ServiceUnavailable, API"
    })
    void an_answer_before_acceptance_is_a_refusal_of_its_category_after_one_request(
            int status, String type, Category category) {
        stub.answer = (request, count) -> answer(status, type, "{\"message\":\"no\"}");
        assertEquals(
                category,
                assertInstanceOf(Receipt.Refused.class, sender.send(MESSAGE)).category());
        assertEquals(1, stub.requests.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BadRequestException", "SomethingNew"})
    void a_message_that_ses_will_never_take_fails_the_address(String type) {
        stub.answer = (request, count) -> answer(400, type, "{\"message\":\"no\"}");
        assertInstanceOf(Receipt.BadAddress.class, sender.send(MESSAGE));
        assertEquals(1, stub.requests.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void an_error_inside_ses_is_ambiguous_after_one_request(int status) {
        stub.answer = (request, count) -> answer(status, "InternalFailure", "{}");
        assertInstanceOf(Receipt.Ambiguous.class, sender.send(MESSAGE));
        assertEquals(1, stub.requests.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {HANG_UP, SILENCE, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"Mess"})
    void a_lost_answer_is_ambiguous_and_nothing_below_us_asks_again(String fault) {
        // the first request goes well, so that the second goes over a kept connection, which the JDK may retry by
        // itself
        stub.answer = (request, count) -> count == 1 ? answer(200, "", "{\"MessageId\":\"ses-1\"}") : fault;
        assertInstanceOf(Receipt.Accepted.class, sender.send(MESSAGE));
        assertInstanceOf(Receipt.Ambiguous.class, sender.send(MESSAGE));
        assertEquals(2, stub.requests.size());
    }

    @Test
    void ses_out_of_reach_is_a_refusal() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (var nowhere = client(port)) {
            assertInstanceOf(Receipt.Refused.class, new SesSender(nowhere, "muster-events").send(MESSAGE));
        }
    }

    /** One request as SES saw it. */
    record Seen(String line, Map<String, String> headers, JsonNode body) {}

    /** SES v2's SendEmail over a bare socket, since only there a hang-up can be scripted. */
    static final class StubSes implements AutoCloseable {
        final List<Seen> requests = Collections.synchronizedList(new ArrayList<>());
        BiFunction<Seen, Integer, String> answer = (request, count) -> answer(200, "", "{\"MessageId\":\"ses-1\"}");
        private final ServerSocket server;

        StubSes() throws IOException {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                var in = socket.getInputStream();
                for (var seen = read(in); seen != null; seen = read(in)) {
                    requests.add(seen);
                    var reply = answer.apply(seen, requests.size());
                    if (reply.equals(SILENCE)) {
                        if (in.read() < 0) {
                            return;
                        }
                    }
                    socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                    if (!reply.contains("MessageId") && !reply.contains("message")) {
                        return;
                    }
                }
            } catch (IOException e) {
                // the client hung up
            }
        }

        private static @Nullable Seen read(InputStream in) throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    return null;
                }
                head.append((char) c);
            }
            var lines = head.toString().strip().split("\r\n", -1);
            var headers = new HashMap<String, String>();
            for (int i = 1; i < lines.length; i++) {
                var colon = lines[i].indexOf(':');
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
            var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            var start = lines[0].split(" ", 3);
            return new Seen(start[0] + " " + start[1], headers, new ObjectMapper().readTree(body));
        }
    }
}
