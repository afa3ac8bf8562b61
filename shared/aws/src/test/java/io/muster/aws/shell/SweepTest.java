package io.muster.aws.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.aws.message.Message;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Key;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Losses;
import io.muster.aws.store.SliceStore;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.Status;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ports")
class SweepTest {

    private final Stack stack = new Stack();
    private final CampaignShell shell = new CampaignShell(stack.platform);
    private final Sweep sweep = new Sweep(stack.platform);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void what_lost_its_message_and_its_timer_is_emitted_again_and_the_campaign_goes_on() {
        shell.create(Sample.requested(), null);
        stack.loseEverythingUnderWay();
        assertEquals(0, swept(), "not before its grace is over");
        stack.pass(Losses.GRACE);
        assertEquals(1, swept());
        assertEquals(1, stack.take(stack.queues().dispatch()).size());
        send();
        stack.pass(Duration.ofHours(6));
        var due = assertInstanceOf(
                Message.CheckInDue.class, stack.take(stack.queues().checkIn()).getFirst());
        var outcome = shell.apply(
                Sample.KEY, state -> Sample.checkIn(state, stack.platform.time().business()));
        assertInstanceOf(Outcome.Applied.class, outcome);
        assertEquals(1, due.number());
    }

    @Test
    void a_campaign_that_loses_everything_at_every_step_still_ends() {
        shell.create(Sample.requested(), null);
        send();
        var numbers = new ArrayList<Integer>();
        for (int minute = 0; minute < 25 * 60 && !ended(); minute++) {
            stack.loseEverythingUnderWay();
            stack.pass(Duration.ofMinutes(1));
            swept();
            for (var message : stack.take(stack.queues().checkIn())) {
                numbers.add(((Message.CheckInDue) message).number());
                shell.apply(
                        Sample.KEY,
                        state -> Sample.checkIn(state, stack.platform.time().business()));
                send();
            }
        }
        assertEquals(List.of(1, 2, 3, 4), numbers);
        assertTrue(ended());
    }

    @Test
    void a_campaign_that_only_waits_for_its_timer_is_not_looked_at_before() {
        shell.create(Sample.requested(), null);
        send();
        stack.pass(Losses.GRACE);
        assertEquals(1, swept());
        stack.pass(Duration.ofHours(5));
        assertEquals(0, swept());
        stack.pass(Duration.ofHours(1));
        assertEquals(1, swept(), "its check-in has not come");
    }

    @Test
    void what_is_overdue_is_said_and_a_timer_that_is_only_set_again_is_not() {
        shell.create(Sample.requested(), null);
        stack.pass(Losses.GRACE);
        assertEquals(List.of("DispatchWave"), overdue());
        send();
        stack.pass(Sweep.PATIENCE);
        assertEquals(List.of(), overdue());
        stack.pass(Duration.ofHours(6));
        assertEquals(List.of("ScheduleCheckIn"), overdue());
    }

    @Test
    void what_a_gate_holds_is_emitted_again_every_ten_minutes() {
        shell.create(Sample.requested(), null);
        assertEquals(List.of(2, 12, 22, 32, 42, 52), minutesOfAnHourAtWhichSomethingIsOverdue());
    }

    @Test
    void a_touch_that_is_lost_long_after_it_went_is_reported_though_the_next_timer_is_hours_away() {
        shell.create(Sample.requested(), null);
        send();
        stack.pass(Duration.ofMinutes(10));
        assertEquals(List.of(), overdue());
        lose(0);
        assertEquals(List.of(2, 7, 12, 17, 22, 27, 32, 37, 42, 47, 52, 57), minutesOfAnHourAtWhichSomethingIsOverdue());
        stack.take(stack.queues().escalation())
                .forEach(message -> assertInstanceOf(Message.TouchesFailed.class, message));
        assertTrue(stack.table.get(mark()).isEmpty(), "from the first look on, the head says when to look");
    }

    @Test
    void the_mark_of_a_loss_stays_while_somebody_writes_the_head_that_has_not_seen_it() {
        shell.create(Sample.requested(), null);
        send();
        lose(0);
        stack.pass(Losses.GRACE);
        var meanwhile = new CampaignInput.Paused("pause", stack.platform.time().business(), null);
        sweep.run((campaign, _) -> shell.apply(campaign, _ -> meanwhile), (_, _) -> {});
        assertTrue(stack.table.get(mark()).isPresent());
        assertEquals(1, swept());
        assertTrue(stack.table.get(mark()).isEmpty());
    }

    @Test
    void another_loss_during_a_sweep_is_looked_at_as_well() {
        shell.create(Sample.requested(), null);
        send();
        lose(0);
        stack.pass(Losses.GRACE);
        sweep.run((_, _) -> lose(1), (_, _) -> {});
        assertTrue(stack.table.get(mark()).isPresent());
    }

