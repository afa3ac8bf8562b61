package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.message.AnswerDue;
import io.muster.aws.settings.Registry;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SealedText;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.reply.Keyword;
import io.muster.domain.touch.Channel;
import io.muster.functions.dispatch.Remote.Death;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageRequest;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ThrottlingException;

/** The texts that go to numbers which no campaign has touched. */
class OwedTextsTest {

    private static final String NUMBER = "+15125550177";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private static AnswerDue due(Stage stage, String id, Keyword keyword) {
        var seals = new SealedText(new KeyRing(stage.table));
        return AnswerDue.to(NUMBER, id, "acme", keyword, stage.machine, seals);
    }

    /** Delivers what is to be answered to one function and returns how much of it failed. */
    private static int deliver(Stage stage, Remote remote, String... bodies) {
        var event = new SQSEvent();
        event.setRecords(Stream.of(bodies)
                .map(body -> {
                    var record = new SQSEvent.SQSMessage();
                    record.setMessageId("m" + body.hashCode());
                    record.setBody(body);
                    return record;
                })
                .toList());
        return stage.handler(remote)
                .handleRequest(event, new NoContext())
                .getBatchItemFailures()
                .size();
    }

    private int deliver(AnswerDue... all) {
        return deliver(
                stage, Remote.immortal(), Stream.of(all).map(AnswerDue::write).toArray(String[]::new));
    }

    private List<String> words() {
        return stage.texts.offered.stream()
                .map(SendTextMessageRequest::messageBody)
                .toList();
    }

    @Test
    void a_stop_of_a_number_that_nobody_has_written_to_is_confirmed_once_however_often_it_comes() {
        var stop = due(stage, "text/t1", Keyword.STOP);
        assertEquals(0, deliver(stop, stop));
        assertEquals(0, deliver(stop));
        assertEquals(
                List.of("Green & Co: you are off our list and will get no more messages from us, on any channel."
                        + " Text START to be asked again."),
                words());
        assertEquals(NUMBER, stage.texts.offered.getFirst().destinationPhoneNumber());
    }

    @Test
    void it_passes_the_suppression_that_it_confirms_and_leaves_it_standing() {
        var suppressions = new SuppressionStore(stage.table, new SignedTokens(new KeyRing(stage.table)));
        var all = Set.of(Channel.values());
        suppressions.suppress(new SuppressionStore.Wish(
                "acme", null, Set.of(NUMBER), all, Suppression.Reason.STOP_WORD, "text t1", null, NOON));
        deliver(due(stage, "text/t1", Keyword.STOP));
        assertEquals(1, stage.texts.offered.size());
        assertEquals(all, suppressions.suppressed("acme", Set.of(NUMBER)).get(NUMBER));
    }

    @Test
    void a_help_is_told_who_writes_and_how_to_end_it() {
        deliver(due(stage, "text/t1", Keyword.HELP));
        var words = words().getFirst();
        assertTrue(words.startsWith("Green & Co, 1 Main St, Austin, TX 78701"), words);
        assertTrue(words.contains("STOP"), words);
    }

    @ParameterizedTest
    @EnumSource(
            value = Keyword.class,
            names = {"STOP", "HELP"})
    void two_machines_that_answer_each_other_get_one_text_a_day(Keyword keyword) {
        for (int i = 0; i < 20; i++) {
            deliver(due(stage, "text/t" + i, keyword));
            stage.pass(Duration.ofMinutes(71));
        }
        assertEquals(1, stage.texts.offered.size());
        stage.pass(Duration.ofHours(1));
        deliver(due(stage, "text/next-day", keyword));
        assertEquals(2, stage.texts.offered.size());
    }

    @Test
    void whoever_asked_who_we_are_and_then_stops_gets_both_answers() {
        deliver(due(stage, "text/t1", Keyword.HELP), due(stage, "text/t2", Keyword.STOP));
        assertEquals(2, words().size());
        assertFalse(words().getFirst().equals(words().getLast()));
    }

    @ParameterizedTest
    @CsvSource({"300, 1", "301, 0"})
    void an_answer_goes_within_five_minutes_or_not_at_all(int seconds, int texts) {
        var stop = due(stage, "text/t1", Keyword.STOP);
        stage.pass(Duration.ofSeconds(seconds));
        assertEquals(0, deliver(stop));
        assertEquals(texts, stage.texts.offered.size());
    }

    @Test
    void one_that_the_provider_certainly_did_not_take_is_offered_again_while_there_is_time() {
        stage.texts.behaviour = _ -> {
            if (stage.texts.offered.size() < 3) {
                throw ThrottlingException.builder()
                        .statusCode(400)
                        .message("slow down")
                        .build();
            }
        };
        var stop = due(stage, "text/t1", Keyword.STOP);
        assertEquals(1, deliver(stop));
        assertEquals(1, deliver(stop));
        assertEquals(0, deliver(stop));
        assertEquals(0, deliver(stop));
        assertEquals(3, stage.texts.offered.size());
        assertEquals(Map.of("text/t1", 1), stage.texts.ledger);
    }

    @Test
    void strangers_cannot_make_the_sender_send_more_a_minute_than_it_may() {
        stage.set(Registry.perMinute(Channel.SMS), 2);
        var seals = new SealedText(new KeyRing(stage.table));
        var all = IntStream.range(0, 5)
                .mapToObj(
                        n -> AnswerDue.to("+1512555010" + n, "text/t" + n, "acme", Keyword.HELP, stage.machine, seals))
                .toArray(AnswerDue[]::new);
        assertEquals(3, deliver(all));
        assertEquals(2, stage.texts.offered.size());
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void a_process_killed_at_any_call_never_answers_twice(Death death) {
        for (int last = 1; last < 30; last++) {
            try (var life = new Stage()) {
                var stop = due(life, "text/t1", Keyword.STOP).write();
                var remote = new Remote(last, death);
                try {
                    deliver(life, remote, stop);
                } catch (Killed killed) {
                    assertTrue(remote.died);
                }
                deliver(life, Remote.immortal(), stop);
                deliver(life, Remote.immortal(), stop);
                assertTrue(life.texts.ledger.getOrDefault("text/t1", 0) <= 1, "killed at " + last);
                if (!remote.died) {
                    assertTrue(last > 3, "too few calls were killed: " + last);
                    return;
                }
            }
        }
        throw new AssertionError("a life with endless calls");
    }

    @Test
    void nobody_can_have_a_text_of_his_own_sent_to_a_number_or_read_one_on_the_queue() {
        var stop = due(stage, "text/t1", Keyword.STOP);
        assertFalse(stop.write().contains("5550177"), stop.write());
        var another = new AnswerDue("text/t2", "acme", Keyword.STOP, stop.to(), stop.textedAt());
        var elsewhere = new AnswerDue("text/t1", "rival", Keyword.STOP, stop.to(), stop.textedAt());
        assertEquals(2, deliver(another, elsewhere));
        assertEquals(List.of(), stage.texts.offered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", ""})
    void what_cannot_be_read_is_refused(String keyword) {
        var body = due(stage, "text/t1", Keyword.STOP).write().replace("\"STOP\"", "\"" + keyword + "X\"");
        assertEquals(1, deliver(stage, Remote.immortal(), body));
        assertEquals(List.of(), stage.texts.offered);
    }
}
