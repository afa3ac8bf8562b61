package io.muster.functions.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.amazonaws.services.lambda.runtime.Context;
import io.muster.aws.message.Message;
import io.muster.aws.store.TaskStore;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Level;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EscalationHandlerTest {

    private static final Context CONTEXT = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new AssertionError("nobody asks the context for " + method.getName());
            });

    private final Scene scene = new Scene();
    private final EscalationHandler handler = new EscalationHandler(scene.platform("escalation"), scene);

    @AfterEach
    void close() {
        scene.close();
    }

    private void deliver(List<? extends Message> messages) {
        assertEquals(
                List.of(),
                handler.handleRequest(Scene.delivery(messages), CONTEXT).getBatchItemFailures());
    }

    @Test
    void what_a_check_in_decided_is_carried_out_once() {
        scene.send();
        scene.pass(Duration.ofHours(12));
        scene.shell.apply(
                Scene.KEY,
                state -> new CampaignInput.EscalationRequested(
                        "escalate", scene.business(), Level.SEVERE, scene.find(state, scene.business())));
        var owed = scene.take(scene.platform.installation().queues().escalation());
        assertEquals(1, owed.size());
        deliver(owed);
        deliver(owed);
        assertNull(scene.state().campaign().owed());
        var escalated = assertInstanceOf(Event.Escalated.class, last().event());
        assertEquals(3, scene.campaigns.history(Scene.KEY).size());
        assertEquals(8, escalated.reminders());
        assertEquals(
                escalated.tasks().size(),
                new TaskStore(scene.platform).open("acme", 10, null).tasks().size());
    }

    @Test
    void contacts_lost_one_after_another_are_each_tried_on_another_channel() {
        scene.send();
        lose("contact-10");
        deliver(List.of(failed()));
        assertEquals(new Event.Rerouted(Map.of("contact-10", Channel.PHONE)), last().event());
        lose("contact-11");
        deliver(List.of(failed()));
        assertEquals(new Event.Rerouted(Map.of("contact-11", Channel.PHONE)), last().event());
        deliver(List.of(failed()));
        assertEquals(3, scene.campaigns.history(Scene.KEY).size());
    }

    @Test
    void a_notice_that_may_not_have_arrived_is_planned_for_a_person_once_however_often_it_is_reported() {
        scene.touches(_ -> Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.ALERT, Scene.START)
                .in(TouchState.UNKNOWN, "the call timed out"));
        deliver(List.of(failed()));
        deliver(List.of(failed()));
        assertEquals(new Event.Rerouted(Map.of(Touch.REQUESTER, Channel.MANUAL)), last().event());
        assertEquals(2, scene.campaigns.history(Scene.KEY).size());
    }

    private void lose(String contactId) {
        scene.touches(touch -> touch.contactId().equals(contactId) && touch.channel() == Channel.EMAIL
                ? touch.in(TouchState.BOUNCED, "no such mailbox")
                : touch);
    }

    private static Message failed() {
        return new Message.TouchesFailed(
                Scene.KEY.id() + "/unreachable/1/0", "acme", Scene.KEY.id(), Scene.START, 1, 0);
    }

    private History last() {
        return scene.campaigns.history(Scene.KEY).getLast();
    }
}
