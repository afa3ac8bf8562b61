package io.muster.functions.reporting;

import io.muster.aws.Platform;
import io.muster.aws.store.CircuitStore;
import io.muster.aws.store.Table;
import io.muster.domain.error.Circuit;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Circuits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the installation answers, and which providers it leaves alone. Anybody may ask, so that what is read is kept for
 * some seconds of machine time.
 */
final class Health {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Platform platform;
    private final CircuitStore store;
    private volatile @Nullable Known known;

    Health(Platform platform) {
        this.platform = platform;
        this.store = new CircuitStore(
                new Table(platform.dynamoDb(), platform.installation().table()));
    }

    private record Known(View view, Instant until) {}

    /** What is answered; {@code providers} are those that are left alone. */
    record View(String status, List<Provider> providers) {

        View {
            providers = List.copyOf(providers);
        }
    }

    /** A provider that is left alone since and until a moment of machine time. */
    record Provider(
            Channel channel,
            Circuit.State state,
            @Nullable Instant since,
            @Nullable Instant until) {}

    View now() {
        var now = platform.time().machine();
        var fresh = known;
        if (fresh != null && now.isBefore(fresh.until)) {
            return fresh.view;
        }
        var view = view(store.read());
        known = new Known(view, now.plus(FRESH));
        return view;
    }

    private static View view(Circuits circuits) {
        var providers = circuits.byChannel().entrySet().stream()
                .filter(entry -> entry.getValue().state() != Circuit.State.CLOSED)
                .map(entry -> new Provider(
                        entry.getKey(),
                        entry.getValue().state(),
                        entry.getValue().since(),
                        entry.getValue().until()))
                .toList();
        return new View(providers.isEmpty() ? "ok" : "degraded", providers);
    }
}
