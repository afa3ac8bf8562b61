package io.muster.aws.sns;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Certificates from SNS itself, by https, which is what vouches for them: one short request without redirects. Where the
 * SDK's own variable names another endpoint of SNS ({@code AWS_ENDPOINT_URL_SNS}), they come from there.
 */
public final class HttpCertificates implements Certificates {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final int LARGEST = 64 * 1024;
    private static final int OK = 200;

    private final @Nullable String endpoint;

    private HttpCertificates(@Nullable String endpoint) {
        this.endpoint = endpoint;
    }

    /** Returns the certificates of an installation with this environment. */
    public static HttpCertificates of(Map<String, String> environment) {
        return new HttpCertificates(environment.get("AWS_ENDPOINT_URL_SNS"));
    }

    @Override
    public String pem(URI address) {
        var request = HttpRequest.newBuilder(endpoint == null ? address : URI.create(endpoint + address.getRawPath()))
                .timeout(ANSWER)
                .build();
        try (var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            var answer = client.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != OK) {
                    throw new CertificateUnavailable(address, "SNS answers " + answer.statusCode());
                }
                return new String(body.readNBytes(LARGEST), StandardCharsets.US_ASCII);
            }
        } catch (IOException unreached) {
            throw new CertificateUnavailable(address, unreached.getClass().getSimpleName());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CertificateUnavailable(address, "interrupted");
        }
    }
}