    @Test
    void a_notice_that_comes_back_is_looked_at_as_well() {
        assertTrue(marked(Touch.Kind.ALERT));
    }

    @Test
    void an_answer_to_a_text_that_comes_back_marks_nothing() {
        assertFalse(marked(Touch.Kind.CONFIRMATION));
    }

    /** Returns whether it is marked that a notice of some kind has come back. */
    private boolean marked(Touch.Kind kind) {
        shell.create(Sample.requested(), null);
        send();
        var slice = stack.campaigns.load(Sample.KEY).orElseThrow().slices().getFirst();
        var first = slice.touches().getFirst();
        var notice = new Slice(
                9, 0, List.of(Touch.planned(first.contactId(), null, first.channel(), kind, Stack.START)), null, 1);
        stack.table.put(CampaignStore.slice(Sample.KEY, notice));
        lose(notice, 0);
        return stack.table.get(mark()).isPresent();
    }

    private Key mark() {
        return Keys.loss(Keys.campaign(Sample.KEY));
    }

    private void lose(int position) {
        lose(stack.campaigns.load(Sample.KEY).orElseThrow().slices().getFirst(), position);
    }

    private void lose(Slice slice, int position) {
        var lost = slice.with(position, slice.touches().get(position).in(TouchState.BOUNCED, null));
        assertTrue(new SliceStore(stack.table)
                .put(Sample.KEY, slice, lost.next(), stack.platform.time().machine()));
    }

    private List<Integer> minutesOfAnHourAtWhichSomethingIsOverdue() {
        var minutes = new ArrayList<Integer>();
        for (int minute = 1; minute <= 60; minute++) {
            stack.pass(Duration.ofMinutes(1));
            if (!overdue().isEmpty()) {
                minutes.add(minute);
            }
        }
        return minutes;
    }

    private List<String> overdue() {
        var said = new ArrayList<String>();
        sweep.run(
                (campaign, effects) -> {
                    assertEquals(Sample.KEY, campaign);
                    effects.forEach(effect -> said.add(effect.getClass().getSimpleName()));
                },
                (head, failure) -> {
                    throw new AssertionError(head.toString(), failure);
                });
        return said;
    }

    @Test
    void a_campaign_that_has_ended_and_reported_is_never_looked_at_again() {
        shell.create(Sample.requested(), null);
        send();
        shell.apply(Sample.KEY, _ -> new CampaignInput.Cancelled("stop", Stack.START, null));
        shell.apply(
                Sample.KEY,
                state -> new CampaignInput.ReportMade(
                        "report", Stack.START, state.campaign().version(), false));
        assertEquals(
                List.of(),
                stack.table.get(Keys.meta(Sample.KEY)).orElseThrow().keySet().stream()
                        .filter(name -> name.startsWith("due"))
                        .toList());
        stack.pass(Duration.ofDays(30));
        assertEquals(0, swept());
    }

    @Test
    void a_campaign_that_cannot_be_swept_does_not_keep_the_others_from_it() {
        shell.create(Sample.requested(), null);
        shell.create(Sample.requested(Sample.key(2), "bc_2", Stack.START, false), null);
        stack.table
                .client()
                .updateItem(update -> update.tableName(stack.table.name())
                        .key(Keys.meta(Sample.KEY).attributes())
                        .updateExpression("REMOVE deadline"));
        stack.loseEverythingUnderWay();
        stack.pass(Losses.GRACE);
        var unswept = new ArrayList<String>();
        assertEquals(1, sweep.run((_, _) -> {}, (head, _) -> unswept.add(head.pk())));
        assertEquals(List.of(Keys.campaign(Sample.KEY)), unswept);
        assertEquals(1, stack.take(stack.queues().dispatch()).size());
    }

    private int swept() {
        return sweep.run((_, _) -> {}, (head, failure) -> {
            throw new AssertionError(head.toString(), failure);
        });
    }

    private boolean ended() {
        return stack.campaigns.head(Sample.KEY).orElseThrow().status() == Status.COMPLETED;
    }

    /** Marks every open touch as sent, as dispatch does. */
    private void send() {
        var state = stack.campaigns.load(Sample.KEY).orElseThrow();
        var now = stack.platform.time().business();
        for (var slice : state.slices()) {
            var touches = slice.touches().stream()
                    .map(touch -> touch.state().open() ? touch.sent(now) : touch)
                    .toList();
            stack.table.put(CampaignStore.slice(
                    Sample.KEY, new Slice(slice.wave(), slice.index(), touches, null, slice.version() + 1)));
        }
    }
}
