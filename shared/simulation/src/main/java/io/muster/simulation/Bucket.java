package io.muster.simulation;

import io.muster.aws.file.FileStore;
import io.muster.aws.file.S3Files;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The bucket into which SES lays mails that come in. Functions see it through the production adapter, so that reading a mail
 * and removing it are calls like all others.
 */
final class Bucket {

    private static final S3Presigner NO_UPLOADS = (S3Presigner) Proxy.newProxyInstance(
            S3Presigner.class.getClassLoader(), new Class<?>[] {S3Presigner.class}, (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final Map<String, String> files = new TreeMap<>();

    /** Returns the files as functions see them. */
    FileStore files(BiFunction<Service.Call, Function<Service.Call, Object>, Object> wire) {
        return new S3Files(Remote.stub(S3Client.class, Service.FILE, this::answer, wire), NO_UPLOADS, "files");
    }

    /** Lays a file there, as those do who need not ask us. */
    void lay(String key, String text) {
        files.put(key, text);
    }

    private Object answer(Service.Call call) {
        return switch (call.request()) {
            case GetObjectRequest get -> read(get.key());
            case DeleteObjectRequest delete -> {
                files.remove(delete.key());
                yield DeleteObjectResponse.builder().build();
            }
            default -> throw new UnsupportedOperationException(call.operation());
        };
    }

    private Object read(String key) {
        var text = files.get(key);
        if (text == null) {
            throw NoSuchKeyException.builder().statusCode(404).message(key).build();
        }
        var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        // Real time does not pass here: nobody has to watch over a stream that is left open.
        return new ResponseInputStream<>(
                GetObjectResponse.builder().build(), AbortableInputStream.create(bytes), Duration.ZERO);
    }
}
