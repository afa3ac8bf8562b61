package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.aws.file.FileStore;
import io.muster.aws.file.S3Files;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.Sender;
import io.muster.functions.dispatch.email.SesSender;
import io.muster.memory.calls.CallLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;

/** What stands in for AWS is seen to ask for what the adapters for AWS ask of it. */
class SeenTest {

    private static final String KEY = "imports/acme/i1/file";

    private static final OutgoingMessage MAIL = new OutgoingMessage(
            "acme",
            "t1",
            Channel.EMAIL,
            new Address("Muster", "bids@example.com"),
            new Address("Dana", "dana@example.com"),
            "Lawn care",
            "Will you bid?",
            "<p>Will you bid?</p>",
            "bids@example.com",
            null,
            Instant.parse("2026-06-01T14:00:00Z"));

    @Test
    void mail_asks_for_what_ses_checks() {
        var onAws = CallLog.forgetful();
        var ses = answering(
                SesV2Client.class,
                Map.of("sendEmail", SendEmailResponse.builder().messageId("m1").build()));
        var sender = new SesSender(onAws.of("dispatch").watch(SesV2Client.class, ses), "muster");
        assertEquals(new Receipt.Accepted("m1"), sender.send(MAIL));

        var here = CallLog.forgetful();
        Sender inbox = _ -> new Receipt.Accepted("m1");
        assertEquals(
                new Receipt.Accepted("m1"),
                Seen.mail(inbox, here.of("dispatch")).send(MAIL));
        assertEquals(onAws.calls(), here.calls());
        assertEquals(4, here.calls().size());
    }

    @Test
    void files_ask_for_what_s3_checks() throws IOException {
        var onAws = CallLog.forgetful();
        var s3 = answering(
                S3Client.class,
                Map.of(
                        "getObject",
                        new ResponseInputStream<>(
                                GetObjectResponse.builder().build(),
                                AbortableInputStream.create(new ByteArrayInputStream(new byte[0]))),
                        "putObject",
                        PutObjectResponse.builder().build(),
                        "deleteObject",
                        DeleteObjectResponse.builder().build()));
        var watched = onAws.of("import").watch(S3Client.class, s3);
        var here = CallLog.forgetful();
        var seen = Seen.files(new Nowhere(), here.of("import"));
        for (var store : List.of(new S3Files(watched, presigner(), "bucket"), seen)) {
            store.open(KEY).close();
            store.put(KEY, "");
            store.delete(KEY);
        }
        assertEquals(onAws.calls(), here.calls());
        assertEquals(3, here.calls().size());
    }

    /** Signing asks nothing of AWS; whoever uses the signature is allowed what its signer is. */
    @Test
    void an_upload_asks_for_what_its_address_is_signed_for() {
        var url = new S3Files(answering(S3Client.class, Map.of()), presigner(), "bucket")
                .upload(KEY, 5, Duration.ofHours(1))
                .url();
        assertEquals("/" + KEY, url.getPath());
        var signed = CallLog.forgetful();
        signed.of("contacts-api")
                .watch(
                        S3Client.class,
                        answering(
                                S3Client.class,
                                Map.of("putObject", PutObjectResponse.builder().build())))
                .putObject(PutObjectRequest.builder().bucket("bucket").key(KEY).build(), RequestBody.empty());
        var here = CallLog.forgetful();
        Seen.files(new Nowhere(), here.of("contacts-api")).upload(KEY, 5, Duration.ofHours(1));
        assertEquals(signed.calls(), here.calls());
    }

    private static S3Presigner presigner() {
        return S3Presigner.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build();
    }

    private static <C> C answering(Class<C> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    var answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new AssertionError("nobody asks for " + method.getName());
                    }
                    return answer;
                }));
    }

    /** Files that are nowhere. */
    private static final class Nowhere implements FileStore {

        @Override
        public Upload upload(String key, long bytes, Duration validity) {
            return new Upload(URI.create("http://127.0.0.1/"), Map.of());
        }

        @Override
        public InputStream open(String key) {
            return InputStream.nullInputStream();
        }

        @Override
        public void put(String key, String text) {}

        @Override
        public void delete(String key) {}
    }
}
