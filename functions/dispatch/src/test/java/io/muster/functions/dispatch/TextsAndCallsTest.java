package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.CHICAGO;
import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.NOON;
import static io.muster.functions.dispatch.Stage.invitation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.message.Message;
import io.muster.domain.campaign.Status;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ConflictException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ThrottlingException;

/** Texts, and calls where a provider makes them: what goes, what waits, what becomes work for a person. */
class TextsAndCallsTest {

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage();
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        stage.contact("c1", "c1@example.com", "+15125550101");
        stage.contact("c2", "c2@example.com", "+15125550102");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_text_goes_once_to_the_number_and_is_recorded() {
        stage.slice(invitation("c1", Channel.SMS), invitation("c2", Channel.SMS));
        stage.dispatch();
        stage.dispatch();
        assertEquals(
                List.of(
                        invitation("c1", Channel.SMS).sent(NOON),
                        invitation("c2", Channel.SMS).sent(NOON)),
                stage.stored().touches());
        assertEquals(
                List.of("+15125550101", "+15125550102"),
                stage.texts.offered.stream()
                        .map(request -> request.destinationPhoneNumber())
                        .toList());
        assertEquals(new Gate.Hold("camp1", DEADLINE), stage.gate("c1").hold());
    }

    @Test
    void a_call_is_made_by_machine_where_a_provider_carries_it_and_is_no_task_then() {
        stage.machineCalls = true;
        stage.slice(invitation("c1", Channel.PHONE));
        stage.dispatch();
        assertEquals(List.of("camp1-1-0-0"), stage.provider.offered);
        assertEquals("+15125550101", stage.provider.accepted.getFirst().to().address());
        assertEquals(List.of("SENT"), stage.states());
        assertEquals(List.of(), stage.tasks());
    }

    @Test
    void without_a_provider_the_same_call_is_a_task() {
        stage.slice(invitation("c1", Channel.PHONE));
        stage.dispatch();
        assertEquals(List.of(), stage.provider.offered);
        assertEquals(
                List.of(HumanTask.Kind.CALL),
                stage.tasks().stream().map(HumanTask::kind).toList());
        var texas = "Call between 09:00 and 21:00, on Sundays between 12:00 and 21:00 at their place (America/Chicago)"
                + " only.";
        assertEquals(
                texas,
                stage.tasks()
                        .getFirst()
                        .instructions()
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(
            value = Channel.class,
            names = {"SMS", "PHONE"})
    void an_urgent_campaign_waits_for_the_morning_of_the_state_to_text_or_call(Channel channel) {
        stage.machineCalls = true;
        stage.campaign(Status.ACTIVE, Urgency.URGENT, NOON.plus(Duration.ofDays(1)));
        stage.business = Instant.parse("2026-11-25T03:30:00Z"); // 21:30 in Texas
        stage.slice(invitation("c1", channel));
        stage.dispatch();
        assertEquals(List.of("PLANNED"), stage.states());
        assertEquals(1, stage.timers().size());
        stage.business = Instant.parse("2026-11-25T14:59:59Z");
        stage.dispatch();
        assertEquals(List.of("PLANNED"), stage.states());
        stage.business = Instant.parse("2026-11-25T15:00:00Z"); // 9:00: an hour later than elsewhere
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
    }

    @ParameterizedTest
    @EnumSource(
            value = Channel.class,
            names = {"SMS", "PHONE"})
    void a_text_or_call_whose_hours_open_too_late_becomes_a_task_for_a_person(Channel channel) {
        stage.machineCalls = true;
        stage.business = Instant.parse("2026-11-25T03:30:00Z");
        stage.slice(invitation("c1", channel));
        stage.dispatch();
        assertEquals(
                List.of(invitation("c1", channel).handedOver(Channel.MANUAL, stage.business, "QUIET_HOURS")),
                stage.stored().touches());
        assertEquals(1, stage.tasks().size());
        assertEquals(0, stage.texts.offered.size() + stage.provider.offered.size());
    }

    @Test
    void where_the_contact_is_must_be_known_before_anybody_texts_it() {
        stage.contacts.put(
                "c1",
                new Recipient(
                        "c1", "Firm", null, "+15125550101", null, null, Set.of(Channel.SMS), null, null, "a list"));
        stage.slice(invitation("c1", Channel.SMS));
        stage.dispatch();
        assertEquals(0, stage.texts.offered.size());
        assertEquals(
                List.of(invitation("c1", Channel.SMS).handedOver(Channel.MANUAL, NOON, "ZONE_UNKNOWN")),
                stage.stored().touches());
    }

    @ParameterizedTest
    @EnumSource(
            value = Channel.class,
            names = {"SMS", "PHONE"})
    void without_consent_nobody_is_texted_or_called(Channel channel) {
        stage.machineCalls = true;
        stage.contacts.put(
                "c1",
                new Recipient(
                        "c1",
                        "Firm",
                        "c1@example.com",
                        "+15125550101",
                        null,
                        null,
                        Set.of(Channel.EMAIL),
                        CHICAGO,
                        "TX",
                        "a list"));
        stage.slice(invitation("c1", channel));
        stage.dispatch();
        assertEquals(List.of("FAILED"), stage.states());
        assertEquals(0, stage.texts.offered.size() + stage.provider.offered.size());
        assertEquals(
                List.of(new Message.TouchesFailed("camp1/unreachable/1/0", "acme", "camp1", NOON, 1, 0)),
                stage.take("escalation"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Channel.class,
            names = {"SMS", "PHONE"})
    void the_weekly_cap_holds_for_texts_and_calls(Channel channel) {
        stage.machineCalls = true;
        var touched = Gate.open("c1");
        for (int day = 1; day <= 3; day++) {
            touched = touched.reserved(new Gate.Recent(NOON.minus(Duration.ofDays(3 + day)), "old"), NOON);
        }
        stage.gate(touched.next());
        stage.slice(invitation("c1", channel));
        stage.dispatch();
        assertEquals(List.of("SKIPPED"), stage.states());
        assertEquals("WEEKLY_CAP", stage.stored().touches().getFirst().reason());
    }

    @Test
    void a_throttled_text_is_offered_again_later() {
        stage.texts.behaviour = request -> {
            if (stage.texts.offered.size() == 1) {
                throw ThrottlingException.builder().statusCode(400).build();
            }
        };
        stage.slice(invitation("c1", Channel.SMS));
        stage.dispatch();
        assertEquals(List.of("PLANNED"), stage.states());
        stage.pass(Duration.ofSeconds(60));
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
        assertEquals(2, stage.texts.offered.size());
    }

    @Test
    void whoever_told_the_provider_to_stop_is_left_alone_on_every_channel() {
        stage.texts.behaviour = request -> {
            throw ConflictException.builder()
                    .reason("DESTINATION_PHONE_NUMBER_OPTED_OUT")
                    .statusCode(400)
                    .build();
        };
        stage.slice(invitation("c1", Channel.SMS));
        stage.dispatch();
        assertEquals(List.of("FAILED"), stage.states());
        assertEquals(EnumSet.allOf(Channel.class), stage.gate("c1").suppressed());
        assertTrue(stage.gate("c2").suppressed().isEmpty());
    }
}
