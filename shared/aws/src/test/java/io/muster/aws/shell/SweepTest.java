package io.muster.aws.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.aws.message.Message;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Keys;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.Status;
import io.muster.domain.touch.Slice;
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
        stack.pass(Due.GRACE);
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
        stack.pass(Due.GRACE);
        assertEquals(1, swept());
        stack.pass(Duration.ofHours(5));
        assertEquals(0, swept());
        stack.pass(Duration.ofHours(1));
        assertEquals(1, swept(), "its check-in has not come");
    }

    @Test
    void what_is_overdue_is_said_and_a_timer_that_is_only_set_again_is_not() {
        shell.create(Sample.requested(), null);
        stack.pass(Due.GRACE);
        assertEquals(List.of("DispatchWave"), overdue());
        send();
        stack.pass(Sweep.PATIENCE);
        assertEquals(List.of(), overdue());
        stack.pass(Duration.ofHours(6));
        assertEquals(List.of("ScheduleCheckIn"), overdue());
    }

    @Test
    void what_a_gate_holds_is_emitted_again_ever_less_often_and_still_within_an_hour() {
        shell.create(Sample.requested(), null);
        var minutes = new ArrayList<Integer>();
        for (int minute = 1; minute <= 5 * 60; minute++) {
            stack.pass(Duration.ofMinutes(1));
            if (!overdue().isEmpty()) {
                minutes.add(minute);
            }
        }
        assertEquals(List.of(2, 7, 17, 37, 77, 137, 197, 257), minutes);
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
        stack.pass(Due.GRACE);
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
