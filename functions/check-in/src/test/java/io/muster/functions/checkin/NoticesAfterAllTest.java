package io.muster.functions.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
        var mail = Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.ALERT, Scene.START);
        put(2, mail.sending(Scene.START).in(TouchState.UNKNOWN, "timeout"));
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
        assertEquals(state, tasks.find("acme", ERRAND).orElseThrow().state());
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
