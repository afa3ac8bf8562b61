package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.KEY;
import static io.muster.functions.dispatch.Stage.NOON;
import static io.muster.functions.dispatch.Stage.invitation;
import static io.muster.functions.dispatch.Stage.wave;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.message.Message;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Status;
import io.muster.domain.error.Category;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatchHandlerTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage();
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        stage.contact("c1", "c1@example.com", "+15125550101");
        stage.contact("c2", "c2@example.com", "+15125550102");
        stage.contact("c3", "c3@example.com", "+15125550103");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_is_due_is_sent_once_and_recorded() {
        stage.slice(invitation("c1", Channel.EMAIL), invitation("c2", Channel.EMAIL));
        stage.dispatch();
        assertEquals(
                List.of(
                        invitation("c1", Channel.EMAIL).sent(NOON),
                        invitation("c2", Channel.EMAIL).sent(NOON)),
                stage.stored().touches());
        assertNull(stage.stored().claim());
        assertEquals(List.of("camp1-1-0-0", "camp1-1-0-1"), stage.provider.offered);
        assertEquals(2, stage.used(Channel.EMAIL, TODAY));
        assertEquals(new Gate.Hold("camp1", DEADLINE), stage.gate("c1").hold());
        stage.dispatch();
        assertEquals(2, stage.provider.offered.size(), "a second delivery sends nothing");
    }

    @Test
    void the_message_tells_who_what_where_until_when_and_how_to_end_it() {
        stage.slice(invitation("c1", Channel.EMAIL));
        stage.dispatch();
        var message = stage.provider.accepted.getFirst();
        assertEquals("c1@example.com", message.to().address());
        assertEquals(
                "Bid wanted by Wednesday, November 25, 12:00 AM CST: Lawn care, spring in Austin, TX 78701",
                message.subject());
        assertTrue(message.text().contains("Green & Co is collecting bids on behalf of Sam"), message.text());
        var link = String.valueOf(message.optOutUrl());
        assertTrue(link.startsWith("https://muster.example.com/u/"), link);
        assertTrue(message.text().contains(link));
        assertTrue(String.valueOf(message.replyTo()).startsWith("r+acme.camp1-1-0-0."), message.replyTo());
    }

    @Test
    void a_call_becomes_a_task_with_its_script_in_the_claim_itself() {
        stage.slice(invitation("c1", Channel.PHONE));
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
        var task = stage.tasks().getFirst();
        assertEquals("camp1-1-0-0", task.id());
        assertEquals(HumanTask.Kind.CALL, task.kind());
        assertTrue(task.instructions().contains("+15125550101"), task.instructions());
        stage.dispatch();
        assertEquals(1, stage.tasks().size());
    }

    @Test
    void a_message_too_late_for_its_hours_becomes_a_task() {
        stage.campaign(Status.ACTIVE, Urgency.STANDARD, NOON.plus(Duration.ofHours(12)));
        stage.business = Instant.parse("2026-11-25T00:00:00Z");
        stage.slice(invitation("c1", Channel.EMAIL));
        stage.dispatch();
        assertEquals(
                List.of(invitation("c1", Channel.EMAIL).handedOver(Channel.MANUAL, stage.business, "QUIET_HOURS")),
                stage.stored().touches());
        assertTrue(stage.tasks().getFirst().instructions().contains("do not open before the deadline"));
        assertEquals(List.of(), stage.provider.offered);
    }

    @Test
    void what_is_held_writes_nothing_and_sets_one_timer() {
        stage.campaign(Status.ACTIVE, Urgency.STANDARD, NOON.plus(Duration.ofDays(3)));
        stage.business = Instant.parse("2026-11-25T00:00:00Z");
        stage.slice(invitation("c1", Channel.EMAIL), invitation("c2", Channel.EMAIL));
        var before = stage.stored();
        stage.dispatch();
        stage.dispatch();
        assertEquals(before, stage.stored());
        assertEquals(List.of("at(2026-01-01T15:00:00) camp1/wake-up/2026-11-25T15:00:00Z"), stage.timers());
    }

    @Test
    void a_wake_up_sends_the_due_slices_to_the_queue_again() {
        stage.slice(invitation("c1", Channel.EMAIL));
        stage.deliver(
                stage.handler(Remote.immortal()), new Message.WakeUpDue("camp1/wake-up/x", "acme", "camp1", NOON));
        assertEquals(
                List.of(new Message.WavePlanned("camp1/wave/1/0", "acme", "camp1", NOON, 1, 0)),
                stage.take("dispatch"));
    }

    @Test
    void nothing_goes_out_for_a_campaign_that_does_not_send() {
        stage.slice(invitation("c1", Channel.EMAIL));
        for (var status : List.of(Status.PAUSED, Status.COMPLETED, Status.CANCELLED)) {
            stage.campaign(status, Urgency.URGENT, DEADLINE);
            stage.dispatch();
        }
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        stage.business = DEADLINE;
        stage.dispatch();
        assertEquals(List.of(), stage.provider.offered);
        assertEquals(List.of("PLANNED"), stage.states());
    }

    @Test
    void the_report_goes_to_the_requester_when_the_campaign_has_ended() {
        stage.campaign(Status.COMPLETED, Urgency.URGENT, DEADLINE);
        stage.business = DEADLINE.plusSeconds(60);
        stage.slice(
                Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.REPORT, NOON),
                invitation("c1", Channel.EMAIL));
        stage.dispatch();
        assertEquals(List.of("SENT", "PLANNED"), stage.states());
        assertEquals("sam@example.com", stage.provider.accepted.getFirst().to().address());
        assertNull(stage.provider.accepted.getFirst().optOutUrl());
    }

    @Test
    void a_contact_that_opted_out_or_answered_is_skipped() {
        stage.gate(Gate.open("c1").suppressing(Set.of(Channel.values())).next());
        stage.slice(invitation("c1", Channel.EMAIL));
        stage.dispatch();
        assertEquals(List.of("SKIPPED"), stage.states());
    }

    @Test
    void a_suppressed_address_is_skipped_for_whichever_contact_has_it() {
        new SuppressionStore(stage.table, new SignedTokens(new KeyRing(stage.table)))
                .suppress(new SuppressionStore.Wish(
                        "acme",
                        "old",
                        Set.of("C1@example.com"),
                        Set.of(Channel.EMAIL),
                        Suppression.Reason.HARD_BOUNCE,
                        "event",
                        NOON));
        stage.slice(invitation("c1", Channel.EMAIL), invitation("c2", Channel.EMAIL));
        stage.dispatch();
        assertEquals(List.of("SKIPPED", "SENT"), stage.states());
    }

    @Test
    void a_hold_counts_as_long_as_its_campaign_runs() {
        var other = new CampaignKey("acme", "other");
        stage.campaign(other, Status.ACTIVE, Urgency.URGENT, DEADLINE.plus(Duration.ofDays(1)));
        var held =
                new Gate("c1", Set.of(), new Gate.Hold("other", NOON.plusSeconds(3_600)), List.of(), Gate.Past.NONE, 1);
        stage.gate(held);
        stage.slice(invitation("c1", Channel.EMAIL));
        stage.dispatch();
        assertEquals(List.of("PLANNED"), stage.states());
        stage.campaign(other, Status.CANCELLED, Urgency.URGENT, DEADLINE);
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
    }

    @Test
    void a_refusal_frees_the_caps_and_is_tried_again_later() {
        stage.provider.behaviour = message -> new Receipt.Refused(Category.API, "429", null);
        stage.slice(invitation("c1", Channel.EMAIL));
        stage.dispatch();
        assertEquals(List.of("PLANNED"), stage.states());
        assertEquals(0, stage.used(Channel.EMAIL, TODAY));
        assertEquals(List.of(), stage.gate("c1").recent());
        assertEquals(List.of(), stage.take("dispatch"), "not before its delay");
        stage.pass(Duration.ofSeconds(2));
        var again = stage.take("dispatch");
        assertEquals(1, again.size());
        stage.provider.behaviour = message -> new Receipt.Accepted("p");
        stage.deliver(stage.handler(Remote.immortal()), again.getFirst());
        assertEquals(List.of("SENT"), stage.states());
        assertEquals(1, stage.used(Channel.EMAIL, TODAY));
    }

    @Test
    void a_bad_address_fails_the_touch_frees_the_caps_and_is_reported() {
        stage.provider.behaviour =
                message -> message.touchId().endsWith("-0") ? new Receipt.BadAddress("550") : new Receipt.Accepted("p");
        stage.slice(invitation("c1", Channel.EMAIL), invitation("c2", Channel.EMAIL));
        stage.dispatch();
        assertEquals(List.of("FAILED", "SENT"), stage.states());
        assertEquals(1, stage.used(Channel.EMAIL, TODAY));
        assertEquals(List.of(), stage.gate("c1").recent());
        assertEquals(
                List.of(new Message.TouchesFailed("camp1/unreachable/1/0", "acme", "camp1", NOON, 1, 0)),
                stage.take("escalation"));
    }

    @Test
    void an_ambiguous_call_is_never_repeated_and_counts_as_sent() {
        stage.provider.behaviour = message -> new Receipt.Ambiguous("timeout");
        stage.slice(invitation("c1", Channel.EMAIL), invitation("c2", Channel.EMAIL));
        stage.dispatch();
        stage.pass(Duration.ofMinutes(10));
        stage.dispatch();
        assertEquals(List.of("UNKNOWN", "UNKNOWN"), stage.states());
        assertEquals(2, stage.provider.offered.size());
        assertEquals(2, stage.used(Channel.EMAIL, TODAY));
    }

    @Test
    void a_slice_that_somebody_else_is_sending_is_looked_at_when_the_lease_is_over() {
        stage.slice(invitation("c1", Channel.EMAIL));
        var theirs = stage.stored()
                .with(0, invitation("c1", Channel.EMAIL).in(TouchState.CLAIMED, null))
                .held(new Slice.Claim("theirs", stage.machine.plusSeconds(4)));
        stage.table.put(CampaignStore.slice(KEY, theirs));
        stage.dispatch();
        assertEquals(List.of(), stage.provider.offered);
        stage.pass(Duration.ofSeconds(4));
        stage.deliver(stage.handler(Remote.immortal()), stage.take("dispatch").getFirst());
        assertEquals(List.of("SENT"), stage.states());
    }

    @Test
    void a_provider_event_between_two_writes_is_kept() {
        stage.provider.behaviour = message -> {
            if (message.touchId().endsWith("-1")) {
                var now = stage.stored();
                stage.table.put(CampaignStore.slice(
                        KEY,
                        now.with(0, now.touches().get(0).in(TouchState.DELIVERED, null))
                                .next()));
            }
            return new Receipt.Accepted("p");
        };
        stage.slice(invitation("c1", Channel.EMAIL), invitation("c2", Channel.EMAIL), invitation("c3", Channel.EMAIL));
        stage.dispatch();
        assertEquals(List.of("DELIVERED", "SENT", "SENT"), stage.states());
        assertEquals(3, stage.provider.offered.size());
    }

    @Test
    void a_call_that_outlives_the_lease_is_left_unknown_by_whoever_takes_over() {
        stage.provider.behaviour = message -> {
            stage.pass(Duration.ofSeconds(6));
            stage.provider.behaviour = next -> new Receipt.Accepted("p");
            stage.dispatch();
            return new Receipt.Accepted("slow");
        };
        stage.slice(invitation("c1", Channel.EMAIL), invitation("c2", Channel.EMAIL));
        stage.dispatch();
        assertEquals(List.of("UNKNOWN", "SENT"), stage.states());
        assertEquals(List.of(1, 1), List.copyOf(stage.provider.ledger.values()));
    }

    @Test
    void a_slow_provider_does_not_stretch_a_claim_beyond_its_lease() {
        stage.provider.behaviour = message -> {
            stage.pass(Duration.ofSeconds(3));
            return new Receipt.Accepted("slow");
        };
        stage.slice(invitation("c1", Channel.EMAIL), invitation("c2", Channel.EMAIL), invitation("c3", Channel.EMAIL));
        stage.dispatch();
        assertEquals(List.of("SENT", "SENT", "CLAIMED"), stage.states());
        stage.pass(Duration.ofSeconds(2));
        stage.deliver(stage.handler(Remote.immortal()), stage.take("dispatch").getFirst());
        assertEquals(List.of("SENT", "SENT", "SENT"), stage.states());
        assertEquals(List.of(1, 1, 1), List.copyOf(stage.provider.ledger.values()));
        assertEquals(3, stage.used(Channel.EMAIL, TODAY));
    }

    @Test
    void whatever_takes_its_time_no_message_goes_long_after_the_moment_that_its_caps_count() {
        boolean alive = true;
        for (int call = 1; alive; call++) {
            try (var slow = new Stage()) {
                slow.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
                slow.contact("c1", "c1@example.com", null);
                slow.slice(invitation("c1", Channel.EMAIL));
                int at = call;
                var remote = Remote.overtaken(at, () -> slow.pass(Duration.ofSeconds(20)));
                slow.provider.behaviour = message -> {
                    var counted = slow.gate("c1").latest(KEY.id()).orElseThrow().at();
                    var age = Duration.between(counted, slow.business);
                    boolean providerIsSlow = remote.calls.indexOf("send") + 1 == at;
                    assertTrue(providerIsSlow || age.compareTo(Sender.USUAL_LEASE) < 0, age.toString());
                    return new Receipt.Accepted("p");
                };
                slow.deliver(slow.handler(remote), wave());
                alive = remote.died;
                slow.pass(Duration.ofMinutes(1));
                for (var again : slow.take("dispatch")) {
                    slow.deliver(slow.handler(Remote.immortal()), again);
                }
                assertEquals(List.of("SENT"), slow.states(), "slow at call " + call);
                assertEquals(1, slow.provider.offered.size());
                assertTrue(alive || call > 6, "too few calls were slow: " + call);
            }
        }
    }

    @Test
    void a_poisoned_message_does_not_block_its_batch_mates() {
        stage.slice(invitation("c1", Channel.EMAIL));
        var misdirected = new Message.CampaignEnded("camp1/ended/1", "acme", "camp1", NOON, 1);
        var response = stage.deliver(stage.handler(Remote.immortal()), misdirected, wave());
        assertEquals(1, response.getBatchItemFailures().size());
        assertEquals("camp1/ended/1", response.getBatchItemFailures().getFirst().getItemIdentifier());
        assertEquals(List.of("SENT"), stage.states());
    }

    @Test
    void eight_touches_take_few_requests() {
        var touches = new Touch[8];
        for (int i = 0; i < touches.length; i++) {
            stage.contact("k" + i, "k" + i + "@example.com", null);
            touches[i] = invitation("k" + i, Channel.EMAIL);
        }
        stage.slice(touches);
        stage.dispatch();
        stage.slice(touches);
        for (int i = 0; i < touches.length; i++) {
            stage.gate(Gate.open("k" + i).next());
        }
        var warm = Remote.immortal();
        stage.deliver(stage.handler(warm), wave());
        assertEquals(8, warm.calls.stream().filter("send"::equals).count());
        // three reads, the claim, eight announcements that record as well, the last record; the key ring, read once a
        // life
        assertTrue(warm.calls.size() - 8 <= 15, warm.calls.toString());
    }
}
