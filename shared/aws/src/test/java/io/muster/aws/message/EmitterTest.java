package io.muster.aws.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Effect;
import io.muster.domain.campaign.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ports")
class EmitterTest {

    private static final String C = Sample.KEY.id();
    private static final Instant AT = Stack.START;

    private Stack stack = new Stack();

    @AfterEach
    void close() {
        stack.close();
    }

    private void emit(Effect... effects) {
        new Emitter(stack.platform).emit(Sample.KEY, List.of(effects), AT);
    }

    @Test
    void every_effect_reaches_its_queue_under_an_id_that_follows_from_its_cause() {
        emit(
                new Effect.DispatchWave(2, 1),
                new Effect.ScheduleWakeUp(AT),
                new Effect.ScheduleLaunch(4, AT),
                new Effect.ScheduleCheckIn(3, 5, AT),
                new Effect.Escalate(7),
                new Effect.ReportUnreachable(2, 1),
                new Effect.EndCampaign(9));
        var queues = stack.queues();
        assertEquals(
                List.of(
                        new Message.WavePlanned(C + "/wave/2/1", "acme", C, AT, 2, 1),
                        new Message.WakeUpDue(C + "/wake-up/" + AT, "acme", C, AT)),
                stack.take(queues.dispatch()));
        assertEquals(
                List.of(
                        new Message.LaunchDue(C + "/launch/g4", "acme", C, AT, 4),
                        new Message.CheckInDue(C + "/check-in/3/g5", "acme", C, AT, 3, 5)),
                stack.take(queues.checkIn()));
        assertEquals(
                List.of(
                        new Message.ShortfallFound(C + "/shortfall/7", "acme", C, AT, 7),
                        new Message.TouchesFailed(C + "/unreachable/2/1", "acme", C, AT, 2, 1)),
                stack.take(queues.escalation()));
        assertEquals(
                List.of(new Message.CampaignEnded(C + "/ended/9", "acme", C, AT, 9)), stack.take(queues.reporting()));
        assertEquals(List.of(), stack.timers());
    }

    @Test
    void messages_for_one_queue_go_in_requests_of_ten() {
        stack.wire.requests();
        emit(IntStream.range(0, 23)
                .mapToObj(slice -> new Effect.DispatchWave(1, slice))
                .toArray(Effect[]::new));
        assertEquals(Map.of("sendMessageBatch", 3), stack.wire.requests());
        assertEquals(23, stack.take(stack.queues().dispatch()).size());
    }

    @Test
    void a_timer_that_is_set_twice_fires_once_and_vanishes() {
        var checkIn = new Effect.ScheduleCheckIn(1, 1, AT.plus(Duration.ofHours(6)));
        emit(checkIn);
        emit(checkIn);
        assertEquals(1, stack.timers().size());
        stack.pass(Duration.ofHours(6));
        assertEquals(
                List.of(new Message.CheckInDue(C + "/check-in/1/g1", "acme", C, AT.plus(Duration.ofHours(6)), 1, 1)),
                stack.take(stack.queues().checkIn()));
        assertEquals(List.of(), stack.timers());
    }

    @Test
    void timers_of_another_generation_purpose_campaign_or_workspace_have_other_names() {
        var due = AT.plusSeconds(3600);
        var messages = List.of(
                Emitter.message(Sample.KEY, new Effect.ScheduleCheckIn(1, 1, due), AT),
                Emitter.message(Sample.KEY, new Effect.ScheduleCheckIn(1, 2, due), AT),
                Emitter.message(Sample.KEY, new Effect.ScheduleLaunch(1, due), AT),
                Emitter.message(Sample.key(2), new Effect.ScheduleCheckIn(1, 1, due), AT),
                Emitter.message(new CampaignKey("other", C), new Effect.ScheduleCheckIn(1, 1, due), AT));
        assertEquals(5, messages.stream().map(Timers::name).distinct().count());
        assertEquals(Timers.name(messages.getFirst()), Timers.name(messages.getFirst()));
    }

    @Test
    void what_is_due_within_a_minute_waits_on_the_queue_where_timers_are_coarse() {
        stack.close();
        stack = new Stack(false);
        emit(new Effect.ScheduleCheckIn(1, 1, AT.plusMillis(58_200)));
        assertEquals(List.of(), stack.timers());
        stack.pass(Duration.ofSeconds(58));
        assertEquals(List.of(), stack.take(stack.queues().checkIn()));
        stack.pass(Duration.ofSeconds(1));
        assertEquals(1, stack.take(stack.queues().checkIn()).size());
    }

    @Test
    void a_timer_never_fires_before_its_moment_whatever_its_grain() {
        var due = Instant.parse("2026-06-01T20:00:00.123456Z");
        assertEquals("at(2026-06-01T20:00:01)", Timers.expression(due, false));
        assertEquals("at(2026-06-01T20:00:00.124)", Timers.expression(due, true));
        assertEquals("at(2026-06-01T20:00:00)", Timers.expression(Instant.parse("2026-06-01T20:00:00Z"), false));
    }

    @Test
    void a_message_can_be_put_off_in_machine_time() {
        var message = new Message.WavePlanned("w", "acme", C, AT, 1, 0);
        new Emitter(stack.platform).send(message, Duration.ofSeconds(5));
        assertEquals(List.of(), stack.take(stack.queues().dispatch()));
        stack.pass(Duration.ofSeconds(5));
        assertEquals(List.of(message), stack.take(stack.queues().dispatch()));
    }

    @Test
    void a_message_put_off_twice_comes_twice() {
        var message = new Message.WavePlanned("w", "acme", C, AT, 1, 0);
        new Emitter(stack.platform).send(message, Duration.ofSeconds(5));
        stack.pass(Duration.ofSeconds(5));
        stack.take(stack.queues().dispatch());
        new Emitter(stack.platform).send(message, Duration.ofSeconds(5));
        stack.pass(Duration.ofSeconds(5));
        assertEquals(List.of(message), stack.take(stack.queues().dispatch()));
    }

    @Test
    void a_message_survives_the_wire_and_unknown_fields_are_passed_over() {
        var reply = new Message.Replied("r", "acme", C, AT, "contact-10", Response.Answer.POSITIVE);
        assertEquals(
                "{\"type\":\"Replied\",\"id\":\"r\",\"workspace\":\"acme\",\"campaignId\":\"" + C
                        + "\",\"at\":\"2026-06-01T14:00:00Z\",\"contactId\":\"contact-10\",\"answer\":\"POSITIVE\"}",
                Messages.write(reply));
        assertEquals(reply, Messages.read(Messages.write(reply).replace("\"id\"", "\"later\":1,\"id\"")));
    }

    @Test
    void what_is_no_message_is_refused_without_repeating_it() {
        for (var body : List.of(
                "",
                "secret",
                "{}",
                "{\"type\":\"Exploded\"}",
                "{\"type\":\"WakeUpDue\",\"id\":\"x\",\"workspace\":\"acme\",\"campaignId\":\"c\"}",
                "{\"type\":\"WakeUpDue\",\"id\":\"x\",\"workspace\":\"a#b\",\"campaignId\":\"c\",\"at\":\"2026-06-01T14:00:00Z\"}")) {
            var refused = assertThrows(Messages.MalformedMessage.class, () -> Messages.read(body), body);
            assertEquals(false, String.valueOf(refused.getMessage()).contains("secret"));
        }
    }
}
