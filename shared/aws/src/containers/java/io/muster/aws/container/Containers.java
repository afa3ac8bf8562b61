package io.muster.aws.container;

import io.muster.aws.Cloud;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One container for all tests of a run, removed when the run ends; or an endpoint that somebody names, which may be anything
 * that speaks the protocols. Where there is neither, every test that asks is skipped, and the reason is printed once.
 */
public final class Containers implements Cloud.Elsewhere {

    private static final int PORT = 4566;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    private static final Optional<URI> ENDPOINT = find();

    @Override
    public URI endpoint() {
        return ENDPOINT.orElseGet(() -> Assumptions.abort("no Docker answers here"));
    }

    private static Optional<URI> find() {
        var named = System.getProperty("containers.endpoint", "");
        if (!named.isBlank()) {
            System.out.println("The tests use AWS at " + named + ".");
            return Optional.of(answering(URI.create(named)));
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.out.println("The tests against a container are skipped: no Docker answers here. They run against AWS"
                    + " in memory with every build, and against any endpoint with -Dcontainers.endpoint=URL.");
            return Optional.empty();
        }
        return Optional.of(started(System.getProperty("containers.image", "")));
    }

    /** It is stopped by the library's own watcher when this process ends. */
    @SuppressWarnings("resource")
    private static URI started(String image) {
        var container = new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(PORT);
        var token = System.getenv(TOKEN);
        if (token != null) {
            container.withEnv(TOKEN, token);
        }
        container.start();
        System.out.println("The tests use AWS in " + image + ".");
        return answering(URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT)));
    }

    /** A port opens before what is behind it answers. */
    private static URI answering(URI endpoint) {
        var until = Instant.now().plus(PATIENCE);
        try (var cloud = new Cloud.AtEndpoint(endpoint)) {
            while (true) {
                try {
                    cloud.dynamoDb().listTables();
                    cloud.sqs().listQueues();
                    cloud.scheduler().listScheduleGroups(list -> list.maxResults(1));
                    return endpoint;
                } catch (SdkException notYet) {
                    if (Instant.now().isAfter(until)) {
                        throw notYet;
                    }
                    LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
                }
            }
        }
    }
}
