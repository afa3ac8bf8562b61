package io.muster.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.local.Addresses;
import io.muster.local.LocalApi;
import io.muster.local.issuer.Issuer;
import io.muster.local.issuer.IssuerKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Finds the stack that runs on a state folder, and gets its tokens as any client does. */
final class RunningStack {

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = ".muster",
            description = "state folder of the running stack (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of(".muster");

    /** No stack runs on the folder. */
    static final class NotRunning extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotRunning(Path folder) {
            super("no stack runs on the folder " + folder + "; start one with: mvn -Plocal"
                    + " (or name the folder of one that runs with --folder)");
        }
    }

    /** Returns a caller of its API. */
    LocalApi api() {
        var token = token(Issuer.SCOPES);
        Supplier<String> same = () -> token;
        return new LocalApi(addresses().api(), same);
    }

    Addresses addresses() {
        return Addresses.of(folder).orElseThrow(() -> new NotRunning(folder));
    }

    /** Returns a token with scopes. */
    String token(List<String> scopes) {
        var url = addresses().api();
        var secret = IssuerKeys.in(folder.resolve("issuer")).clientSecret();
        var form = "grant_type=client_credentials&client_id=" + Issuer.CLIENT_ID + "&client_secret=" + secret
                + "&scope=" + URLEncoder.encode(String.join(" ", scopes), StandardCharsets.UTF_8);
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/oauth2/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
            var body = new ObjectMapper().readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new IllegalArgumentException(
                        "no token: " + body.path("error").asText("HTTP " + answer.statusCode())
                                + (body.path("error").asText().equals("invalid_scope")
                                        ? "; the scopes are " + String.join(", ", Issuer.SCOPES)
                                        : ""));
            }
            return body.path("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the stack at " + url + " does not answer; start it anew with: mvn -Plocal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
