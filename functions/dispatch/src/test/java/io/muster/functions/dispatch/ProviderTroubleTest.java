package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.NOON;
import static io.muster.functions.dispatch.Stage.invitation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.settings.Registry;
import io.muster.aws.settings.Settings;
import io.muster.aws.store.CircuitStore;
import io.muster.aws.store.ErrorStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.domain.campaign.Status;
import io.muster.domain.error.Category;
import io.muster.domain.error.Circuit;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Circuits;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Touch;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dispatcher does while its provider refuses, is set up wrongly, or is silent. */
class ProviderTroubleTest {

    private final Stage stage = new Stage();

    @BeforeEach
    void open() {
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        for (int i = 1; i <= 10; i++) {
            stage.contact("c" + i, "c" + i + "@example.com", null);
        }
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void invite(int count) {
        stage.slice(IntStream.rangeClosed(1, count)
                .mapToObj(i -> invitation("c" + i, Channel.EMAIL))
                .toArray(Touch[]::new));
    }

    private void refuse(Category category) {
        stage.provider.behaviour = message -> new Receipt.Refused(category, "no", null);
    }

    private void accept() {
        stage.provider.behaviour = message -> new Receipt.Accepted("p");
    }

    private Circuit email() {
        return new CircuitStore(stage.table).read().of(Channel.EMAIL);
    }

    private List<String> counted() {
        return new ErrorStore(stage.table)
                .since("acme", stage.machine.minusSeconds(600)).stream()
                        .map(one -> one.count() + " " + one.severity() + " " + one.code())
                        .toList();
    }

    /** Passes the time in steps of a second, delivering what is due; returns after how many seconds there were offers. */
    private List<Integer> offers(int seconds) {
        var moments = new ArrayList<Integer>();
        for (int second = 1; second <= seconds; second++) {
            stage.pass(Duration.ofSeconds(1));
            int before = stage.provider.offered.size();
            for (var message : stage.take("dispatch")) {
                stage.deliver(stage.handler(Remote.immortal()), message);
            }
            if (stage.provider.offered.size() > before) {
                moments.add(second);
            }
        }
        return moments;
    }

    @Test
    void a_provider_in_trouble_is_asked_again_after_1_and_5_and_15_seconds() {
        refuse(Category.API);
        invite(1);
        stage.dispatch();
        assertEquals(List.of(1, 6, 21), offers(60));
        assertEquals(List.of("4 MEDIUM email_refused"), counted());
        assertEquals(List.of("PLANNED"), stage.states());
        assertEquals(
                Stage.NOON.plusSeconds(21 + 180),
                stage.stored().touches().getFirst().notBefore());
    }

    @Test
    void a_provider_that_has_enough_is_asked_again_when_it_says_and_after_a_minute_else() {
        stage.provider.behaviour = message -> new Receipt.Refused(
                Category.RATE_LIMIT, "429", stage.provider.offered.size() == 1 ? Duration.ofSeconds(7) : null);
        invite(1);
        stage.dispatch();
        assertEquals(List.of(7), offers(66));
        assertEquals(NOON.plusSeconds(67), stage.stored().touches().getFirst().notBefore());
        assertEquals(Circuit.CLOSED, email());
    }

    @Test
    void a_retry_that_would_come_after_the_deadline_becomes_work_for_a_person_at_once() {
        stage.campaign(Status.ACTIVE, Urgency.URGENT, NOON.plusSeconds(50));
        refuse(Category.RATE_LIMIT);
        invite(1);
        stage.dispatch();
        assertEquals(List.of(), offers(3));
        assertEquals(List.of("SENT"), stage.states());
        assertEquals(Channel.MANUAL, stage.stored().touches().getFirst().channel());
        assertEquals(
                List.of(HumanTask.Kind.OUTREACH),
                stage.tasks().stream().map(HumanTask::kind).toList());
    }

    @Test
    void a_wrong_set_up_opens_the_circuit_at_once_tells_a_person_once_and_leaves_the_rest_alone() {
        refuse(Category.INTEGRATION);
        invite(10);
        stage.dispatch();
        assertEquals(1, stage.provider.offered.size());
        assertEquals(Circuit.State.OPEN, email().state());
        assertEquals(List.of(), offers(60));
        assertTrue(
                stage.states().stream().allMatch("PLANNED"::equals),
                stage.states().toString());
        assertEquals(0, stage.used(Channel.EMAIL, LocalDate.parse("2026-11-24")));
        assertEquals(
                List.of("No email can be sent"),
                stage.tasks().stream().map(HumanTask::subject).toList());
        assertEquals(List.of("1 HIGH email_refused"), counted());
    }

    @Test
    void a_wave_waits_for_the_provider_goes_out_once_it_works_and_nothing_is_sent_twice() {
        refuse(Category.INTEGRATION);
        invite(10);
        stage.dispatch();
        offers(10);
        accept();
        stage.pass(Duration.ofSeconds(291));
        stage.dispatch();
        assertEquals(1, stage.provider.ledger.size(), "one is let through first");
        assertEquals(Circuit.CLOSED, email());
        stage.pass(Duration.ofSeconds(31));
        stage.dispatch();
        assertEquals(10, stage.provider.ledger.size());
        assertTrue(stage.provider.ledger.values().stream().allMatch(times -> times == 1));
        assertEquals(1, stage.tasks().size());
    }

    @Test
    void a_probe_that_fails_doubles_the_rest_and_tells_nobody_again() {
        refuse(Category.INTEGRATION);
        invite(3);
        stage.dispatch();
        stage.pass(Duration.ofSeconds(301));
        stage.dispatch();
        assertEquals(2, stage.provider.offered.size());
        assertEquals(Duration.ofMinutes(10), email().rest());
        assertEquals(1, stage.tasks().size());
    }

    @Test
    void silence_opens_the_circuit_with_the_fifth_time_and_those_five_stay_unknown() {
        stage.provider.behaviour = message -> new Receipt.Ambiguous("timeout");
        invite(10);
        stage.dispatch();
        assertEquals(5, stage.provider.offered.size());
        assertEquals(Circuit.State.OPEN, email().state());
        accept();
        stage.pass(Duration.ofSeconds(31));
        stage.dispatch();
        stage.pass(Duration.ofSeconds(31));
        stage.dispatch();
        var states = stage.states();
        assertEquals(5, states.stream().filter("UNKNOWN"::equals).count());
        assertEquals(5, states.stream().filter("SENT"::equals).count());
        assertEquals(5, stage.provider.ledger.size());
        assertEquals(List.of("5 MEDIUM email_unanswered"), counted());
    }

    @Test
    void while_all_is_well_no_circuit_and_no_count_is_written() {
        invite(3);
        stage.dispatch();
        assertEquals(List.of("SENT", "SENT", "SENT"), stage.states());
        assertTrue(stage.table.get(Keys.circuits()).isEmpty());
        assertEquals(List.of(), stage.table.queryAll(Keys.errors("acme")));
    }

    @Test
    void an_open_circuit_belongs_to_the_installation() {
        stage.table.put(Items.write(
                Keys.circuits(),
                new Circuits(Map.of(Channel.EMAIL, Circuit.CLOSED.failed(Category.PERMISSION, stage.machine)), 1)));
        invite(1);
        stage.dispatch();
        assertEquals(List.of(), stage.provider.offered);
        assertEquals(List.of("PLANNED"), stage.states());
        assertEquals(1, stage.timers().size());
    }

    private boolean minuteCounted() {
        return stage.table
                .get(Keys.minute("acme", Channel.EMAIL, stage.business.truncatedTo(ChronoUnit.MINUTES)))
                .isPresent();
    }

    @Test
    void a_sender_that_may_send_one_a_minute_sends_the_second_in_the_next_minute() {
        stage.set(Registry.perMinute(Channel.EMAIL), 1);
        stage.pass(Duration.ofSeconds(10));
        invite(2);
        stage.dispatch();
        assertEquals(List.of("SENT", "PLANNED"), stage.states());
        assertTrue(minuteCounted());
        assertEquals(List.of(51), offers(109));
        assertEquals(List.of("SENT", "SENT"), stage.states());
        assertTrue(stage.provider.ledger.values().stream().allMatch(times -> times == 1));
    }

    @Test
    void a_minute_without_a_cap_is_not_counted() {
        assertEquals(Map.of(), Settings.DEFAULT.limits().perSenderPerMinute());
        invite(2);
        stage.dispatch();
        assertEquals(List.of("SENT", "SENT"), stage.states());
        assertFalse(minuteCounted());
    }

    @Test
    void a_channel_that_was_switched_off_after_it_was_planned_carries_nothing() {
        stage.set(Registry.CHANNELS_ENABLED, Set.of(Channel.PHONE));
        invite(1);
        stage.dispatch();
        assertEquals(List.of(), stage.provider.offered);
    }

    @Test
    void a_workspace_writes_in_its_own_name_and_is_answered_where_the_installation_listens() {
        stage.set(Registry.SENDER_NAME, "Lawns of Austin");
        stage.set(Registry.SENDER_ADDRESS, "hello@lawns.example.com");
        stage.set(Registry.SENDER_POSTAL_ADDRESS, "9 Elm St, Austin, TX 78702");
        invite(1);
        stage.dispatch();
        var message = stage.provider.accepted.getFirst();
        assertEquals(new OutgoingMessage.Address("Lawns of Austin", "hello@lawns.example.com"), message.from());
        assertTrue(message.text().contains("9 Elm St, Austin, TX 78702"), message.text());
        assertTrue(String.valueOf(message.replyTo()).endsWith("@muster.example.com"), message.replyTo());
    }
}
