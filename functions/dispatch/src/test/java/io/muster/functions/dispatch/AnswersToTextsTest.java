package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.Status;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The texts that a STOP and a HELP are answered with. */
class AnswersToTextsTest {

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage();
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        stage.contact("c1", "c1@example.com", "+15125550101");
        stage.gate(Gate.open("c1").suppressing(EnumSet.allOf(Channel.class)).next());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static Touch answer(Touch.Kind kind) {
        return Touch.planned("c1", null, Channel.SMS, kind, NOON);
    }

    @ParameterizedTest
    @EnumSource(
            value = Touch.Kind.class,
            names = {"CONFIRMATION", "HELP"})
    void an_answer_passes_the_suppression_once_and_opens_nothing(Touch.Kind kind) {
        stage.slice(answer(kind));
        stage.dispatch();
        stage.dispatch();
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
        assertEquals(1, stage.texts.offered.size());
        assertEquals("+15125550101", stage.texts.offered.getFirst().destinationPhoneNumber());
        assertTrue(stage.gate("c1").shut());
        assertEquals(List.of(), stage.gate("c1").recent());
    }

    @Test
    void a_confirmation_says_that_it_is_over_and_sells_nothing() {
        stage.slice(answer(Touch.Kind.CONFIRMATION));
        stage.dispatch();
        var words = stage.texts.offered.getFirst().messageBody();
        assertTrue(words.contains("no more messages"), words);
        assertFalse(words.contains("bid"), words);
    }

    @Test
    void a_help_says_who_writes_and_how_to_end_it() {
        stage.slice(answer(Touch.Kind.HELP));
        stage.dispatch();
        var words = stage.texts.offered.getFirst().messageBody();
        assertTrue(words.contains("STOP"), words);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"COMPLETED", "CANCELLED", "PAUSED"})
    void it_goes_although_the_campaign_does_not_send_and_at_any_hour(Status status) {
        stage.campaign(status, Urgency.STANDARD, DEADLINE);
        stage.business = Instant.parse("2026-11-25T08:30:00Z");
        stage.slice(Touch.planned("c1", null, Channel.SMS, Touch.Kind.CONFIRMATION, stage.business));
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
    }

    @Test
    void one_that_comes_too_late_is_not_sent() {
        stage.slice(answer(Touch.Kind.CONFIRMATION));
        stage.pass(Duration.ofSeconds(301));
        stage.dispatch();
        assertEquals(List.of("SKIPPED"), stage.states());
        assertEquals(List.of(), stage.texts.offered);
    }

    @ParameterizedTest
    @CsvSource({"300, SENT", "301, SKIPPED"})
    void what_is_too_late_is_counted_in_real_time_however_fast_business_runs(int seconds, String state) {
        stage.speed = 3_600;
        stage.slice(answer(Touch.Kind.CONFIRMATION));
        stage.pass(Duration.ofSeconds(seconds));
        stage.dispatch();
        assertEquals(List.of(state), stage.states());
    }
}
