package io.muster.functions.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Settlement;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a person's errand to tell what a notice may not have told, once the provider knows. */
class NoticesAfterAllTest {

    private static final Context NOBODY = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
            });
    private static final String ERRAND = Scene.KEY.id() + "-3-0-0";

    private final Scene scene = new Scene();
    private final Table table = new Table(scene.platform.dynamoDb(), "muster");
    private final TaskStore tasks = new TaskStore(table);
    private final FeedbackHandler handler = new FeedbackHandler(scene.platform("feedback"));

    @BeforeEach
    void lose() {
        put(2, mail().in(TouchState.UNKNOWN, "timeout"));
        put(
                3,
                Touch.planned(Touch.REQUESTER, null, Channel.MANUAL, Touch.Kind.ALERT, Scene.START)
                        .handedOver(Channel.MANUAL, Scene.START, Touch.NOTICE_UNCERTAIN));
        table.put(TaskStore.item(
                "acme",
                new HumanTask(
                        ERRAND,
                        HumanTask.Kind.ALERT,
                        Scene.KEY.id(),
                        Touch.REQUESTER,
                        "Tell them",
                        "Tell them",
                        Scene.START,
                        null,
                        HumanTask.State.OPEN,
                        null)));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({"Send, CANCELLED", "Delivery, CANCELLED", "Reject, OPEN", "Bounce, OPEN"})
    void it_is_closed_where_the_mail_has_gone_and_only_there(String type, HumanTask.State state) {
        feed(type);
        feed(type);
        assertEquals(state, errand());
    }

    @Test
    void it_is_closed_as_well_where_whoever_took_the_news_first_died_before_that() {
        put(2, mail().in(TouchState.SENT, null));
        feed("Send");
        assertEquals(HumanTask.State.CANCELLED, errand());
    }

    @Test
    void a_mail_of_which_an_operator_said_that_it_did_not_go_and_that_went_is_told_all_the_same() {
        var unknown = new Slice(2, 0, List.of(mail().in(TouchState.UNKNOWN, "timeout")), null, 1);
        table.put(CampaignStore.slice(Scene.KEY, Sending.settled(unknown, 0, Settlement.NOT_SENT, Scene.START)));
        feed("Reject");
        assertEquals(HumanTask.State.OPEN, errand());
        table.put(CampaignStore.slice(Scene.KEY, Sending.settled(unknown, 0, Settlement.NOT_SENT, Scene.START)));
        feed("Send");
        assertEquals(HumanTask.State.CANCELLED, errand());
    }

    @ParameterizedTest
    @CsvSource({"1, OPEN", "4, CANCELLED"})
    void it_stands_for_every_mail_before_it(int another, HumanTask.State state) {
        put(another, mail().in(TouchState.UNKNOWN, "timeout"));
        feed("Send");
        assertEquals(state, errand());
    }

    private static Touch mail() {
        return Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.ALERT, Scene.START)
                .sending(Scene.START);
    }

    private HumanTask.State errand() {
        return tasks.find("acme", ERRAND).orElseThrow().state();
    }

    private void put(int wave, Touch touch) {
        table.put(CampaignStore.slice(Scene.KEY, new Slice(wave, 0, List.of(touch), null, 1)));
    }

    private void feed(String type) {
        var record = new SQSEvent.SQSMessage();
        record.setMessageId("m");
        record.setBody("{\"eventType\":\"" + type + "\",\"mail\":{\"tags\":{\"touch\":[\"" + Scene.KEY.id()
                + "-2-0-0\"],\"workspace\":[\"acme\"]}}}");
        var event = new SQSEvent();
        event.setRecords(List.of(record));
        assertEquals(List.of(), handler.handleRequest(event, NOBODY).getBatchItemFailures());
    }
}
