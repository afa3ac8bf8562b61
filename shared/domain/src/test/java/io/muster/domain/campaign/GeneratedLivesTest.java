package io.muster.domain.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.adviser.Advice;
import io.muster.domain.adviser.Counsel;
import io.muster.domain.adviser.Recommendation;
import io.muster.domain.adviser.Reply;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.reply.AutomaticReply;
import io.muster.domain.reply.Keyword;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Campaigns that live through random inputs, in random order, and keep their promises at every step. */
class GeneratedLivesTest {

    private static final int LIVES = 1_000;
    private static final List<Keyword> KEYWORDS = List.of(Keyword.STOP, Keyword.HELP, Keyword.START);
    private static final List<Answer> ANSWERS = List.of(Answer.NEUTRAL, Answer.POSITIVE, Answer.DECLINED);

    @Test
    void every_life_keeps_its_promises() {
        for (long seed = 0; seed < LIVES; seed++) {
            live(seed);
        }
    }

    private static void live(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var state = random.nextInt(5) == 0 ? Fixture.scheduled() : Fixture.active();
        var at = Fixture.START;
        for (int step = 0; step < 40; step++) {
            at = at.plusSeconds(random.nextInt(5_400));
            state = provider(state, random, at);
            var input = counselled(state, input(state, random, "i" + step, at), random);
            var decision = CampaignDecider.decide(state, input);
            var where = "seed " + seed + ", step " + step + ", " + input;
            assertEquals(decision, CampaignDecider.decide(state, input), where);
            if (decision instanceof Decision.Changed changed) {
                var after = Fixture.apply(state, changed);
                promises(state, after, at, where);
                state = after;
            }
        }
        ends(state, at, seed);
    }

    /** Some looks have heard an adviser, of this version or an earlier one. */
    private static CampaignInput counselled(CampaignState state, CampaignInput input, RandomGenerator random) {
        var advice = new Advice(
                Advice.Escalation.MODERATE,
                "because",
                "fair",
                "fair",
                List.of(),
                List.of(Recommendation.add(1 + random.nextInt(20))),
                random.nextInt(101));
        var version = state.campaign().version() - (random.nextInt(4) == 0 ? 1 : 0);
        return random.nextBoolean()
                ? Advising.with(input, new Counsel("a model", version, new Reply.Given(advice)))
                : input;
    }

    private static void promises(CampaignState before, CampaignState after, Instant at, String where) {
        var was = before.campaign();
        var is = after.campaign();
        assertEquals(was.version() + 1, is.version(), where);
        assertTrue(is.highest().atLeast(was.highest()), where);
        assertTrue(is.done().containsAll(was.done()), where);
        var owed = is.owed();
        if (owed != null && was.owed() == null) {
            var again = EnumSet.copyOf(owed.actions());
            again.retainAll(was.done());
            assertEquals(Set.of(), again, "decided twice: " + where);
        }
        if (was.status().terminal()) {
            assertEquals(was.status(), is.status(), where);
            assertTrue(
                    after.slices().stream()
                            .skip(before.slices().size())
                            .flatMap(slice -> slice.touches().stream())
                            .allMatch(touch -> touch.kind().notice()),
                    "planned after the end: " + where);
        }
        after.byContact().forEach((contact, touches) -> {
            var sendable = touches.stream()
                    .filter(touch -> touch.state() != TouchState.SKIPPED)
                    .count();
            assertTrue(sendable <= 3, contact + " has " + sendable + " touches: " + where);
            assertTrue(
                    touches.stream().filter(touch -> touch.state().open()).count() <= 1,
                    contact + " has two open touches: " + where);
        });
        var places = new HashSet<String>();
        after.slices()
                .forEach(slice ->
                        assertTrue(places.add(slice.wave() + "/" + slice.index()), "same slice twice: " + where));
        assertEquals(is.tally(), recount(after), where);
        assertFalse(
                Pending.of(after, at).stream().distinct().count()
                        < Pending.of(after, at).size(),
                where);
    }

