package io.muster.functions.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Platform;
import io.muster.aws.message.Message;
import io.muster.aws.store.DeadLetter;
import io.muster.aws.store.DeadLetterStore;
import io.muster.aws.store.ErrorStore;
import io.muster.aws.store.Table;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;

/** A dead letter is filed once, and there is always an alarm of it. */
class DeadLetterHandlerTest {

    private static final Context CONTEXT = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new AssertionError("nobody asks the context for " + method.getName());
            });

    private final Scene scene = new Scene();
    private final DeadLetterStore letters = new DeadLetterStore(scene.platform);
    private final SQSEvent delivery =
            Scene.delivery(List.of(new Message.WavePlanned("lost", "acme", Scene.KEY.id(), Scene.START, 1, 0)));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_letter_is_filed_with_an_alarm() {
        new DeadLetterHandler(scene.platform).handleRequest(delivery, CONTEXT);
        assertEquals(List.of(DeadLetter.State.OPEN), states());
        assertEquals(1, alarms());
    }

    @Test
    void a_letter_whose_filing_died_before_the_alarm_is_alarmed_of_when_it_comes_again() {
        var dying = new DeadLetterHandler(scene.platform.through(new DiesAt("updateItem")));
        assertThrows(Death.class, () -> dying.handleRequest(delivery, CONTEXT));
        assertEquals(List.of(DeadLetter.State.OPEN), states());
        assertEquals(0, alarms());

        new DeadLetterHandler(scene.platform).handleRequest(delivery, CONTEXT);
        assertEquals(List.of(DeadLetter.State.OPEN), states());
        assertEquals(1, alarms());
    }

    @Test
    void a_letter_that_somebody_has_seen_to_alarms_nobody_when_it_comes_again() {
        var handler = new DeadLetterHandler(scene.platform);
        handler.handleRequest(delivery, CONTEXT);
        var letter = letters.list("acme", 10, null).letters().getFirst();
        letters.decide("acme", letter, DeadLetter.State.DISCARDED, "dana", Scene.START, null);

        handler.handleRequest(delivery, CONTEXT);
        assertEquals(List.of(DeadLetter.State.DISCARDED), states());
        assertEquals(1, alarms());
    }

    private List<DeadLetter.State> states() {
        return letters.list("acme", 10, null).letters().stream()
                .map(DeadLetter::state)
                .toList();
    }

    private long alarms() {
        var errors = new ErrorStore(new Table(scene.platform.dynamoDb(), "muster"));
        return errors.since("acme", Scene.START).stream()
                .filter(counted -> counted.code().equals("dead_letter"))
                .mapToLong(ErrorStore.Counted::count)
                .sum();
    }

    /** The process is gone: nothing catches it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    /** A process that dies before a call of this name. */
    private record DiesAt(String operation) implements Platform.Around {

        @Override
        public <C extends SdkClient> C client(Class<C> type, C client) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                        if (method.getName().equals(operation)) {
                            throw new Death();
                        }
                        try {
                            return method.invoke(client, arguments);
                        } catch (InvocationTargetException refused) {
                            throw refused.getCause();
                        }
                    }));
        }
    }
}
