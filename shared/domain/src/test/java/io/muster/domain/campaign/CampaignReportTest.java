package io.muster.domain.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.muster.domain.campaign.CampaignReport.AdviserLine;
import io.muster.domain.campaign.CampaignReport.BidLine;
import io.muster.domain.campaign.CampaignReport.ChannelLine;
import io.muster.domain.campaign.CampaignReport.ContactLine;
import io.muster.domain.campaign.CampaignReport.Cost;
import io.muster.domain.campaign.CampaignReport.EscalationLine;
import io.muster.domain.campaign.CampaignReport.TierLine;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.campaign.Response.Bid;
import io.muster.domain.campaign.Response.Standing;
import io.muster.domain.contact.Tier;
import io.muster.domain.reply.Look;
import io.muster.domain.strategy.Costs;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Looks;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignReportTest {

    private static final Instant START = Instant.parse("2026-06-01T14:00:00Z");
    private static final Instant DEADLINE = START.plus(Duration.ofDays(1));

    private static final WavePlan PLAN = new WavePlan(
            1,
            Map.of(Tier.INTERNAL, 2, Tier.GENERAL, 2),
            Map.of("a1", "tier 1, rank 1"),
            Map.of(),
            0.9,
            true,
            0,
            List.of(),
            List.of());

    private static final List<History> HISTORY = List.of(
            new History("i1", 1, START, new Event.Created(Status.ACTIVE, PLAN)),
            new History(
                    "i2",
                    2,
                    START.plusSeconds(60),
                    new Event.Escalated(Level.MILD, Set.of(Action.REMIND_SILENT), 1, 0, List.of("t1"))));

    private final CampaignReport report = CampaignReport.of(state(), HISTORY);

    @Test
    void touches_are_told_by_channel_and_tier() {
        assertEquals(
                List.of(
                        new ChannelLine(
                                Channel.EMAIL,
                                Tier.INTERNAL,
                                3,
                                2,
                                Map.of(TouchState.DELIVERED, 1, TouchState.SENT, 1, TouchState.PLANNED, 1)),
                        new ChannelLine(
                                Channel.EMAIL,
                                Tier.GENERAL,
                                2,
                                2,
                                Map.of(TouchState.UNKNOWN, 1, TouchState.BOUNCED, 1))),
                report.channels());
    }

    @Test
    void a_tiers_rate_is_over_those_that_were_reached_and_its_time_runs_from_the_first_message() {
        assertEquals(
                List.of(
                        new TierLine(Tier.INTERNAL, 2, 2, 2, 0, 1.0, 1.0, 3.0),
                        new TierLine(Tier.PROSPECT, 0, 0, 0, 0, null, null, null),
                        new TierLine(Tier.GENERAL, 1, 1, 0, 1, 1.0, 0.0, null)),
                report.tiers());
        assertEquals(3, report.contacted());
    }

    @Test
    void bids_count_in_the_order_in_which_they_were_received() {
        assertEquals(
                List.of("a2 COUNTED", "a1 SURPLUS", "x LATE"),
                report.bids().stream()
                        .map(line -> line.contactId() + " " + line.standing())
                        .toList());
        assertEquals(
                new BidLine("a2", Tier.INTERNAL, bid("b2", START.plusSeconds(7200)), Standing.COUNTED),
                report.bids().getFirst());
    }

    @Test
    void every_contact_is_told_with_its_state_and_the_reason_why_it_was_chosen() {
        assertEquals(
                List.of(
                        new ContactLine(
                                "a1",
                                Tier.INTERNAL,
                                Channel.EMAIL,
                                TouchState.PLANNED,
                                2,
                                Answer.BID,
                                "tier 1, rank 1",
                                null),
                        new ContactLine("a2", Tier.INTERNAL, Channel.EMAIL, TouchState.SENT, 1, Answer.BID, null, null),
                        new ContactLine(
                                "c1", Tier.GENERAL, Channel.EMAIL, TouchState.UNKNOWN, 1, Answer.DECLINED, null, null),
                        new ContactLine(
                                "c2", Tier.GENERAL, Channel.EMAIL, TouchState.BOUNCED, 1, null, null, "no mailbox")),
                report.contacts());
    }

    @Test
    void escalations_and_the_first_forecast_come_from_the_history() {
        assertEquals(
                List.of(new EscalationLine(START.plusSeconds(60), Level.MILD, Set.of(Action.REMIND_SILENT), 1, 1, 0)),
                report.escalations());
        assertEquals(0.9, report.pSuccess());
    }

    @Test
    void a_message_that_waits_when_the_campaign_ends_is_told_as_never_sent() {
        var ended = Fixture.after(state(), new CampaignInput.Cancelled("c", START.plusSeconds(90), null));
        var told = CampaignReport.of(ended, HISTORY);
        assertEquals(
                Map.of(TouchState.DELIVERED, 1, TouchState.SENT, 1, TouchState.CANCELLED, 1),
                told.channels().getFirst().states());
        var contact = told.contacts().getFirst();
        assertEquals(TouchState.CANCELLED, contact.state());
        assertEquals("CAMPAIGN_ENDED", contact.note());
        assertEquals(
                TouchState.PLANNED,
                ended.told(ended.slices().getLast().touches().getLast()).state(),
                "a notice may still go");
    }

    @Test
    void costs_are_those_that_the_request_gave_and_messages_those_that_have_a_price() {
        assertNull(report.cost());
        var state = state();
        var ended = Fixture.after(
                new CampaignState(
                        state.campaign(), costing(state.request()), state.slices(), new TreeMap<String, Response>()),
                new CampaignInput.Cancelled("c", START.plusSeconds(90), null));
        assertEquals(
                new Cost(6.0, 100.0, 0.0, 1.0, 107.0),
                CampaignReport.of(ended, HISTORY, Map.of(Channel.EMAIL, 0.25)).cost());
        assertEquals(
                new Cost(null, null, null, 1.0, 1.0),
                CampaignReport.of(state, HISTORY, Map.of(Channel.EMAIL, 0.25)).cost());
    }

    @Test
    void what_the_adviser_said_is_told_with_its_moment_and_level() {
        var silent = Fixture.sent(Fixture.active(), Fixture.START);
        var decided = (Decision.Changed) CampaignDecider.decide(silent, Fixture.checkIn(silent, Fixture.hours(12)));
        var line = new History("i3", 3, Fixture.hours(12), decided.event());
        var told = CampaignReport.of(Fixture.apply(silent, decided), List.of(line));
        var said = Objects.requireNonNull(((Event.CheckedIn) decided.event()).adviser());
        assertEquals(List.of(new AdviserLine(Fixture.hours(12), Level.CRITICAL, said)), told.adviser());
    }

    private static BidRequest costing(BidRequest request) {
        return new BidRequest(
                request.title(),
                request.description(),
                request.projectType(),
                request.categories(),
                request.place(),
                request.zone(),
                request.completionDeadline(),
                request.budgetMax(),
                request.groupBiddingProjects(),
                new Costs(2, 100, 10),
                request.requester());
    }

    private static CampaignState state() {
        var first = new Slice(
                1,
                0,
                List.of(
                        touch("a1", Tier.INTERNAL, TouchState.DELIVERED, START),
                        touch("a2", Tier.INTERNAL, TouchState.SENT, START),
                        touch("c1", Tier.GENERAL, TouchState.UNKNOWN, null),
                        touch("c2", Tier.GENERAL, TouchState.BOUNCED, null).in(TouchState.BOUNCED, "no mailbox")),
                null,
                3);
        var second = new Slice(
                2,
                0,
                List.of(
                        touch("a1", Tier.INTERNAL, TouchState.PLANNED, null),
                        Touch.planned(Touch.OPERATOR, null, Channel.MANUAL, Touch.Kind.ALERT, START)),
                null,
                0);
        var created = CampaignDecider.create(new CampaignRequested(
                        "create-1",
                        START,
                        Fixture.KEY,
                        "bc_1",
                        Fixture.request(),
                        1,
                        0.95,
                        Urgency.URGENT,
                        List.of(Channel.EMAIL),
                        START,
                        DEADLINE,
                        false,
                        Fixture.pool()))
                .state()
                .campaign();
        var responses = new TreeMap<String, Response>();
        responses.put("a1", response("a1", Tier.INTERNAL, Answer.BID, bid("b1", START.plusSeconds(14_400))));
        responses.put("a2", response("a2", Tier.INTERNAL, Answer.BID, bid("b2", START.plusSeconds(7200))));
        responses.put("c1", new Response("c1", Tier.GENERAL, Answer.DECLINED, START, START, null));
        responses.put("x", response("x", null, Answer.BID, bid("b3", DEADLINE.plusSeconds(1))));
        return new CampaignState(created, Fixture.request(), List.of(first, second), responses);
    }

    @Test
    void mails_that_nobody_is_told_of_a_look_at_have_no_rates() {
        assertNull(report.looks());
    }

    @Test
    void looks_are_counted_of_the_mails_that_arrived_and_those_of_machines_beside_them() {
        var opened = Looks.NONE.and(Looks.What.OPENED, Look.PERSON, START);
        var clicked = opened.and(Looks.What.CLICKED, Look.PERSON, START).and(Looks.What.OPENED, Look.MACHINE, START);
        var scanned = Looks.NONE.and(Looks.What.CLICKED, Look.MACHINE, START);
        var mails = List.of(
                touch("a1", Tier.INTERNAL, TouchState.DELIVERED, START).seen(clicked),
                touch("a2", Tier.INTERNAL, TouchState.DELIVERED, START).seen(opened),
                touch("a3", Tier.INTERNAL, TouchState.DELIVERED, START).seen(scanned),
                touch("a4", Tier.INTERNAL, TouchState.DELIVERED, START),
                touch("a5", Tier.INTERNAL, TouchState.BOUNCED, START),
                touch("a6", Tier.INTERNAL, TouchState.SENT, START).seen(opened),
                touch("a7", Tier.INTERNAL, TouchState.SENT, START),
                new Touch(
                                Touch.REQUESTER,
                                null,
                                Channel.EMAIL,
                                Touch.Kind.REPORT,
                                TouchState.DELIVERED,
                                START,
                                START,
                                0,
                                null)
                        .seen(clicked));
        var state = state();
        var seen = new CampaignState(state.campaign(), state.brief(), Slice.of(1, mails), new TreeMap<>());
        assertEquals(
                new CampaignReport.LookLine(5, 3, 1, 2, 0.6, 0.2),
                CampaignReport.of(seen, HISTORY).looks());
    }

    private static Bid bid(String id, Instant receivedAt) {
        return new Bid(id, null, null, receivedAt);
    }

    private static Response response(String contactId, @Nullable Tier tier, Answer answer, Bid bid) {
        return new Response(contactId, tier, answer, bid.receivedAt(), bid.receivedAt(), bid);
    }

    private static Touch touch(String contactId, Tier tier, TouchState state, @Nullable Instant sentAt) {
        return new Touch(contactId, tier, Channel.EMAIL, Touch.Kind.INVITATION, state, START, sentAt, 0, null);
    }
}
