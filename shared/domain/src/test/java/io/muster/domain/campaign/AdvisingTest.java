package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.adviser.Advice;
import io.muster.domain.adviser.AdviceReading;
import io.muster.domain.adviser.Consultation;
import io.muster.domain.adviser.Counsel;
import io.muster.domain.adviser.Move;
import io.muster.domain.adviser.Question;
import io.muster.domain.adviser.Question.Because;
import io.muster.domain.adviser.Recommendation;
import io.muster.domain.adviser.Reply;
import io.muster.domain.adviser.RulesAdviser;
import io.muster.domain.campaign.CampaignInput.CheckInRequested;
import io.muster.domain.campaign.CampaignInput.EscalationRequested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When an adviser is asked, and that it can only choose among what the rules allow. */
class AdvisingTest {

    private static final String MODEL = "a model";

    @Test
    void silence_is_put_to_the_adviser_with_figures_and_without_anybodys_name() {
        var state = silent();
        var question = question(state, look(hours(12))).orElseThrow();
        assertEquals(Because.LEVEL, question.because());
        assertEquals(Level.CRITICAL, question.level());
        assertEquals(
                Set.of(
                        Move.ADD_CONTRACTORS,
                        Move.CHANGE_CHANNEL,
                        Move.EXTEND_DEADLINE,
                        Move.ALERT_OPERATOR,
                        Move.CONTINUE),
                question.allowed().moves());
        assertEquals((int) (question.wave() * 1.5), question.allowed().most());
        assertTrue(!question.toString().contains("a0") && !question.toString().contains("Dana"), question.toString());
    }

    @Test
    void at_most_five_responses_are_summarised_the_latest_first() {
        var state = silent();
        for (int i = 0; i < 3; i++) {
            state = Fixture.after(state, reply("a" + i, hours(1 + i)));
            state = Fixture.after(state, reply("b" + i, hours(4 + i)));
        }
        var question = question(state, look(hours(12))).orElseThrow();
        assertEquals(
                List.of(6.0, 7.0, 8.0, 9.0, 10.0),
                question.responses().stream()
                        .map(Question.ResponseSummary::hoursAgo)
                        .toList());
        assertEquals(
                List.of(3, 3, 0),
                question.tiers().stream()
                        .map(Question.TierPerformance::responses)
                        .toList());
    }

    @Test
    void a_mild_shortfall_asks_nobody_unless_the_levels_say_so() {
        var sent = Fixture.sent(Fixture.active(), hours(6));
        var state = Fixture.after(sent, Fixture.bid("a0", hours(6.5)));
        var look = new CheckInRequested("m", hours(7), Fixture.pool());
        assertTrue(question(state, look).isEmpty());
        var milder = new CheckInRequested("m", hours(7), advisedAt(Set.of(Level.MILD)));
        assertEquals(Because.LEVEL, question(state, milder).orElseThrow().because());
    }

    @Test
    void bids_on_time_with_a_low_chance_are_a_contradiction_to_ask_about() {
        var state = silent();
        for (var contact : List.of("a1", "a2", "b0", "b1", "b2", "c0", "c1")) {
            state = Fixture.after(state, reply(contact, Response.Answer.DECLINED, hours(2)));
        }
        state = Fixture.after(state, Fixture.bid("a0", hours(1)));
        var question = question(state, look(hours(6))).orElseThrow();
        assertEquals(Because.ON_TRACK_BUT_UNLIKELY, question.because());
        assertEquals(Level.NONE, question.level());
    }

    @Test
    void missing_bids_with_a_good_chance_are_another() {
        var state =
                Fixture.touches(Fixture.active(), touch -> touch.sent(hours(6)).knowing(Fixture.STEADY));
        var asked = new CheckInRequested("m", hours(7), advisedAt(Set.of()));
        assertEquals(
                Because.BEHIND_BUT_LIKELY, question(state, asked).orElseThrow().because());
    }

    @Test
    void nobody_is_asked_by_a_stale_timer_a_pause_an_end_or_anything_but_a_look() {
        var state = silent();
        assertTrue(question(Fixture.after(state, Fixture.checkIn(state, hours(6))), Fixture.checkIn(state, hours(6)))
                .isEmpty());
        assertTrue(question(Fixture.after(state, new CampaignInput.Paused("p", hours(1), null)), look(hours(12)))
                .isEmpty());
        assertTrue(question(state, look(hours(24))).isEmpty());
        assertTrue(question(state, Fixture.bid("a0", hours(1))).isEmpty());
    }

