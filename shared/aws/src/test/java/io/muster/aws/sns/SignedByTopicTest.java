package io.muster.aws.sns;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.muster.memory.sns.TopicSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What proves to come from a topic of ours, and what only says so. */
class SignedByTopicTest {

    private static final Instant NOW = Instant.parse("2026-06-01T14:00:00Z");
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:muster-events";
    private static final TopicSigner SNS = TopicSigner.make(NOW.minus(Duration.ofDays(1)));
    private static final TopicSigner SOMEBODY = TopicSigner.make(NOW.minus(Duration.ofDays(1)));

    private final List<URI> asked = new ArrayList<>();
    private Instant now = NOW;
    private String pem = SNS.pem();
    private final SignedByTopic check = new SignedByTopic(
            Set.of(TOPIC),
            address -> {
                asked.add(address);
                return pem;
            },
            () -> now);

    private static String sound() {
        return SNS.published(TOPIC, "{\"eventType\":\"Bounce\"}", NOW);
    }

    private static String changed(Consumer<ObjectNode> change) {
        return changed(sound(), change);
    }

    private static String changed(String body, Consumer<ObjectNode> change) {
        try {
            var envelope = (ObjectNode) new ObjectMapper().readTree(body);
            change.accept(envelope);
            return envelope.toString();
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void refused(String body) {
        assertThrows(Forged.class, () -> check.check(body), body);
    }

    @Test
    void what_a_topic_of_ours_publishes_is_taken_and_its_certificate_is_asked_for_once() {
        for (int i = 0; i < 3; i++) {
            assertDoesNotThrow(() -> check.check(sound()));
        }
        assertEquals(List.of(URI.create("https://sns.eu-west-1.amazonaws.com" + SNS.path())), asked);
    }

    @Test
    void a_subject_is_signed_where_there_is_one() {
        var withSubject = changed(envelope -> {
            envelope.put("Subject", "Amazon SES Email Event Notification");
            var signed = "Message\n" + envelope.path("Message").asText() + "\nMessageId\n"
                    + envelope.path("MessageId").asText()
                    + "\nSubject\nAmazon SES Email Event Notification\nTimestamp\n"
                    + envelope.path("Timestamp").asText() + "\nTopicArn\n" + TOPIC + "\nType\nNotification\n";
            envelope.put("Signature", Base64.getEncoder().encodeToString(SNS.sign(signed, "SHA256withRSA")));
        });
        assertDoesNotThrow(() -> check.check(withSubject));
        refused(changed(withSubject, envelope -> envelope.put("Subject", "Another")));
        refused(changed(withSubject, envelope -> envelope.remove("Subject")));
        refused(changed(envelope -> envelope.put("Subject", "Added")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Message", "MessageId", "Timestamp", "Signature", "TopicArn", "Type"})
    void a_field_that_was_changed_removed_or_is_no_text_is_refused(String field) {
        refused(changed(
                envelope -> envelope.put(field, envelope.path(field).asText().replaceFirst("[a-zA-Z0-9]", "9x"))));
        refused(changed(envelope -> envelope.remove(field)));
        refused(changed(envelope -> envelope.put(field, 7)));
        refused(changed(envelope -> envelope.putNull(field)));
        refused(changed(envelope -> envelope.putObject(field)));
        refused(changed(envelope -> envelope.put(field, "")));
    }

    @Test
    void a_signature_of_version_1_is_refused_even_where_it_is_right() {
        refused(changed(envelope -> envelope.put("SignatureVersion", "1")));
        refused(changed(envelope -> envelope.remove("SignatureVersion")));
        refused(changed(envelope -> envelope.put("SignatureVersion", 2).put("SignatureVersion", "02")));
        refused(changed(envelope -> {
            var signed = "Message\n" + envelope.path("Message").asText() + "\nMessageId\n"
                    + envelope.path("MessageId").asText() + "\nTimestamp\n"
                    + envelope.path("Timestamp").asText() + "\nTopicArn\n" + TOPIC + "\nType\nNotification\n";
            envelope.put("Signature", Base64.getEncoder().encodeToString(SNS.sign(signed, "SHA1withRSA")))
                    .put("SignatureVersion", "1");
        }));
        assertEquals(List.of(), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com.evil.example.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com@evil.example.com/SimpleNotificationService-0a.pem",
                "https://evil.example.com/sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://evil.example.com#sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0a.pem",
                "https://user@sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com.cn/SimpleNotificationService-0a.pem",
                "https://SNS.EU-WEST-1.AMAZONAWS.COM/SimpleNotificationService-0a.pem",
                "https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://xsns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com/bucket/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem/../../x",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-%2e%2e.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem?Action=ConfirmSubscription",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem#x",
                "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=x.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.PEM",
                "https://169.254.169.254/SimpleNotificationService-0a.pem",
                "file:///etc/passwd",
                "https:SimpleNotificationService-0a.pem",
                "jar:https://sns.eu-west-1.amazonaws.com!/x.pem",
                "https://sns.eu-west-1.amazonaws.com /SimpleNotificationService-0a.pem",
                "",
            })
    void an_address_at_which_sns_gives_no_certificates_out_is_never_asked(String address) {
        refused(changed(envelope -> envelope.put("SigningCertURL", address)));
        assertEquals(List.of(), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sns:eu-west-1:123456789012:muster-events2",
                "arn:aws:sns:eu-west-1:123456789012:muster-event",
                "arn:aws:sns:eu-west-1:999999999999:muster-events",
                "arn:aws:sns:eu-west-1:123456789012:MUSTER-EVENTS",
                "arn:aws:sns:us-east-1:123456789012:muster-events",
                "arn:aws:sqs:eu-west-1:123456789012:muster-events",
                "arn:aws:sns:evil.example.com/:123456789012:muster-events",
            })
    void a_topic_of_somebody_else_is_refused_though_sns_signed_it(String topic) {
        refused(SNS.published(topic, "{}", NOW));
        assertEquals(List.of(), asked);
    }

    @Test
    void what_somebody_else_signed_is_refused() {
        refused(changed(
                SOMEBODY.published(TOPIC, "{}", NOW),
                envelope -> envelope.put("SigningCertURL", "https://sns.eu-west-1.amazonaws.com" + SNS.path())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"STOP\"",
                "{\"eventType\":\"Bounce\"}",
                "{\"inboundMessageId\":\"t1\",\"originationNumber\":\"+1\",\"destinationNumber\":\"+1\"}",
                "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"https://sns.eu-west-1.amazonaws.com/\"}",
            })
    void what_is_in_no_envelope_is_refused_whatever_it_says(String body) {
        refused(body);
    }

    @Test
    void a_field_that_is_there_twice_is_refused() {
        refused(sound().replaceFirst("\\{", "{\"Message\":\"forged\","));
        refused(sound().replaceFirst("}$", ",\"Message\":\"forged\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "sns.amazonaws.com.evil.example.com, -1, 30",
        "evil.example.com, -1, 30",
        "xsns.amazonaws.com, -1, 30",
        "sns.bucket.amazonaws.com, -1, 30",
        "sns.eu-west-1.s3.amazonaws.com, -1, 30",
        "sns.amazonaws.com, 1, 30",
        "sns.amazonaws.com, -30, -1",
    })
    void a_certificate_of_another_name_or_another_time_is_refused(String name, int from, int until) {
        var other = TopicSigner.make(name, NOW.plus(Duration.ofDays(from)), NOW.plus(Duration.ofDays(until)));
        pem = other.pem();
        refused(other.published(TOPIC, "{}", NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sns.amazonaws.com",
                "sns.eu-west-1.amazonaws.com",
                "sns-signing.eu-south-1.amazonaws.com",
                "sns-us-gov-west-1.amazonaws.com",
                "sns-cn-north-1.amazonaws.com.cn",
            })
    void each_region_has_its_own_name_for_the_certificate(String name) {
        var regional = TopicSigner.make(name, NOW.minusSeconds(1), NOW.plusSeconds(60));
        pem = regional.pem();
        assertDoesNotThrow(() -> check.check(regional.published(TOPIC, "{}", NOW)));
    }

    @Test
    void a_certificate_that_runs_out_while_it_is_kept_is_refused_from_then_on() {
        var short1 = TopicSigner.make("sns.amazonaws.com", NOW.minusSeconds(1), NOW.plusSeconds(60));
        pem = short1.pem();
        assertDoesNotThrow(() -> check.check(short1.published(TOPIC, "{}", NOW)));
        now = NOW.plusSeconds(61);
        refused(short1.published(TOPIC, "{}", NOW));
    }

    @Test
    void certificates_that_come_together_must_vouch_for_each_other() {
        pem = SNS.pem() + SOMEBODY.pem();
        refused(sound());
        pem = SNS.pem() + SNS.pem();
        assertDoesNotThrow(() -> check.check(sound()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void what_is_no_certificate_is_refused_and_asked_for_again(String garbage) {
        pem = garbage;
        refused(sound());
        pem = SNS.pem();
        assertDoesNotThrow(() -> check.check(sound()));
    }

    // -- how certificates are fetched

    @Test
    void certificates_come_by_one_request_that_follows_no_redirect() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        var paths = new ArrayList<String>();
        server.createContext("/", exchange -> {
            try (exchange) {
                paths.add(exchange.getRequestURI().getPath());
                boolean known = exchange.getRequestURI().getPath().equals(SNS.path());
                exchange.getResponseHeaders().set("Location", SNS.path());
                var body = SNS.pem().getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(known ? 200 : 302, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            var endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
            var certificates = HttpCertificates.of(Map.of("AWS_ENDPOINT_URL_SNS", endpoint));
            var address = "https://sns.eu-west-1.amazonaws.com";
            assertEquals(SNS.pem(), certificates.pem(URI.create(address + SNS.path())));
            var elsewhere = URI.create(address + "/SimpleNotificationService-0a.pem");
            assertThrows(CertificateUnavailable.class, () -> certificates.pem(elsewhere));
            assertEquals(List.of(SNS.path(), elsewhere.getPath()), paths);
        } finally {
            server.stop(0);
        }
        var gone = HttpCertificates.of(Map.of(
                "AWS_ENDPOINT_URL_SNS",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        assertThrows(
                CertificateUnavailable.class,
                () -> gone.pem(URI.create("https://sns.eu-west-1.amazonaws.com" + SNS.path())));
    }
}
