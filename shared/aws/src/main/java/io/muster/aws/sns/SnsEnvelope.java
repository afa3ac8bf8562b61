package io.muster.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What SNS puts around a message for a queue, as far as its signature goes.
 *
 * @param certificate where the certificate is, at an address of SNS in the topic's own region
 */
record SnsEnvelope(String topicArn, String signed, String signatureInBase64, URI certificate) {

    /** Of a field that is there twice, one could be signed and the other be read. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]{1,32}):[0-9]{12}:[A-Za-z0-9_-]{1,256}");
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[A-Za-z0-9]{1,64}\\.pem");
    private static final String VERSION = "2";

    /** Returns the envelope of a body; refuses what is none, or is signed in a way of before. */
    static SnsEnvelope read(String body) {
        var envelope = parsed(body);
        if (!envelope.path("Type").asText().equals("Notification")) {
            throw new Forged("no notification of SNS");
        }
        if (!envelope.path("SignatureVersion").asText().equals(VERSION)) {
            throw new Forged("not signed in version " + VERSION);
        }
        var topic = text(envelope, "TopicArn");
        return new SnsEnvelope(
                topic,
                signed(envelope),
                text(envelope, "Signature"),
                certificate(text(envelope, "SigningCertURL"), topic));
    }

    private static JsonNode parsed(String body) {
        try {
            return Objects.requireNonNullElseGet(JSON.readTree(body), JSON::missingNode);
        } catch (JsonProcessingException wrong) {
            throw new Forged("no JSON");
        }
    }

    /** Returns what is signed: the fields in the order of their names, each on two lines; without a subject, none. */
    private static String signed(JsonNode envelope) {
        var signed = new StringBuilder();
        for (var field : new String[] {"Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"}) {
            if (!field.equals("Subject") || envelope.hasNonNull(field)) {
                signed.append(field).append('\n').append(text(envelope, field)).append('\n');
            }
        }
        return signed.toString();
    }

    byte[] signature() {
        try {
            return Base64.getDecoder().decode(signatureInBase64);
        } catch (IllegalArgumentException wrong) {
            throw new Forged("the signature is no base64");
        }
    }

    private static URI certificate(String address, String topic) {
        var arn = ARN.matcher(topic);
        if (!arn.matches()) {
            throw new Forged("no topic");
        }
        var host = "sns." + arn.group(1) + (topic.startsWith("arn:aws-cn:") ? ".amazonaws.com.cn" : ".amazonaws.com");
        try {
            var uri = new URI(address);
            boolean ours = "https".equals(uri.getScheme())
                    && host.equals(uri.getRawAuthority())
                    && matches(uri.getRawPath())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (ours) {
                return uri;
            }
        } catch (URISyntaxException wrong) {
            throw new Forged("the certificate has no address");
        }
        throw new Forged("the certificate is not at " + host);
    }

    private static boolean matches(@Nullable String path) {
        return path != null && CERTIFICATE.matcher(path).matches();
    }

    private static String text(JsonNode envelope, String field) {
        var value = envelope.path(field);
        if (!value.isTextual()) {
            throw new Forged("no " + field);
        }
        return value.asText();
    }
}
