package io.muster.domain.touch;

import static io.muster.domain.touch.Outreach.CAMPAIGN;
import static io.muster.domain.touch.Outreach.LEASE;
import static io.muster.domain.touch.Outreach.MACHINE;
import static io.muster.domain.touch.Outreach.NOON;
import static io.muster.domain.touch.Outreach.invitation;
import static io.muster.domain.touch.Outreach.occasion;
import static io.muster.domain.touch.Outreach.request;
import static io.muster.domain.touch.Outreach.slice;
import static io.muster.domain.touch.Outreach.standing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.muster.domain.campaign.Status;
import io.muster.domain.touch.ClaimDecision.Reservation;
import io.muster.domain.touch.ClaimDecision.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private static final Slice.Claim CLAIM = new Slice.Claim("claim-1", MACHINE.plus(LEASE));
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private static ClaimDecision.Taken taken(ClaimRequest request) {
        return assertInstanceOf(ClaimDecision.Taken.class, Claims.decide(request));
    }

    private static ClaimRequest at(ClaimRequest base, Occasion occasion, Instant now) {
        return new ClaimRequest(
                occasion,
                base.slice(),
                base.standings(),
                base.limits(),
                base.usedToday(),
                base.carried(),
                base.claimId(),
                LEASE,
                now,
                base.machineNow());
    }

    private static Verdict only(ClaimDecision decision) {
        return switch (decision) {
            case ClaimDecision.Taken taken ->
                taken.verdicts().values().iterator().next();
            case ClaimDecision.Idle idle -> idle.verdicts().values().iterator().next();
            case ClaimDecision.Busy busy -> throw new AssertionError(busy);
        };
    }

    @Test
    void a_claim_takes_what_is_eligible_and_reserves_its_caps_and_its_contact() {
        var touch = invitation("c1", Channel.EMAIL);
        var deadline = occasion(true).deadline();
        assertEquals(
                new ClaimDecision.Taken(
                        slice(touch.in(TouchState.CLAIMED, null)).held(CLAIM),
                        Map.of(
                                "c1",
                                new Gate(
                                        "c1",
                                        Set.of(),
                                        new Gate.Hold(CAMPAIGN, deadline),
                                        List.of(new Gate.Recent(NOON, CAMPAIGN)),
                                        new Gate.Past(1, 1, 0, 0, 0, 0, null, null),
                                        0)),
                        Map.of(new Reservation(Channel.EMAIL, TODAY), 1),
                        new TreeMap<>(Map.of(0, new Verdict.Claimable())),
                        true,
                        null),
                Claims.decide(request(slice(touch))));
    }

    @Test
    void a_live_claim_of_another_invocation_is_left_alone() {
        var held = slice(invitation("c1", Channel.EMAIL).in(TouchState.CLAIMED, null))
                .held(new Slice.Claim("other", MACHINE.plusSeconds(1)));
        assertEquals(new ClaimDecision.Busy(MACHINE.plusSeconds(1)), Claims.decide(request(held)));
    }

    @Test
    void an_expired_claim_gives_back_what_was_not_called_and_never_resends_what_was() {
        var sent = new Gate(
                "c1", Set.of(), null, List.of(new Gate.Recent(NOON.minusSeconds(9), CAMPAIGN)), Gate.Past.NONE, 3);
        var claimed = new Gate(
                "c2", Set.of(), null, List.of(new Gate.Recent(NOON.minusSeconds(9), CAMPAIGN)), Gate.Past.NONE, 4);
        var stale = slice(
                        invitation("c1", Channel.EMAIL).sending(NOON.minusSeconds(8)),
                        invitation("c2", Channel.EMAIL).in(TouchState.CLAIMED, null))
                .held(new Slice.Claim("dead", MACHINE));
        var decision = taken(request(stale, Map.of("c1", standing(sent), "c2", standing(claimed))));
        assertEquals(
                List.of(TouchState.UNKNOWN, TouchState.CLAIMED),
                decision.slice().touches().stream().map(Touch::state).toList());
        assertEquals(Map.of(), decision.reserved(), "one given back, the same one taken again");
        assertEquals(
                List.of(claimed.released(CAMPAIGN)
                        .reserved(
                                new Gate.Recent(NOON, CAMPAIGN), occasion(true).deadline())),
                List.copyOf(decision.gates().values()),
                "an unknown touch keeps its caps");
    }

    @Test
    void a_paused_campaign_claims_nothing_and_yet_settles_what_a_dead_claim_left() {
        var touch = invitation("c1", Channel.EMAIL);
        var paused = new Occasion(CAMPAIGN, Status.PAUSED, NOON.plusSeconds(900), true, ZoneOffset.UTC);
        assertEquals(
                new ClaimDecision.Idle(new TreeMap<>(), null), Claims.decide(at(request(slice(touch)), paused, NOON)));
        var stale = slice(touch.in(TouchState.CLAIMED, null)).held(new Slice.Claim("dead", MACHINE));
        var settled = taken(at(request(stale), paused, NOON));
        assertEquals(slice(touch), settled.slice());
        assertEquals(false, settled.marketing());
    }

    @Test
    void nothing_is_claimed_at_or_after_the_deadline_or_before_its_moment() {
        var touch = invitation("c1", Channel.EMAIL);
        assertInstanceOf(
                ClaimDecision.Idle.class,
                Claims.decide(
                        at(request(slice(touch)), occasion(true), occasion(true).deadline())));
        assertInstanceOf(
                ClaimDecision.Idle.class,
                Claims.decide(at(request(slice(touch)), occasion(true), NOON.minusSeconds(61))));
    }

    @Test
    void what_is_held_is_not_written_and_wakes_the_campaign_when_it_opens() {
        var slice = slice(invitation("c1", Channel.EMAIL));
        var night = Instant.parse("2026-11-24T22:00:00Z");
        var opens = Instant.parse("2026-11-25T09:00:00Z");
        assertEquals(
                new ClaimDecision.Idle(
                        new TreeMap<>(Map.of(
                                0, new Verdict.Held(opens, List.of(new Obstacle(Obstacle.Kind.QUIET_HOURS, opens))))),
                        opens),
                Claims.decide(at(request(slice), occasion(false), night)));
    }

    @Test
    void a_message_that_could_go_only_after_the_deadline_becomes_work_for_a_person() {
        var slice = slice(invitation("c1", Channel.EMAIL));
        var night = Instant.parse("2026-11-24T22:00:00Z");
        var overnight =
                new Occasion(CAMPAIGN, Status.ACTIVE, Instant.parse("2026-11-25T08:00:00Z"), false, ZoneOffset.UTC);
        var decision = taken(at(request(slice), overnight, night));
        assertEquals(List.of(0), decision.toHandOver());
        assertEquals(
                slice(invitation("c1", Channel.EMAIL).handedOver(Channel.MANUAL, night, "QUIET_HOURS")),
                decision.slice());
        assertEquals(Map.of(), decision.reserved());
    }

    @Test
    void what_never_opens_is_why_a_person_is_asked_and_not_the_night_that_passes() {
        var night = Instant.parse("2026-11-24T22:00:00Z");
        var base = request(slice(invitation("c1", Channel.EMAIL)));
        var silent = new Limits(1, 3, 3, Duration.ofDays(3), Map.of(Channel.EMAIL, 0));
        var decision = taken(at(with(base, silent), occasion(false), night));
        assertEquals("CHANNEL_CAP", decision.slice().touches().getFirst().reason());
    }

    @Test
    void a_person_guarded_until_after_the_deadline_is_not_called_by_a_person_either() {
        var gate = Gate.open("c1").reserved(new Gate.Recent(NOON, "other"), NOON);
        var soon = new Occasion(CAMPAIGN, Status.ACTIVE, NOON.plus(Duration.ofHours(1)), true, ZoneOffset.UTC);
        var decision = Claims.decide(at(
                request(slice(invitation("c1", Channel.EMAIL)), Map.of("c1", standing(gate))), soon, NOON));
        assertEquals(new Verdict.Skipped(Obstacle.Kind.COOLING_OFF), only(decision));
    }

    @Test
    void a_call_is_handed_to_a_person_within_the_hours_for_calls() {
        var slice = slice(invitation("c1", Channel.PHONE));
        assertEquals(new Verdict.ForPerson(List.of()), only(Claims.decide(request(slice))));
        var night = Instant.parse("2026-11-24T22:00:00Z");
        assertInstanceOf(Verdict.Held.class, only(Claims.decide(at(request(slice), occasion(true), night))));
    }

    @Test
    void a_text_to_an_unknown_place_becomes_work_for_a_person() {
        var nowhere = new Standing(Gate.open("c1"), Set.of(Channel.SMS), null, null, false, true);
        var decision = Claims.decide(request(slice(invitation("c1", Channel.SMS)), Map.of("c1", nowhere)));
        assertEquals(new Verdict.ForPerson(List.of(new Obstacle(Obstacle.Kind.ZONE_UNKNOWN, null))), only(decision));
    }

    @Test
    void a_closed_way_fails_the_touch_or_hands_it_to_whom_it_is_open() {
        var touch = invitation("c1", Channel.WEBSITE_FORM);
        var person = closed(slice(touch), Obstacle.Kind.CAPTCHA);
        assertEquals(
                slice(touch.handedOver(Channel.MANUAL, NOON, "CAPTCHA")),
                taken(person).slice());
        assertEquals(Map.of(), taken(person).reserved());
        assertEquals(List.of(0), taken(person).toHandOver());
        assertEquals(
                slice(touch.in(TouchState.FAILED, "NO_FORM")),
                taken(closed(slice(touch), Obstacle.Kind.NO_FORM)).slice());
    }

    @Test
    void a_closed_way_is_no_reason_to_pass_a_gate() {
        for (var kind : List.of(Obstacle.Kind.CAPTCHA, Obstacle.Kind.NO_FORM)) {
            var base = closed(slice(invitation("c1", Channel.WEBSITE_FORM)), kind);
            var out = standing(Gate.open("c1").suppressing(Set.of(Channel.values())));
            var suppressed = new ClaimRequest(
                    base.occasion(),
                    base.slice(),
                    Map.of("c1", out),
                    base.limits(),
                    base.usedToday(),
                    base.carried(),
                    base.claimId(),
                    LEASE,
                    NOON,
                    MACHINE,
                    base.closed());
            assertEquals(new Verdict.Skipped(Obstacle.Kind.SUPPRESSED), only(Claims.decide(suppressed)));
        }
    }

    private static ClaimRequest closed(Slice slice, Obstacle.Kind kind) {
        var here = new Standing(Gate.open("c1"), Set.of(Channel.WEBSITE_FORM), ZoneOffset.UTC, null, false, true);
        var base = request(slice, Map.of("c1", here));
        return new ClaimRequest(
                base.occasion(),
                slice,
                base.standings(),
                base.limits(),
                base.usedToday(),
                base.carried(),
                base.claimId(),
                LEASE,
                NOON,
                MACHINE,
                Map.of(0, kind));
    }

    @Test
    void whoever_answered_or_opted_out_is_skipped_and_whoever_has_no_address_fails() {
        var touch = invitation("c1", Channel.EMAIL);
        var answered = new Standing(Gate.open("c1"), Set.of(Channel.EMAIL), ZoneOffset.UTC, null, true, true);
        var out = standing(Gate.open("c1").suppressing(Set.of(Channel.values())));
        var unreachable = new Standing(Gate.open("c1"), Set.of(), ZoneOffset.UTC, null, false, true);
        assertEquals(
                slice(touch.in(TouchState.SKIPPED, "ANSWERED")),
                taken(request(slice(touch), Map.of("c1", answered))).slice());
        assertEquals(
                slice(touch.in(TouchState.SKIPPED, "SUPPRESSED")),
                taken(request(slice(touch), Map.of("c1", out))).slice());
        assertEquals(
                slice(touch.in(TouchState.FAILED, "NO_ADDRESS")),
                taken(request(slice(touch), Map.of("c1", unreachable))).slice());
        assertEquals(
                slice(touch.in(TouchState.CANCELLED, "CONTACT_GONE")),
                taken(request(slice(touch), Map.of())).slice());
    }

    @Test
    void a_notice_passes_every_marketing_gate_even_after_the_end() {
        var report = Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.REPORT, NOON);
        var ended = new Occasion(CAMPAIGN, Status.COMPLETED, NOON.minusSeconds(1), false, ZoneOffset.UTC);
        var requester = new Standing(Gate.open(Touch.REQUESTER), Set.of(Channel.EMAIL), null, null, false, true);
        var request = new ClaimRequest(
                ended,
                slice(report),
                Map.of(Touch.REQUESTER, requester),
                Limits.DEFAULT,
                Map.of(Channel.EMAIL, 50),
                Set.of(Channel.EMAIL),
                "claim-1",
                LEASE,
                NOON,
                MACHINE);
        assertEquals(
                new ClaimDecision.Taken(
                        slice(report.in(TouchState.CLAIMED, null)).held(CLAIM),
                        Map.of(),
                        Map.of(),
                        new TreeMap<>(Map.of(0, new Verdict.Claimable())),
                        false,
                        null),
                Claims.decide(request));
    }

    @Test
    void a_slice_never_takes_more_than_the_channel_has_left() {
        var touches = new Touch[10];
        var standings = new HashMap<String, Standing>();
        for (int i = 0; i < touches.length; i++) {
            touches[i] = invitation("c" + i, Channel.EMAIL);
            standings.put("c" + i, standing(Gate.open("c" + i)));
        }
        var request = new ClaimRequest(
                occasion(true),
                slice(touches),
                standings,
                Limits.DEFAULT,
                Map.of(Channel.EMAIL, 47),
                Set.of(Channel.EMAIL),
                "claim-1",
                LEASE,
                NOON,
                MACHINE);
        var decision = taken(request);
        assertEquals(List.of(0, 1, 2), decision.toSend());
        assertEquals(Map.of(new Reservation(Channel.EMAIL, TODAY), 3), decision.reserved());
        assertEquals(Instant.parse("2026-11-25T00:00:00Z"), decision.wakeUp());
    }

    @Test
    void two_touches_of_one_contact_in_a_slice_share_its_caps() {
        var slice = slice(invitation("c1", Channel.EMAIL), invitation("c1", Channel.EMAIL));
        var decision = taken(at(request(slice), occasion(false), NOON));
        assertEquals(List.of(0), decision.toSend());
        assertInstanceOf(Verdict.Held.class, decision.verdicts().get(1));
    }

    private static Touch answer(Touch.Kind kind, Instant due, int attempts) {
        return new Touch("c1", null, Channel.SMS, kind, TouchState.PLANNED, due, null, attempts, null);
    }

    private static TouchState claimed(Touch touch, Gate gate) {
        return assertInstanceOf(
                        ClaimDecision.Taken.class, Claims.decide(request(slice(touch), Map.of("c1", standing(gate)))))
                .slice()
                .touches()
                .getFirst()
                .state();
    }

    @Test
    void the_answer_to_a_contacts_own_text_passes_the_suppression_and_every_other_gate() {
        var shut = Gate.open("c1")
                .reserved(new Gate.Recent(NOON, "another"), NOON.plusSeconds(9_000))
                .suppressing(EnumSet.allOf(Channel.class));
        assertEquals(TouchState.CLAIMED, claimed(answer(Touch.Kind.CONFIRMATION, NOON, 0), shut));
        assertEquals(TouchState.CLAIMED, claimed(answer(Touch.Kind.HELP, NOON, 0), shut));
    }

    @Test
    void an_answer_that_could_not_go_within_five_minutes_does_not_go() {
        var open = Gate.open("c1");
        var kind = Touch.Kind.CONFIRMATION;
        assertEquals(TouchState.CLAIMED, claimed(answer(kind, NOON.minusSeconds(300), 3), open));
        assertEquals(TouchState.SKIPPED, claimed(answer(kind, NOON.minusSeconds(301), 0), open));
        assertEquals(TouchState.SKIPPED, claimed(answer(kind, NOON, 4), open));
    }

    @Test
    void a_call_is_work_for_a_person_unless_a_provider_carries_it() {
        var call = invitation("c1", Channel.PHONE);
        var base = request(slice(call));
        assertEquals(new Verdict.ForPerson(List.of()), only(Claims.decide(base)));
        assertEquals(new Verdict.Claimable(), only(Claims.decide(carried(base, Set.of(Channel.PHONE)))));
        var written = invitation("c1", Channel.MANUAL);
        assertEquals(
                new Verdict.ForPerson(List.of()),
                only(Claims.decide(carried(request(slice(written)), Set.of(Channel.values())))));
    }

    @Test
    void a_call_by_machine_reserves_the_cap_of_its_channel() {
        var base = request(slice(invitation("c1", Channel.PHONE), invitation("c2", Channel.PHONE)));
        var capped = new ClaimRequest(
                base.occasion(),
                base.slice(),
                base.standings(),
                new Limits(1, 3, 3, Duration.ofDays(3), Map.of(Channel.PHONE, 1)),
                Map.of(),
                Set.of(Channel.PHONE),
                base.claimId(),
                LEASE,
                NOON,
                base.machineNow());
        var decision = taken(capped);
        assertEquals(List.of(0), decision.toSend());
        assertEquals(Map.of(new Reservation(Channel.PHONE, TODAY), 1), decision.reserved());
    }

    private static ClaimRequest with(ClaimRequest base, Limits limits) {
        return new ClaimRequest(
                base.occasion(),
                base.slice(),
                base.standings(),
                limits,
                Map.of(),
                base.carried(),
                base.claimId(),
                LEASE,
                NOON,
                base.machineNow());
    }

    private static ClaimRequest carried(ClaimRequest base, Set<Channel> channels) {
        return new ClaimRequest(
                base.occasion(),
                base.slice(),
                base.standings(),
                base.limits(),
                base.usedToday(),
                channels,
                base.claimId(),
                LEASE,
                NOON,
                base.machineNow());
    }
}
