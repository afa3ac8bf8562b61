package io.muster.memory.sns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** What signs in SNS's place, held against the platform's own reading of certificates and signatures. */
class TopicSignerTest {

    private static final Instant FROM = Instant.parse("2026-06-01T14:00:00Z");
    private static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:events";

    private final TopicSigner signer = TopicSigner.make("sns.amazonaws.com", FROM, FROM.plus(Duration.ofDays(30)));

    @Test
    void the_certificate_signs_itself_names_sns_and_holds_for_its_span() throws GeneralSecurityException {
        var certificate = signer.certificate();
        certificate.verify(certificate.getPublicKey());
        assertEquals(
                "CN=sns.amazonaws.com", certificate.getSubjectX500Principal().getName());
        assertEquals("SHA256withRSA", certificate.getSigAlgName());
        certificate.checkValidity(Date.from(FROM));
        certificate.checkValidity(Date.from(FROM.plus(Duration.ofDays(30))));
        assertThrows(
                CertificateNotYetValidException.class,
                () -> certificate.checkValidity(Date.from(FROM.minusSeconds(1))));
        assertThrows(
                CertificateExpiredException.class,
                () -> certificate.checkValidity(
                        Date.from(FROM.plus(Duration.ofDays(30)).plusSeconds(1))));
    }

    @Test
    void what_is_published_bears_the_signature_of_the_certificates_key() throws Exception {
        var envelope = new ObjectMapper().readTree(signer.published(TOPIC, "line one\nline two \u00e9", FROM));
        var signed = "Message\nline one\nline two \u00e9\nMessageId\n"
                + envelope.path("MessageId").asText() + "\nTimestamp\n2026-06-01T14:00:00Z\nTopicArn\n" + TOPIC
                + "\nType\nNotification\n";
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(signer.certificate());
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        assertTrue(signature.verify(
                Base64.getDecoder().decode(envelope.path("Signature").asText())));
        assertEquals(
                "https://sns.eu-west-1.amazonaws.com" + signer.path(),
                envelope.path("SigningCertURL").asText());
    }

    @Test
    void a_signer_that_was_kept_is_the_same_signer() {
        var again = TopicSigner.of(signer.kept());
        assertEquals(signer.pem(), again.pem());
        assertEquals(signer.path(), again.path());
        assertEquals(
                Base64.getEncoder().encodeToString(signer.sign("text", "SHA256withRSA")),
                Base64.getEncoder().encodeToString(again.sign("text", "SHA256withRSA")));
    }
}