    /** Left to itself, the campaign reaches its end by doing what is pending. */
    private static void ends(CampaignState left, Instant from, long seed) {
        var state = left;
        var at = from.isBefore(Fixture.DEADLINE) ? Fixture.DEADLINE.plusSeconds(7_200) : from;
        for (int step = 0; step < 20 && !Pending.of(state, at).isEmpty(); step++) {
            var effect = Pending.of(state, at).getFirst();
            var id = "end" + step;
            state = switch (effect) {
                case Effect.DispatchWave _ -> Fixture.sent(state, at);
                case Effect.ScheduleWakeUp wake -> Fixture.sent(state, wake.at());
                case Effect.ScheduleLaunch launch -> {
                    var started = Fixture.after(
                            state, new CampaignInput.Launched(id, at, launch.generation(), Fixture.pool()));
                    at = started.campaign().deadline();
                    yield started;
                }
                case Effect.ScheduleCheckIn look ->
                    Fixture.after(
                            state,
                            new CampaignInput.CheckInDue(id, at, look.number(), look.generation(), Fixture.pool()));
                case Effect.Escalate _ ->
                    Fixture.after(state, new CampaignInput.ShortfallFound(id, at, java.util.Map.of(), Fixture.ENABLED));
                case Effect.ReportUnreachable lost ->
                    Fixture.after(
                            state,
                            new CampaignInput.TouchesFailed(
                                    id, at, lost.wave(), lost.slice(), java.util.Map.of(), Fixture.ENABLED));
                case Effect.EndCampaign end ->
                    Fixture.after(state, new CampaignInput.ReportMade(id, at, end.version(), true));
            };
        }
        assertTrue(state.campaign().status().terminal(), "seed " + seed + " never ends: " + state.campaign());
        assertTrue(state.campaign().reported(), "seed " + seed + " is never reported");
        assertEquals(List.of(), Pending.of(state, at), "seed " + seed);
    }

    private static Tally recount(CampaignState state) {
        var campaign = state.campaign();
        var ended = campaign.endedAt();
        var closes = campaign.status() == Status.CANCELLED && ended != null && ended.isBefore(campaign.deadline())
                ? ended
                : campaign.deadline();
        int bids = 0;
        int late = 0;
        int declined = 0;
        for (var response : state.responses().values()) {
            var bid = response.bid();
            bids += bid != null && !bid.receivedAt().isAfter(closes) ? 1 : 0;
            late += bid != null && bid.receivedAt().isAfter(closes) ? 1 : 0;
            declined += bid == null && response.answer().negative() ? 1 : 0;
        }
        return new Tally(bids, late, state.responses().size(), declined);
    }

    /** What providers and claims do meanwhile: some touches go out, some fail, some are never heard of again. */
    private static CampaignState provider(CampaignState state, RandomGenerator random, Instant at) {
        return Fixture.touches(state, touch -> touch.state().open() ? outcome(touch, random.nextInt(10), at) : touch);
    }

    private static Touch outcome(Touch touch, int chance, Instant at) {
        return switch (chance) {
            case 0, 1, 2, 3, 4, 5 -> touch.sent(at);
            case 6 -> touch.in(TouchState.FAILED, "bad address");
            case 7 -> touch.in(TouchState.UNKNOWN, "timed out");
            case 8 -> touch.in(TouchState.SENDING, null);
            default -> touch;
        };
    }

    private static CampaignInput input(CampaignState state, RandomGenerator random, String id, Instant at) {
        var campaign = state.campaign();
        var contact = random.nextBoolean() ? "a" + random.nextInt(3) : "c" + random.nextInt(20);
        var reach = state.byContact().keySet().stream()
                .filter(_ -> random.nextInt(5) > 0)
                .map(one -> new Reach(one, one, List.of(Channel.EMAIL, Channel.PHONE), null))
                .collect(Collectors.toMap(Reach::contactId, one -> one));
        return switch (random.nextInt(18)) {
            case 0 -> new CampaignInput.Launched(id, at, null, Fixture.pool());
            case 1, 2, 3 ->
                new CampaignInput.CheckInDue(
                        id, at, campaign.nextCheckIn(), campaign.generation() - random.nextInt(2), Fixture.pool());
            case 4 -> new CampaignInput.CheckInRequested(id, at, Fixture.pool());
            case 5 -> new CampaignInput.EscalationRequested(id, at, null, Fixture.pool());
            case 6, 7 -> new CampaignInput.ShortfallFound(id, at, reach, Fixture.ENABLED);
            case 8 -> {
                var slices = state.slices();
                var slice = slices.isEmpty() ? null : slices.get(random.nextInt(slices.size()));
                yield new CampaignInput.TouchesFailed(
                        id,
                        at,
                        slice == null ? 1 : slice.wave(),
                        slice == null ? 0 : slice.index(),
                        reach,
                        Fixture.ENABLED);
            }
            case 9, 10 ->
                new CampaignInput.BidReceived(id, at, contact, id, null, null, at.minusSeconds(random.nextInt(9_000)));
            case 11, 12 -> new CampaignInput.Replied(id, at, contact, ANSWERS.get(random.nextInt(3)));
            case 16 -> new CampaignInput.KeywordTexted(id, at, contact, KEYWORDS.get(random.nextInt(3)));
            case 17 -> new CampaignInput.AnsweredByMachine(id, at, contact, new AutomaticReply("subject", false));
            case 13 -> new CampaignInput.Paused(id, at, null);
            case 14 -> new CampaignInput.Resumed(id, at);
            default ->
                random.nextInt(8) == 0
                        ? new CampaignInput.Cancelled(id, at, null)
                        : new CampaignInput.ReportMade(id, at, campaign.version(), true);
        };
    }
}
