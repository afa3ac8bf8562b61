package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.KEY;
import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.CampaignInput.AnsweredByMachine;
import io.muster.domain.campaign.CampaignInput.KeywordTexted;
import io.muster.domain.campaign.CampaignInput.Replied;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.reply.AutomaticReply;
import io.muster.domain.reply.Intent;
import io.muster.domain.reply.Keyword;
import io.muster.domain.reply.ReplyClass;
import io.muster.domain.reply.Sentiment;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeywordsTest {

    private final CampaignState running = Fixture.sent(Fixture.active(), Fixture.START);

    private static KeywordTexted texted(String id, Instant at, Keyword keyword) {
        return new KeywordTexted(id, at, "a0", keyword);
    }

    private static List<Touch> answers(CampaignState state) {
        return state.touches().filter(touch -> touch.kind().answer()).toList();
    }

    private static Event event(CampaignState state, CampaignInput input) {
        return CampaignDecider.decide(state, input) instanceof Decision.Changed changed
                ? changed.event()
                : new Event.Failed("nothing happened");
    }

    @Test
    void a_stop_is_the_contacts_last_word_and_is_confirmed_by_one_text() {
        var stopped = Fixture.after(running, texted("s", hours(1), Keyword.STOP));
        assertEquals(Answer.OPTED_OUT, Fixture.response(stopped, "a0").answer());
        assertEquals(new Tally(0, 0, 1, 1), stopped.campaign().tally());
        assertEquals(
                List.of(Touch.planned("a0", null, Channel.SMS, Touch.Kind.CONFIRMATION, hours(1))), answers(stopped));
        var slice = stopped.slices().getLast();
        assertTrue(Pending.between(running, stopped, hours(1))
                .contains(new Effect.DispatchWave(slice.wave(), slice.index())));
    }

    @Test
    void a_second_stop_is_not_confirmed_again() {
        var stopped = Fixture.after(running, texted("s", hours(1), Keyword.STOP));
        assertEquals(
                new Event.KeywordReceived("a0", Keyword.STOP, false),
                event(stopped, texted("s2", hours(2), Keyword.STOP)));
        assertEquals(
                1,
                answers(Fixture.after(stopped, texted("s2", hours(2), Keyword.STOP)))
                        .size());
    }

    @Test
    void a_help_is_answered_and_counts_as_no_response() {
        var helped = Fixture.after(running, texted("h", hours(1), Keyword.HELP));
        assertEquals(List.of(Touch.planned("a0", null, Channel.SMS, Touch.Kind.HELP, hours(1))), answers(helped));
        assertEquals(Tally.ZERO, helped.campaign().tally());
        assertFalse(helped.responses().containsKey("a0"));
    }

    @Test
    void nobody_is_helped_for_ever() {
        var state = running;
        for (int i = 0; i < 20; i++) {
            state = Fixture.after(state, texted("h" + i, hours(1), Keyword.HELP));
        }
        assertEquals(Keywords.MOST_HELP, answers(state).size());
        assertEquals(running.campaign().version() + 20, state.campaign().version());
    }

    @Test
    void a_start_is_a_line_of_the_timeline_and_no_more() {
        var input = texted("t", hours(1), Keyword.START);
        assertEquals(new Event.KeywordReceived("a0", Keyword.START, false), event(running, input));
        assertEquals(running.slices(), Fixture.after(running, input).slices());
    }

    @ParameterizedTest
    @EnumSource(
            value = Keyword.class,
            names = {"STOP", "HELP"})
    void a_campaign_that_has_ended_or_pauses_still_answers(Keyword keyword) {
        for (var stop : List.of(
                new CampaignInput.Paused("p", hours(1), null), new CampaignInput.Cancelled("p", hours(1), null))) {
            var still = Fixture.after(running, stop);
            var after = Fixture.after(still, texted("k", hours(2), keyword));
            var slice = after.slices().getLast();
            assertTrue(Pending.of(after, hours(2)).contains(new Effect.DispatchWave(slice.wave(), slice.index())));
            assertEquals(
                    1,
                    Pending.of(after, hours(2)).stream()
                            .filter(Effect.DispatchWave.class::isInstance)
                            .count());
        }
    }

    @Test
    void an_answer_of_a_machine_is_noted_and_counts_for_nothing() {
        var input = new AnsweredByMachine("m", hours(1), "a0", new AutomaticReply("Auto-Submitted", true));
        var after = Fixture.after(running, input);
        assertEquals(new Event.MachineAnswered("a0", "Auto-Submitted"), event(running, input));
        assertEquals(running.responses(), after.responses());
        assertEquals(running.campaign().tally(), after.campaign().tally());
        assertEquals(running.slices(), after.slices());
    }

    @ParameterizedTest
    @CsvSource({
        "UNSUBSCRIBE, NEGATIVE, OPTED_OUT",
        "NOT_INTERESTED, NEGATIVE, DECLINED",
        "WANTS_MEETING, POSITIVE, POSITIVE",
        "WANTS_INFO, POSITIVE, POSITIVE",
        "WANTS_INFO, NEUTRAL, NEUTRAL",
        "OTHER, POSITIVE, POSITIVE",
        "OTHER, NEUTRAL, NEUTRAL",
        "OTHER, NEGATIVE, NEUTRAL"
    })
    void a_reply_in_words_is_the_answer_that_its_class_means(Intent intent, Sentiment sentiment, Answer answer) {
        for (boolean sure : new boolean[] {true, false}) {
            var reading = new ReplyClass(intent, sentiment, sure, "rule");
            var input = new Replied("r", hours(1), "a0", reading, "own words");
            assertEquals(new Event.Answered("a0", answer, reading, "own words"), event(running, input));
            assertEquals(
                    answer,
                    Fixture.response(Fixture.after(running, input), "a0").answer());
        }
    }

    @Test
    void who_starts_again_after_a_stop_is_not_shut_out_by_the_next_answer() {
        var stopped = Fixture.after(running, texted("s", hours(1), Keyword.STOP));
        var before = Fixture.response(stopped, "a0");
        var said = new Replied("r", hours(3), "a0", Answer.POSITIVE);
        var after = Fixture.response(Fixture.after(stopped, said), "a0");
        var gate = TrackRecord.after(
                Gate.open("a0"), KEY.id(), before, after, new History("r", 3, hours(3), event(stopped, said)));
        assertEquals(Set.of(), gate.suppressed());
    }
}
