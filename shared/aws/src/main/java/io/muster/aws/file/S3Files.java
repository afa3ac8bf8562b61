package io.muster.aws.file;

import io.muster.aws.Installation;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Files in a bucket. An upload's address is signed for its length and for a key that holds nothing yet. */
public final class S3Files implements FileStore {

    /** What S3 answers to those who may not list a bucket, as functions may not, where there is no such file. */
    private static final int FORBIDDEN = 403;

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;

    public S3Files(S3Client s3, S3Presigner presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    /** Returns the files of an installation on AWS. */
    public static S3Files of(Installation installation) {
        var s3 = S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build();
        return new S3Files(
                s3,
                S3Presigner.builder().s3Client(s3).build(),
                installation.requireImports().bucket());
    }

    @Override
    public Upload upload(String key, long bytes, Duration validity) {
        var signed = presigner.presignPutObject(presign -> presign.signatureDuration(validity)
                .putObjectRequest(
                        put -> put.bucket(bucket).key(key).contentLength(bytes).ifNoneMatch("*")));
        var headers = new TreeMap<String, String>();
        signed.signedHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("host") || name.equalsIgnoreCase("content-length"));
        return new Upload(URI.create(signed.url().toString()), Map.copyOf(headers));
    }

    @Override
    public InputStream open(String key) {
        try {
            return new Dropped(s3.getObject(get -> get.bucket(bucket).key(key)));
        } catch (NoSuchKeyException none) {
            throw new NoSuchFile(key);
        } catch (S3Exception refused) {
            if (refused.statusCode() == FORBIDDEN) {
                throw new NoSuchFile(key);
            }
            throw refused;
        }
    }

    @Override
    public void put(String key, String text) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    @Override
    public void delete(String key) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(key));
    }

    /** Closing drops the connection, where it would else read all that is left of the file. */
    private static final class Dropped extends FilterInputStream {

        private final ResponseInputStream<GetObjectResponse> answer;

        Dropped(ResponseInputStream<GetObjectResponse> answer) {
            super(answer);
            this.answer = answer;
        }

        @Override
        public void close() {
            answer.abort();
        }
    }
}
