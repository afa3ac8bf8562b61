package io.muster.functions.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.muster.aws.message.Message;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.Result;
import io.muster.domain.campaign.Status;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckInHandlerTest {

    private static final Context CONTEXT = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new AssertionError("nobody asks the context for " + method.getName());
            });

    private final Scene scene = new Scene();
    private final CheckInHandler handler = new CheckInHandler(scene.platform("check-in"), scene);

    @AfterEach
    void close() {
        scene.close();
    }

    private SQSBatchResponse deliver(List<? extends Message> messages) {
        return handler.handleRequest(Scene.delivery(messages), CONTEXT);
    }

    @Test
    void a_silent_campaign_is_looked_at_four_times_falls_short_and_ends_unmet() {
        scene.send();
        for (int i = 0; i < 4; i++) {
            scene.pass(Duration.ofHours(6));
            var due = scene.take(scene.platform.installation().queues().checkIn());
            assertEquals(1, due.size());
            assertEquals(List.of(), deliver(due).getBatchItemFailures());
            scene.send();
        }
        var campaign = scene.state().campaign();
        assertEquals(Status.COMPLETED, campaign.status());
        assertEquals(Result.UNMET, campaign.result());
        assertEquals(
                1,
                scene.take(scene.platform.installation().queues().reporting()).size());
        assertEquals(3, scene.searches, "nobody is looked for when the campaign ends");
    }

    @Test
    void a_check_in_delivered_twice_is_one_check_in() {
        scene.send();
        scene.pass(Duration.ofHours(6));
        var due = scene.take(scene.platform.installation().queues().checkIn());
        deliver(due);
        var once = scene.campaigns.history(Scene.KEY);
        scene.pass(Duration.ofMinutes(1));
        assertEquals(List.of(), deliver(due).getBatchItemFailures());
        assertEquals(once, scene.campaigns.history(Scene.KEY));
        assertEquals(1, scene.searches, "a stale timer costs no search");
    }

    @Test
    void a_timer_that_fires_early_by_the_clock_counts_as_fired_when_it_was_due() {
        scene.send();
        var at = Scene.START.plus(Duration.ofHours(6));
        deliver(List.of(new Message.CheckInDue("early", "acme", Scene.KEY.id(), at, 1, generation())));
        assertEquals(at, last().at());
    }

    @Test
    void a_reply_becomes_an_answer_at_the_moment_it_was_given() {
        var at = Scene.START.plusSeconds(90);
        scene.pass(Duration.ofHours(1));
        deliver(List.of(
                new Message.Replied("reply", "acme", Scene.KEY.id(), at, "contact-10", Response.Answer.DECLINED)));
        assertEquals(new History("reply", 2, at, new Event.Answered("contact-10", Response.Answer.DECLINED)), last());
    }

    @Test
    void a_stray_message_fails_alone_and_an_unknown_campaign_is_let_go() {
        var stray = new Message.CampaignEnded("stray", "acme", Scene.KEY.id(), Scene.START, 1);
        var unknown = new Message.CheckInDue("unknown", "other", Scene.KEY.id(), Scene.START, 1, 1);
        var reply = new Message.Replied(
                "reply", "acme", Scene.KEY.id(), Scene.START, "contact-10", Response.Answer.POSITIVE);
        var failures = deliver(List.of(stray, unknown, reply)).getBatchItemFailures();
        assertEquals(1, failures.size());
        assertEquals("delivery-0", failures.getFirst().getItemIdentifier());
        assertInstanceOf(Event.Answered.class, last().event());
    }

    @Test
    void the_sweep_finds_what_was_lost() {
        scene.take(scene.platform.installation().queues().dispatch());
        scene.pass(Duration.ofMinutes(2));
        assertEquals(1, new SweepHandler(scene.platform("sweep")).handleRequest(new ScheduledEvent(), CONTEXT));
        assertEquals(
                1, scene.take(scene.platform.installation().queues().dispatch()).size());
    }

    private int generation() {
        return scene.state().campaign().generation();
    }

    private History last() {
        return scene.campaigns.history(Scene.KEY).getLast();
    }
}
