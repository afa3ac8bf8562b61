package io.muster.domain.touch;

import static io.muster.domain.touch.Outreach.CAMPAIGN;
import static io.muster.domain.touch.Outreach.LEASE;
import static io.muster.domain.touch.Outreach.MACHINE;
import static io.muster.domain.touch.Outreach.NOON;
import static io.muster.domain.touch.Outreach.invitation;
import static io.muster.domain.touch.Outreach.occasion;
import static io.muster.domain.touch.Outreach.slice;
import static io.muster.domain.touch.Outreach.standing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.muster.domain.campaign.Status;
import io.muster.domain.error.Circuit.Passage;
import io.muster.domain.touch.ClaimDecision.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Claims while a provider is down, has refused, or a sender's minute is full. */
class ProviderTroubleTest {

    private static final Instant LATER = NOON.plusSeconds(300);
    private static final Limits UNCAPPED = new Limits(1, 3, 3, Duration.ofDays(3), Map.of());

    private static ClaimRequest request(
            Occasion occasion, Limits limits, int thisMinute, Map<Channel, Passage> passages, Touch... touches) {
        var standings = new HashMap<String, Standing>();
        for (var touch : touches) {
            standings.put(touch.contactId(), standing(Gate.open(touch.contactId())));
        }
        return new ClaimRequest(
                occasion,
                slice(touches),
                standings,
                limits,
                Map.of(),
                Map.of(Channel.EMAIL, thisMinute),
                passages,
                Set.of(Channel.EMAIL),
                "claim-1",
                LEASE,
                NOON,
                MACHINE,
                NOON.minus(Claims.ANSWER_WITHIN),
                Map.of(),
                Set.of());
    }

    private static Occasion endingAt(Instant deadline) {
        return new Occasion(CAMPAIGN, Status.ACTIVE, deadline, true, ZoneOffset.UTC);
    }

    private static Touch[] three() {
        return new Touch[] {
            invitation("c1", Channel.EMAIL), invitation("c2", Channel.EMAIL), invitation("c3", Channel.EMAIL)
        };
    }

    private static Verdict held(Obstacle.Kind kind, Instant until) {
        return new Verdict.Held(until, List.of(new Obstacle(kind, until)));
    }

    @Test
    void an_open_circuit_holds_its_channel_until_it_may_be_asked_again() {
        var decision = assertInstanceOf(
                ClaimDecision.Idle.class,
                Claims.decide(
                        request(occasion(true), UNCAPPED, 0, Map.of(Channel.EMAIL, new Passage.Shut(LATER)), three())));
        assertEquals(List.of(0, 1, 2), List.copyOf(decision.verdicts().keySet()));
        assertEquals(
                held(Obstacle.Kind.PROVIDER_DOWN, LATER), decision.verdicts().get(2));
        assertEquals(LATER, decision.wakeUp());
    }

    @Test
    void an_open_circuit_holds_nothing_on_other_channels() {
        var decision = assertInstanceOf(
                ClaimDecision.Taken.class,
                Claims.decide(
                        request(occasion(true), UNCAPPED, 0, Map.of(Channel.SMS, new Passage.Shut(LATER)), three())));
        assertEquals(List.of(0, 1, 2), decision.toSend());
        assertEquals(Set.of(), decision.probing());
    }

    @Test
    void a_circuit_that_may_be_asked_again_lets_one_touch_through() {
        var decision = assertInstanceOf(
                ClaimDecision.Taken.class,
                Claims.decide(
                        request(occasion(true), UNCAPPED, 0, Map.of(Channel.EMAIL, new Passage.One(LATER)), three())));
        assertEquals(List.of(0), decision.toSend());
        assertEquals(Set.of(Channel.EMAIL), decision.probing());
        assertEquals(
                held(Obstacle.Kind.PROVIDER_DOWN, LATER), decision.verdicts().get(1));
        assertEquals(LATER, decision.wakeUp());
    }

    @Test
    void what_a_provider_cannot_take_before_the_deadline_becomes_work_for_a_person() {
        var decision = assertInstanceOf(
                ClaimDecision.Taken.class,
                Claims.decide(request(
                        endingAt(LATER), UNCAPPED, 0, Map.of(Channel.EMAIL, new Passage.Shut(LATER)), three())));
        assertEquals(List.of(0, 1, 2), decision.toHandOver());
        assertEquals("PROVIDER_DOWN", decision.slice().touches().getFirst().reason());
        assertEquals(Channel.MANUAL, decision.slice().touches().getFirst().channel());
    }

    @Test
    void a_refused_touch_waits_for_its_moment_and_one_whose_moment_is_too_late_becomes_work_for_a_person() {
        var refused = invitation("c1", Channel.EMAIL).refused("429", LATER);
        assertInstanceOf(
                ClaimDecision.Idle.class,
                Claims.decide(request(endingAt(LATER.plusSeconds(1)), UNCAPPED, 0, Map.of(), refused)));
        var late = assertInstanceOf(
                ClaimDecision.Taken.class, Claims.decide(request(endingAt(LATER), UNCAPPED, 0, Map.of(), refused)));
        assertEquals(
                new Verdict.ForPerson(List.of(new Obstacle(Obstacle.Kind.PROVIDER_DOWN, LATER))),
                late.verdicts().get(0));
    }

    @Test
    void a_touch_planned_for_after_the_deadline_is_nobodys_work() {
        var planned = Touch.planned("c1", null, Channel.EMAIL, Touch.Kind.INVITATION, LATER);
        assertEquals(
                new ClaimDecision.Idle(new TreeMap<>(), null),
                Claims.decide(request(endingAt(LATER), UNCAPPED, 0, Map.of(), planned)));
    }

    @Test
    void a_notice_waits_for_its_provider_even_past_the_deadline() {
        var report = Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.REPORT, NOON);
        var decision = assertInstanceOf(
                ClaimDecision.Idle.class,
                Claims.decide(
                        request(endingAt(NOON), UNCAPPED, 0, Map.of(Channel.EMAIL, new Passage.Shut(LATER)), report)));
        assertEquals(
                held(Obstacle.Kind.PROVIDER_DOWN, LATER), decision.verdicts().get(0));
    }

    @Test
    void a_sender_offers_no_more_in_a_minute_than_it_may() {
        var limits = new Limits(1, 3, 3, Duration.ofDays(3), Map.of(), QuietHours.USUAL, Map.of(Channel.EMAIL, 5));
        var decision = assertInstanceOf(
                ClaimDecision.Taken.class, Claims.decide(request(occasion(true), limits, 3, Map.of(), three())));
        assertEquals(List.of(0, 1), decision.toSend());
        assertEquals(Map.of(Channel.EMAIL, 2), decision.offered());
        assertEquals(
                held(Obstacle.Kind.SENDER_RATE, NOON.plusSeconds(60)),
                decision.verdicts().get(2));
        assertEquals(NOON.plusSeconds(60), decision.wakeUp());
    }

    @Test
    void a_notice_waits_for_its_senders_next_minute_too() {
        var limits = new Limits(1, 3, 3, Duration.ofDays(3), Map.of(), QuietHours.USUAL, Map.of(Channel.EMAIL, 5));
        var report = Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.REPORT, NOON);
        assertEquals(
                new ClaimDecision.Idle(
                        new TreeMap<>(Map.of(0, held(Obstacle.Kind.SENDER_RATE, NOON.plusSeconds(60)))),
                        NOON.plusSeconds(60)),
                Claims.decide(request(occasion(true), limits, 5, Map.of(), report)));
    }
}
