package io.muster.memory.sns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Signs what is published, as SNS does for a topic whose signature version is 2. */
public final class TopicSigner {

    /** As long as whoever keeps a folder may keep it. */
    private static final Duration VALID = Duration.ofDays(36_500);

    private static final int KEY_BITS = 2_048;
    private static final int NAME_DIGITS = 32;

    private final PrivateKey key;
    private final byte[] certificate;

    private TopicSigner(PrivateKey key, byte[] certificate) {
        this.key = key;
        this.certificate = certificate.clone();
    }

    /** Returns a signer with a new key, whose certificate is valid from a moment on. */
    public static TopicSigner make(Instant from) {
        return make("sns.amazonaws.com", from, from.plus(VALID));
    }

    /** Returns a signer with a new key and a certificate for a name and a span. */
    public static TopicSigner make(String name, Instant from, Instant until) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            var pair = generator.generateKeyPair();
            return new TopicSigner(pair.getPrivate(), SelfSigned.certificate(pair, name, from, until));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has RSA", impossible);
        }
    }

    /** Returns the signer that was kept. */
    public static TopicSigner of(Kept kept) {
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(kept.key()));
            return new TopicSigner(
                    KeyFactory.getInstance("RSA").generatePrivate(spec),
                    Base64.getDecoder().decode(kept.certificate()));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new IllegalStateException("the key of the topic cannot be read", broken);
        }
    }

    /** A signer as it can be kept: both in base64. */
    public record Kept(String key, String certificate) {}

    /** Returns what to keep of this signer. */
    public Kept kept() {
        var text = Base64.getEncoder();
        return new Kept(text.encodeToString(key.getEncoded()), text.encodeToString(certificate));
    }

    /** Returns the certificate, as SNS gives it out. */
    public String pem() {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Returns the certificate. */
    public X509Certificate certificate() {
        try (var in = new java.io.ByteArrayInputStream(certificate)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (GeneralSecurityException | java.io.IOException impossible) {
            throw new IllegalStateException("a certificate of our own cannot be read", impossible);
        }
    }

    /** Returns the path at which SNS would give the certificate out, which is named by its contents. */
    public String path() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate);
            return "/SimpleNotificationService-"
                    + HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS) + ".pem";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Returns a message in the envelope in which a queue that subscribes to a topic gets it. */
    public String published(String topicArn, String message, Instant at) {
        var id = UUID.randomUUID().toString();
        var region = topicArn.split(":", -1)[3];
        var signed = "Message\n" + message + "\nMessageId\n" + id + "\nTimestamp\n" + at + "\nTopicArn\n" + topicArn
                + "\nType\nNotification\n";
        return JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("MessageId", id)
                .put("TopicArn", topicArn)
                .put("Message", message)
                .put("Timestamp", at.toString())
                .put("SignatureVersion", "2")
                .put("Signature", Base64.getEncoder().encodeToString(sign(signed, "SHA256withRSA")))
                .put("SigningCertURL", "https://sns." + region + ".amazonaws.com" + path())
                .toString();
    }

    /** Returns the signature of a text by an algorithm. */
    public byte[] sign(String text, String algorithm) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }
}
