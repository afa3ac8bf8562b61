package io.muster.domain.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.account.Course;
import io.muster.domain.account.Meeting;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.CampaignInput.Cancelled;
import io.muster.domain.campaign.CampaignInput.DealClosed;
import io.muster.domain.campaign.CampaignInput.KeywordTexted;
import io.muster.domain.campaign.CampaignInput.MeetingRecorded;
import io.muster.domain.campaign.CampaignInput.MeetingRemoved;
import io.muster.domain.campaign.CampaignInput.Paused;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.campaign.CampaignInput.ReportMade;
import io.muster.domain.campaign.CampaignInput.Resumed;
import io.muster.domain.campaign.CampaignInput.TouchDue;
import io.muster.domain.campaign.CampaignInput.TouchRequested;
import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.reply.Keyword;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Whatever happens to an account campaign in whatever order: its promises hold at each step, and its timers end it. */
class GeneratedSequencesTest {

    private static final int LIVES = 1_500;
    private static final Set<String> MET = new TreeSet<>();

    @Test
    void generated_lives_keep_their_promises_and_end_by_themselves() {
        for (int seed = 1; seed <= LIVES; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            int people = 1 + random.nextInt(10);
            var life = new Life(random, people, terms(random));
            for (int step = 0; step < 60; step++) {
                life.happens(step);
            }
            life.ends("seed " + seed);
        }
        assertEquals(
                Set.of(
                        "TouchDue",
                        "TouchRequested",
                        "TouchesFailed",
                        "MeetingRecorded",
                        "MeetingRemoved",
                        "DealClosed",
                        "Replied",
                        "KeywordTexted",
                        "Paused",
                        "Resumed",
                        "Cancelled",
                        "ReportMade"),
                MET);
    }

