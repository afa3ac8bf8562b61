package io.muster.memory.scheduler;

import io.muster.memory.Remote;
import io.muster.memory.http.MemoryAwsEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

class HttpSchedulerTest extends SchedulerContract {
    private @Nullable MemoryAwsEndpoint endpoint;

    @Override
    SchedulerClient connect() {
        try {
            endpoint = MemoryAwsEndpoint.start(aws, 0);
            return Remote.scheduler(endpoint.uri());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stopped() {
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
