package io.muster.domain.whatif;

import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Effect.DispatchWave;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.ClaimDecision;
import io.muster.domain.touch.ClaimDecision.Reservation;
import io.muster.domain.touch.ClaimRequest;
import io.muster.domain.touch.Claims;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Occasion;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Standing;
import io.muster.domain.touch.Touch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the gates let pass, as the claims decide it, with gates and counters that live as long as one run. Every
 * message is taken: how often addresses fail is not known beforehand.
 */
final class Desk {

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Receipt TAKEN = new Receipt.Accepted(null);

    private final Scenario scenario;
    private final HeldBack held;
    private final Map<String, Gate> gates = new HashMap<>();
    private final Map<Reservation, Integer> used = new HashMap<>();
    private final Map<DispatchWave, Instant> opens = new HashMap<>();
    private final Map<Channel, Integer> offered = new EnumMap<>(Channel.class);
    private final Set<String> reached = new HashSet<>();
    private Instant minute = Instant.MIN;

    Desk(Scenario scenario, HeldBack held) {
        this.scenario = scenario;
        this.held = held;
        var today = day(scenario.start().campaign().startAt());
        scenario.usedToday().forEach((channel, count) -> used.put(new Reservation(channel, today), count));
    }

    /** Returns the same desk, to be worked at for itself. */
    Desk copy(HeldBack counted) {
        var copy = new Desk(scenario, counted);
        copy.gates.putAll(gates);
        copy.used.putAll(used);
        copy.opens.putAll(opens);
        copy.offered.putAll(offered);
        copy.reached.addAll(reached);
        copy.minute = minute;
        return copy;
    }

    /** Returns when a slice is to be looked at again. */
    Instant opens(DispatchWave wave) {
        return opens.getOrDefault(wave, Instant.MIN);
    }

    /** Returns the campaign once what may go of a slice has gone; tells who is asked for the first time. */
    CampaignState dispatched(CampaignState state, DispatchWave wave, Instant now, Consumer<String> asked) {
        var slice = state.slices().stream()
                .filter(one -> one.wave() == wave.wave() && one.index() == wave.slice())
                .findFirst()
                .orElseThrow();
        return switch (Claims.decide(request(state, slice, now))) {
            case ClaimDecision.Busy busy -> throw new IllegalStateException("nobody else sends: " + busy);
            case ClaimDecision.Idle idle -> {
                held.judged(slice, idle.verdicts());
                opens.put(wave, next(slice, idle.wakeUp(), now));
                yield state;
            }
            case ClaimDecision.Taken taken -> {
                held.judged(slice, taken.verdicts());
                var sent = sent(taken, now);
                opens.put(wave, next(sent, taken.wakeUp(), now));
                tell(sent, asked);
                yield state.with(sent);
            }
        };
    }

    private ClaimRequest request(CampaignState state, Slice slice, Instant now) {
        var today = new EnumMap<Channel, Integer>(Channel.class);
        for (var channel : Channel.values()) {
            today.put(channel, used.getOrDefault(new Reservation(channel, day(now)), 0));
        }
        if (!minute.equals(now.truncatedTo(ChronoUnit.MINUTES))) {
            minute = now.truncatedTo(ChronoUnit.MINUTES);
            offered.clear();
        }
        return new ClaimRequest(
                Occasion.of(state.campaign(), state.request()),
                slice,
                standings(state, slice),
                scenario.limits(),
                today,
                offered,
                Map.of(),
                scenario.carried(),
                "what-if",
                LEASE,
                now,
                now,
                now.minus(Claims.ANSWER_WITHIN),
                Map.of(),
                Set.of());
    }

    private Map<String, Standing> standings(CampaignState state, Slice slice) {
        var standings = new HashMap<String, Standing>();
        for (var touch : slice.touches()) {
            var id = touch.contactId();
            var known =
                    touch.kind().notice() ? people(id) : scenario.standings().get(id);
            if (known != null) {
                standings.put(
                        id,
                        new Standing(
                                gates.getOrDefault(id, known.gate()),
                                known.channels(),
                                known.zone(),
                                known.state(),
                                state.responses().containsKey(id),
                                known.holderLives()));
            }
        }
        return standings;
    }

    /** The campaign's own people have an address. */
    private static Standing people(String id) {
        return new Standing(Gate.open(id), Set.of(Channel.EMAIL), null, null, false, false);
    }

    private Slice sent(ClaimDecision.Taken taken, Instant now) {
        gates.putAll(taken.gates());
        taken.reserved().forEach((reservation, by) -> used.merge(reservation, by, Integer::sum));
        taken.offered().forEach((channel, by) -> offered.merge(channel, by, Integer::sum));
        var slice = taken.slice();
        for (int position : taken.toSend()) {
            slice = Sending.recorded(Sending.begin(slice, position, now, now), position, TAKEN, now);
        }
        return Sending.closed(slice);
    }

    /** Whoever is held is looked at when its gate opens, whoever is not due yet in time. */
    private static Instant next(Slice slice, @Nullable Instant wakeUp, Instant now) {
        var due = slice.touches().stream()
                .filter(touch -> touch.state().open())
                .map(Touch::notBefore)
                .filter(Objects::nonNull)
                .filter(at -> at.isAfter(now));
        return Stream.concat(due, Stream.ofNullable(wakeUp))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private void tell(Slice sent, Consumer<String> asked) {
        for (var touch : sent.touches()) {
            if (touch.state().reached() && !touch.kind().notice() && reached.add(touch.contactId())) {
                asked.accept(touch.contactId());
            }
        }
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
