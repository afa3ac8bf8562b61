package io.muster.domain.touch;

import static io.muster.domain.touch.Outreach.CAMPAIGN;
import static io.muster.domain.touch.Outreach.LEASE;
import static io.muster.domain.touch.Outreach.MACHINE;
import static io.muster.domain.touch.Outreach.NOON;
import static io.muster.domain.touch.Outreach.invitation;
import static io.muster.domain.touch.Outreach.occasion;
import static io.muster.domain.touch.Outreach.standing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.error.Category;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** A slice lives through claims, calls, deaths and provider events in every order that a generator thinks of. */
class SendingInvariantsTest {

    private static final int CASES = 2_000;
    private static final int STEPS = 60;
    private static final int EMAIL_CAP = 4;
    private static final Limits LIMITS = new Limits(1, 3, 2, Duration.ofDays(3), Map.of(Channel.EMAIL, EMAIL_CAP));

    @Test
    void no_touch_is_accepted_twice_and_no_cap_is_exceeded() {
        int accepted = 0;
        for (long seed = 0; seed < CASES; seed++) {
            var life = new Life(RandomGeneratorFactory.of("L64X128MixRandom").create(seed), seed);
            for (int step = 0; step < STEPS; step++) {
                life.step();
            }
            accepted += life.ledger.size();
        }
        assertTrue(accepted > CASES, "the generator must reach acceptances: " + accepted);
    }

    private static final class Life {
        final RandomGenerator random;
        final long seed;
        final Map<Integer, Integer> ledger = new HashMap<>();
        final Map<String, List<Instant>> byContact = new HashMap<>();
        final Map<LocalDate, Integer> byDay = new HashMap<>();
        final Map<LocalDate, Integer> counters = new HashMap<>();
        final Map<String, Gate> gates = new HashMap<>();
        Slice slice;
        Instant now = NOON;
        Instant machine = MACHINE;
        int claims;
        int doubts;

        Life(RandomGenerator random, long seed) {
            this.random = random;
            this.seed = seed;
            var touches = new ArrayList<Touch>();
            for (int i = 0; i < 2 + random.nextInt(9); i++) {
                touches.add(invitation("c" + random.nextInt(6), Channel.EMAIL));
            }
            slice = new Slice(1, 0, touches, null, 0);
        }

        void step() {
            now = now.plus(Duration.ofMinutes(random.nextInt(600)));
            machine = machine.plusMillis(random.nextInt(4_000));
            switch (random.nextInt(4)) {
                case 0, 1, 2 -> claimAndSend();
                default -> feedback();
            }
            var unknown = slice.touches().stream()
                    .filter(touch -> touch.state() == TouchState.UNKNOWN)
                    .count();
            assertTrue(unknown <= doubts, "seed " + seed + ": more unknown than doubts");
        }

        void claimAndSend() {
            var standings = new HashMap<String, Standing>();
            slice.touches()
                    .forEach(touch -> standings.put(
                            touch.contactId(), standing(gates.computeIfAbsent(touch.contactId(), Gate::open))));
            var used = Map.of(Channel.EMAIL, counters.getOrDefault(day(), 0));
            var request = new ClaimRequest(
                    occasion(false),
                    slice,
                    standings,
                    LIMITS,
                    used,
                    Set.of(Channel.EMAIL),
                    "claim-" + claims++,
                    LEASE,
                    now,
                    machine);
            if (Claims.decide(request) instanceof ClaimDecision.Taken taken) {
                slice = taken.slice();
                gates.putAll(taken.gates());
                taken.reserved()
                        .forEach((reservation, count) -> counters.merge(reservation.day(), count, Integer::sum));
                for (int position : taken.toSend()) {
                    if (!send(position)) {
                        return;
                    }
                }
                slice = Sending.closed(slice);
            }
        }

        /** Returns whether the invocation lived on. */
        boolean send(int position) {
            if (random.nextInt(12) == 0) {
                return die();
            }
            slice = Sending.begin(slice, position, machine, now);
            if (random.nextInt(12) == 0) {
                return die();
            }
            var receipt = call(position);
            if (random.nextInt(12) == 0) {
                return die();
            }
            var touch = slice.touches().get(position);
            slice = Sending.recorded(slice, position, receipt, now);
            if (receipt instanceof Receipt.Refused || receipt instanceof Receipt.BadAddress) {
                gates.compute(touch.contactId(), (id, gate) -> gate == null ? Gate.open(id) : gate.released(CAMPAIGN));
                counters.merge(day(), -1, Integer::sum);
            }
            return true;
        }

        boolean die() {
            doubts++;
            return false;
        }

        Receipt call(int position) {
            var outcome = random.nextInt(5);
            if (outcome == 0) {
                return new Receipt.Refused(Category.API, "429", null);
            }
            if (outcome == 1) {
                return new Receipt.BadAddress("550");
            }
            if (outcome == 2) {
                doubts++;
            }
            if (outcome == 2 && random.nextBoolean()) {
                return new Receipt.Ambiguous("timeout before");
            }
            accept(position);
            return outcome == 2 ? new Receipt.Ambiguous("timeout after") : new Receipt.Accepted("p");
        }

        void accept(int position) {
            assertEquals(1, ledger.merge(position, 1, Integer::sum), "seed " + seed + ": accepted twice");
            var mine = byContact.computeIfAbsent(slice.touches().get(position).contactId(), id -> new ArrayList<>());
            var dayAgo = now.minus(Duration.ofDays(1));
            assertTrue(mine.stream().noneMatch(at -> at.isAfter(dayAgo)), "seed " + seed + ": daily cap");
            mine.add(now);
            assertTrue(mine.size() <= LIMITS.perContactPerCampaign(), "seed " + seed + ": campaign cap");
            assertTrue(byDay.merge(day(), 1, Integer::sum) <= EMAIL_CAP, "seed " + seed + ": channel cap");
        }

        void feedback() {
            for (int position : ledger.keySet()) {
                if (random.nextBoolean()) {
                    var event = random.nextBoolean() ? Transition.PROVIDER_ACCEPTED : Transition.PROVIDER_DELIVERED;
                    slice = Sending.settled(slice, position, event, now);
                }
            }
        }

        LocalDate day() {
            return now.atOffset(ZoneOffset.UTC).toLocalDate();
        }
    }
}
