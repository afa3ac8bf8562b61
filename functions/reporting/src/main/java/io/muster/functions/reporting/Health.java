package io.muster.functions.reporting;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.lambda.Log;
import io.muster.aws.shell.Probes;
import io.muster.aws.shell.Probes.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the parts that everything rests on answer. Anybody may ask, so that nothing of a workspace is told, and what was
 * found is told again for some seconds, so that asking often costs nothing.
 */
final class Health {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Log LOG = Log.of("reads-api");

    private final Platform platform;
    private final Probes probes;
    private final AtomicReference<Found> latest = new AtomicReference<>(new Found(Instant.MIN, List.of()));

    Health(Platform platform) {
        this.platform = platform;
        this.probes = new Probes(platform);
    }

    private record Found(Instant at, List<Part> parts) {}

    /** What is told: all is well, or some part is not. */
    record Told(Probes.Status status, Instant checkedAt, List<Part> parts) {}

    ApiResponse answer() {
        var now = platform.time().machine();
        var found = latest.get();
        if (found.parts.isEmpty() || !now.isBefore(found.at.plus(FRESH))) {
            found = new Found(now, probes.look());
            latest.set(found);
            found.parts.stream()
                    .filter(part -> part.status() == Probes.Status.FAILING)
                    .forEach(part -> LOG.info("part_failing", Map.of("part", part.name())));
        }
        boolean well = found.parts.stream().allMatch(part -> part.status() == Probes.Status.OK);
        var told = new Told(well ? Probes.Status.OK : Probes.Status.FAILING, found.at, found.parts);
        return new ApiResponse(well ? 200 : 503, told, Map.of());
    }
}
