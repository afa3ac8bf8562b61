package io.muster.functions.reporting;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.lambda.Log;
import io.muster.aws.shell.Probes;
import io.muster.aws.shell.Probes.Part;
import io.muster.aws.store.CircuitStore;
import io.muster.aws.store.Table;
import io.muster.domain.error.Circuit;
import io.muster.domain.touch.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the parts that everything rests on answer, and which providers are left alone. Anybody may ask, so that nothing
 * of a workspace is told, and what was found is told again for some seconds, so that asking often costs nothing.
 */
final class Health {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Log LOG = Log.of("reads-api");

    private final Platform platform;
    private final Probes probes;
    private final CircuitStore circuits;
    private final AtomicReference<@Nullable Told> latest = new AtomicReference<>();

    Health(Platform platform) {
        this.platform = platform;
        this.probes = new Probes(platform);
        this.circuits = new CircuitStore(Table.of(platform));
    }

    /** How things are, worst last. */
    enum Status {
        OK,
        DEGRADED,
        FAILING
    }

    /** What is told; {@code providers} are those that are left alone. */
    record Told(Status status, Instant checkedAt, List<Part> parts, List<Provider> providers) {}

    /** A provider that is left alone since and until a moment of machine time. */
    record Provider(
            Channel channel,
            Circuit.State state,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /** Answers 503 where a part does not answer; a provider that is left alone is no reason to replace anything here. */
    ApiResponse answer() {
        var now = platform.time().machine();
        var told = latest.get();
        if (told == null || !now.isBefore(told.checkedAt.plus(FRESH))) {
            told = look(now);
            latest.set(told);
        }
        return new ApiResponse(told.status == Status.FAILING ? 503 : 200, told, Map.of());
    }

    private Told look(Instant now) {
        var parts = probes.look();
        var failing = parts.stream()
                .filter(part -> part.status() == Probes.Status.FAILING)
                .toList();
        failing.forEach(part -> LOG.info("part_failing", Map.of("part", part.name())));
        if (!failing.isEmpty()) {
            return new Told(Status.FAILING, now, parts, List.of());
        }
        var providers = providers();
        return new Told(providers.isEmpty() ? Status.OK : Status.DEGRADED, now, parts, providers);
    }

    private List<Provider> providers() {
        return circuits.read().byChannel().entrySet().stream()
                .filter(entry -> entry.getValue().state() != Circuit.State.CLOSED)
                .map(entry -> new Provider(
                        entry.getKey(),
                        entry.getValue().state(),
                        entry.getValue().since(),
                        entry.getValue().until()))
                .toList();
    }
}