    @Test
    void the_rules_answer_where_nobody_else_does_and_do_what_they_always_did() {
        var state = silent();
        var event = decided(state, look(hours(12)));
        var said = Objects.requireNonNull(event.adviser());
        assertEquals(RulesAdviser.NAME, said.by());
        assertNull(said.fallback());
        assertEquals(event.checkIn().added(), said.added());
        assertEquals(said.advice().recommendations(), said.executed());
        assertEquals(
                "0 of 4 bids came in where 2.0 were due, with 12.0 hours left. The chance of enough is "
                        + Math.round(event.checkIn().pSuccess() * 100)
                        + " % where 95.0 % is wanted: "
                        + said.added()
                        + " more contractors are the fewest that the rules would add.",
                said.advice().reasoning());
    }

    @Test
    void an_adviser_may_add_fewer_or_half_as_many_again() {
        var state = silent();
        var question = question(state, look(hours(12))).orElseThrow();
        int most = question.allowed().most();
        var fewest = decided(state, advised(look(hours(12)), 0, advice(Recommendation.of(Move.CONTINUE))));
        var more = decided(state, advised(look(hours(12)), 0, advice(Recommendation.add(most))));
        assertEquals(0, fewest.checkIn().added());
        assertNull(fewest.plan());
        assertEquals(most, more.checkIn().added());
        assertTrue(more.checkIn().pSuccessAfter() > 0.95);
        assertEquals(fewest.checkIn().pSuccess(), fewest.checkIn().pSuccessAfter(), 1e-12);
        assertEquals(MODEL, Objects.requireNonNull(more.adviser()).by());
    }

    @Test
    void an_adviser_cannot_keep_people_from_being_told() {
        var state = silent();
        var look = look(hours(12));
        var silenced = advised(look, 0, advice(Recommendation.of(Move.CONTINUE)));
        assertEquals(owed(state, look), owed(state, silenced));
    }

    @Test
    void what_no_rule_does_is_told_and_not_done() {
        var state = silent();
        var said = decided(
                        state,
                        advised(
                                look(hours(12)),
                                0,
                                advice(Recommendation.of(Move.ADJUST_MESSAGE), Recommendation.of(Move.ALERT_OPERATOR))))
                .adviser();
        assertEquals(
                List.of(Recommendation.of(Move.ALERT_OPERATOR)),
                Objects.requireNonNull(said).executed());
    }

    @Test
    void a_useless_or_outdated_answer_leaves_it_to_the_rules_and_is_recorded_as_such() {
        var state = silent();
        var look = look(hours(12));
        var rules = Objects.requireNonNull(decided(state, look).adviser());
        var late = new Reply.Unusable(Reply.Flaw.LATE, "no answer within 10 s");
        var most = question(state, look).orElseThrow().allowed().most();
        assertFellBack(rules, Reply.Flaw.LATE, decided(state, heard(look, version(state), late)));
        assertFellBack(
                rules,
                Reply.Flaw.OUTDATED,
                decided(state, heard(look, version(state) - 1, new Reply.Given(advice(Recommendation.add(1))))));
        assertFellBack(
                rules, Reply.Flaw.INVALID, decided(state, advised(look, 0, advice(Recommendation.add(most + 1)))));
    }

    private static void assertFellBack(Consultation rules, Reply.Flaw flaw, Event.CheckedIn event) {
        var said = Objects.requireNonNull(event.adviser());
        var fallback = Objects.requireNonNull(said.fallback());
        assertEquals(MODEL, fallback.of());
        assertEquals(flaw, fallback.flaw());
        assertEquals(
                rules,
                new Consultation(said.because(), said.by(), said.allowed(), said.advice(), said.executed(), null));
    }