    private static SequenceTerms terms(RandomGenerator random) {
        var usual = SequenceTerms.USUAL;
        return new SequenceTerms(
                1 + random.nextInt(20),
                List.of(random.nextInt(4), 1 + random.nextInt(10)),
                usual.channels(),
                1 + random.nextInt(3),
                random.nextInt(8),
                1 + random.nextInt(96),
                1 + random.nextInt(4),
                random.nextInt(8) > 0,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
    }

    /** One campaign and the world around it. */
    private static final class Life {

        private final RandomGenerator random;
        private final People people;
        private final int count;
        private CampaignState state;
        private Instant now = Accounts.START;

        Life(RandomGenerator random, int count, SequenceTerms terms) {
            this.random = random;
            this.count = count;
            this.people = Accounts.people(count);
            this.state = Accounts.started(Accounts.brief(Accounts.members(count), terms), people);
        }

        void happens(int step) {
            now = now.plus(Duration.ofHours(random.nextInt(60)));
            if (random.nextInt(3) > 0) {
                settle();
            }
            apply(input(step));
            promises();
        }

        private CampaignInput input(int step) {
            var id = "i" + step;
            var whom = "p" + random.nextInt(count);
            return switch (random.nextInt(12)) {
                case 0 -> new TouchRequested(id, now, people);
                case 1 -> new MeetingRecorded(id, now, meeting());
                case 2 -> new MeetingRemoved(id, now, "m" + random.nextInt(2));
                case 3 -> random.nextInt(4) == 0 ? new DealClosed(id, now, random.nextBoolean()) : due(id);
                case 4, 5 ->
                    Accounts.reply(
                            whom,
                            now,
                            any(List.of(Answer.NEUTRAL, Answer.POSITIVE, Answer.DECLINED, Answer.OPTED_OUT)));
                case 6 -> new KeywordTexted(id, now, whom, any(List.of(Keyword.values())));
                case 7 -> random.nextInt(3) == 0 ? new Paused(id, now, null) : new Resumed(id, now);
                case 8 -> new Resumed(id, now);
                case 9 ->
                    random.nextInt(12) == 0
                            ? new Cancelled(id, now, null)
                            : new ReportMade(id, now, state.campaign().version(), true);
                case 10 ->
                    new TouchesFailed(
                            id,
                            now,
                            1 + random.nextInt(Math.max(1, state.campaign().waves())),
                            0,
                            people.reach(),
                            people.enabled());
                default -> due(id);
            };
        }

        private <T> T any(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }

        private TouchDue due(String id) {
            return new TouchDue(id, now, state.campaign().generation(), people);
        }

        private Meeting meeting() {
            var start = now.plus(Duration.ofHours(random.nextInt(200)));
            return new Meeting("m" + random.nextInt(2), start, start.plus(Duration.ofHours(1)));
        }

        /** What is due goes, or fails, as it may while the campaign sends. */
        private void settle() {
            boolean sends = state.campaign().status() == Status.ACTIVE;
            var sequence = state.campaign().sequenceOrStart();
            state = Accounts.touches(state, touch -> {
                var due = touch.notBefore();
                if (!touch.state().open()
                        || due == null
                        || due.isAfter(now)
                        || (!sends && !touch.kind().notice())) {
                    return touch;
                }
                if (!touch.kind().notice() && sequence.overtaken(touch)) {
                    return touch.in(TouchState.SKIPPED, "PLANNED_ANEW");
                }
                var response = state.responses().get(touch.contactId());
                if (!touch.kind().notice() && response != null && response.holds(state.campaign())) {
                    return touch.in(TouchState.SKIPPED, "ANSWERED");
                }
                return switch (random.nextInt(12)) {
                    case 0 -> touch.in(TouchState.FAILED, "bad address");
                    case 1 -> touch.in(TouchState.SKIPPED, "HELD_BY_ANOTHER_CAMPAIGN");
                    case 2 -> touch.in(TouchState.UNKNOWN, null);
                    default -> touch.sent(now);
                };
            });
        }

        private void apply(CampaignInput input) {
            var decision = CampaignDecider.decide(state, input);
            assertEquals(decision, CampaignDecider.decide(state, input));
            if (decision instanceof Decision.Changed changed) {
                MET.add(input.getClass().getSimpleName());
                assertEquals(state.campaign().version() + 1, changed.campaign().version());
                var open = outreach()
                        .filter(touch -> touch.state() == TouchState.PLANNED)
                        .count();
                boolean planned = changed.planned().stream()
                        .flatMap(slice -> slice.touches().stream())
                        .anyMatch(touch -> !touch.kind().notice() && touch.state() == TouchState.PLANNED);
                assertTrue(
                        !planned || changed.campaign().status() == Status.ACTIVE,
                        () -> input + " plans while " + changed.campaign().status() + ", " + open + " open");
                state = state.after(changed);
            }
        }

        private java.util.stream.Stream<Touch> outreach() {
            return state.touches().filter(touch -> !touch.kind().notice());
        }

        private void promises() {
            var terms = ((AccountBrief) state.brief()).terms();
            long lost = outreach()
                    .filter(touch -> touch.state().lost()
                            || touch.state() == TouchState.SKIPPED
                            || (touch.state() == TouchState.PLANNED
                                    && !Course.of(state).waits(touch)))
                    .count();
            assertTrue(outreach().count() <= terms.maxTouches() + lost, () -> "too many: " + Accounts.told(state));
            var last = new HashMap<String, Instant>();
            outreach().filter(touch -> touch.state().reached()).forEach(touch -> {
                var at = Objects.requireNonNull(touch.sentAt() == null ? touch.notBefore() : touch.sentAt());
                var before = last.put(touch.contactId(), at);
                assertTrue(
                        before == null || !at.isBefore(before) || touch.state() == TouchState.UNKNOWN,
                        () -> touch + " goes back before " + before);
            });
            state.touches()
                    .filter(touch -> touch.reference() != null)
                    .forEach(touch -> assertTrue(!Objects.requireNonNull(touch.reference())
                            .contactId()
                            .equals(touch.contactId())));
            if (state.campaign().status() == Status.PAUSED || state.campaign().status() == Status.ACTIVE) {
                assertEquals(1, state.campaign().checkIns().size());
                assertTrue(!state.campaign()
                        .checkIns()
                        .getFirst()
                        .isAfter(state.campaign().deadline()));
            }
        }

        /** From here on nobody does anything but the timers. */
        void ends(String seed) {
            for (int turn = 0; turn < 500 && !state.campaign().status().terminal(); turn++) {
                var alarm = state.campaign().checkIns().getFirst();
                now = alarm.isAfter(now) ? alarm : now.plusSeconds(60);
                settle();
                var before = state.campaign().generation();
                apply(due("end" + turn));
                assertTrue(
                        state.campaign().status().terminal() || state.campaign().generation() > before,
                        () -> seed + ": the timer of " + alarm + " did nothing to " + state.campaign());
            }
            assertTrue(state.campaign().status().terminal(), () -> seed + " never ends: " + state.campaign());
        }
    }
}