    @Test
    void whatever_an_adviser_answers_only_what_was_allowed_before_it_spoke_is_done() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int fallbacks = 0;
        for (int i = 0; i < 2_000; i++) {
            var state = random.nextBoolean() ? silent() : answered(random);
            var input = new EscalationRequested(
                    "e" + i, hours(random.nextInt(24)), level(random), Fixture.pool(3, 3, random.nextInt(30)));
            var question = question(state, input);
            if (question.isEmpty()) {
                continue;
            }
            var asked = question.get();
            var reply = AdviceReading.read(tree(random, 0), asked);
            var event = decided(state, heard(input, version(state), reply));
            var said = Objects.requireNonNull(event.adviser());
            assertEquals(asked.allowed(), said.allowed());
            assertTrue(said.executed().stream().allMatch(asked.allowed()::permits), () -> said + " to " + asked);
            assertTrue(event.checkIn().added() <= asked.allowed().most());
            assertEquals(said.added(), event.checkIn().added());
            assertEquals(owed(state, input), owed(state, heard(input, version(state), reply)));
            fallbacks += said.fallback() == null ? 0 : 1;
        }
        assertTrue(fallbacks > 100 && fallbacks < 1_900, "answers of both kinds: " + fallbacks);
    }

    private static CampaignState answered(RandomGenerator random) {
        var state = silent();
        for (var contact : List.of("a0", "b1", "c0")) {
            if (random.nextBoolean()) {
                state = Fixture.after(state, reply(contact, Response.Answer.DECLINED, hours(1)));
            }
        }
        return Fixture.after(state, Fixture.bid("a1", hours(random.nextInt(3))));
    }

    private static @Nullable Level level(RandomGenerator random) {
        return random.nextBoolean() ? null : List.of(Level.values()).get(random.nextInt(Level.values().length));
    }

    /** An answer that is sometimes right and sometimes broken somewhere. */
    private static @Nullable Object tree(RandomGenerator random, int broken) {
        var tree = new HashMap<String, @Nullable Object>();
        tree.put("escalation", oneOf(random, "none", "moderate", "aggressive"));
        tree.put("reasoning", "because");
        tree.put("responseQuality", "fair");
        tree.put("tierPerformance", "fair");
        tree.put("concerns", List.of());
        tree.put("recommendations", recommendations(random));
        tree.put("confidence", random.nextInt(101));
        if (random.nextInt(3) == broken) {
            var names = tree.keySet().stream().sorted().toList();
            tree.put(names.get(random.nextInt(names.size())), oneOf(random, "", "x".repeat(5_000), "-1", "null"));
        }
        return random.nextInt(20) == 0 ? List.of(tree) : tree;
    }

    private static List<Object> recommendations(RandomGenerator random) {
        var recommendations = new ArrayList<Object>();
        for (var move : List.of("change_channel", "adjust_message", "extend_deadline", "alert_operator", "continue")) {
            if (random.nextInt(3) == 0) {
                recommendations.add(Map.of("action", move));
            }
        }
        if (random.nextBoolean() || recommendations.isEmpty()) {
            recommendations.add(Map.of("action", "add_contractors", "n", random.nextInt(-1, 12)));
        }
        return recommendations;
    }

    private static String oneOf(RandomGenerator random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static CampaignInput.Pool advisedAt(Set<Level> levels) {
        var pool = Fixture.pool();
        return new CampaignInput.Pool(
                pool.prospects(), pool.rates(), pool.timeToBid(), pool.enabled(), pool.checkIns(), levels);
    }

    private static CampaignState silent() {
        return Fixture.sent(Fixture.active(), hours(0));
    }

    private static CheckInRequested look(Instant at) {
        return new CheckInRequested("m", at, Fixture.pool(3, 3, 60));
    }

    private static CampaignInput.Replied reply(String contact, Instant at) {
        return reply(contact, Response.Answer.NEUTRAL, at);
    }

    private static CampaignInput.Replied reply(String contact, Response.Answer answer, Instant at) {
        return new CampaignInput.Replied("r-" + contact, at, contact, answer);
    }

    private static java.util.Optional<Question> question(CampaignState state, CampaignInput input) {
        return Advising.question(state, input);
    }

    private static long version(CampaignState state) {
        return state.campaign().version();
    }

    private static CampaignInput advised(CampaignInput input, int later, Advice advice) {
        return heard(input, version(silent()) + later, new Reply.Given(advice));
    }

    private static CampaignInput heard(CampaignInput input, long version, Reply reply) {
        return Advising.with(input, new Counsel(MODEL, version, reply));
    }

    private static Advice advice(Recommendation... recommendations) {
        return new Advice(Advice.Escalation.NONE, "because", "fair", "fair", List.of(), List.of(recommendations), 50);
    }

    private static Campaign.@Nullable Owed owed(CampaignState state, CampaignInput input) {
        return assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(state, input))
                .campaign()
                .owed();
    }

    private static Event.CheckedIn decided(CampaignState state, CampaignInput input) {
        var changed = assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(state, input));
        assertNotNull(changed.event());
        return assertInstanceOf(Event.CheckedIn.class, changed.event());
    }
}
