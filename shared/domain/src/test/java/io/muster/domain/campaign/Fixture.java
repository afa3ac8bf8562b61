package io.muster.domain.campaign;

import io.muster.domain.campaign.BidRequest.Place;
import io.muster.domain.campaign.BidRequest.Requester;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The campaign of the worked example: four bids in 24 hours, urgent, from 3, 3 and 20 contractors. */
final class Fixture {

    static final Instant START = Instant.parse("2026-06-01T14:00:00Z");
    static final Instant DEADLINE = Instant.parse("2026-06-02T14:00:00Z");
    static final CampaignKey KEY = new CampaignKey("demo", "01JZ0000000000000000000001");
    static final Set<Channel> ENABLED = Set.of(Channel.EMAIL, Channel.PHONE, Channel.MANUAL);

    /** What a contractor has done that has always bid. */
    static final Touch.Earlier STEADY = new Touch.Earlier(40, 40, 0);

    private Fixture() {}

    static BidRequest request() {
        return new BidRequest(
                "Lawn care in Austin",
                null,
                "lawn care",
                List.of("lawn-care"),
                new Place("Austin", "TX", "78701", "US", null, null, 50),
                ZoneId.of("America/Chicago"),
                null,
                null,
                List.of(),
                null,
                new Requester("Dana Reed", "dana@example.com"));
    }

    static Pool pool() {
        return pool(3, 3, 20);
    }

    static Pool pool(int internal, int vetted, int general) {
        var prospects = new ArrayList<Prospect>();
        for (int i = 0; i < internal; i++) {
            prospects.add(prospect("a" + i, Tier.INTERNAL));
        }
        for (int i = 0; i < vetted; i++) {
            prospects.add(prospect("b" + i, Tier.PROSPECT));
        }
        for (int i = 0; i < general; i++) {
            prospects.add(prospect("c" + i, Tier.GENERAL));
        }
        return new Pool(prospects, LearnedRates.NOTHING, TimeToBid.PRIOR, ENABLED);
    }

    static Prospect prospect(String id, Tier tier) {
        return new Prospect(
                id,
                "Firm " + id,
                tier,
                List.of(Channel.EMAIL, Channel.PHONE),
                ZoneId.of("America/Chicago"),
                Gate.Past.NONE,
                null,
                null,
                null,
                null);
    }

    static CampaignRequested requested(boolean draft, Instant startAt) {
        return new CampaignRequested(
                "create-1",
                START,
                KEY,
                "bc_1",
                request(),
                4,
                0.95,
                Urgency.URGENT,
                List.of(Channel.EMAIL, Channel.SMS),
                startAt,
                startAt.plusSeconds(24 * 3600),
                draft,
                poolOf(draft || startAt.isAfter(START)));
    }

    private static @Nullable Pool poolOf(boolean later) {
        return later ? null : pool();
    }

    static CampaignState active() {
        return CampaignDecider.create(requested(false, START)).state();
    }

    static CampaignState draft() {
        return CampaignDecider.create(requested(true, START)).state();
    }

    static CampaignState scheduled() {
        return CampaignDecider.create(requested(false, START.plusSeconds(3600))).state();
    }

    /** Returns the state after an input that must change it. */
    static CampaignState after(CampaignState state, CampaignInput input) {
        var decision = CampaignDecider.decide(state, input);
        if (decision instanceof Decision.Changed changed) {
            return apply(state, changed);
        }
        throw new AssertionError(input + " did not change the campaign: " + decision);
    }

    static CampaignState apply(CampaignState state, Decision.Changed changed) {
        return state.after(changed);
    }

    /** Returns the state with every open touch sent at a moment. */
    static CampaignState sent(CampaignState state, Instant at) {
        return touches(state, touch -> touch.state().open() ? touch.sent(at) : touch);
    }

    static CampaignState touches(CampaignState state, UnaryOperator<Touch> change) {
        var slices = state.slices().stream()
                .map(slice -> new Slice(
                        slice.wave(),
                        slice.index(),
                        slice.touches().stream().map(change).toList(),
                        null,
                        slice.version() + 1))
                .toList();
        return new CampaignState(state.campaign(), state.request(), slices, state.responses());
    }

    static CampaignState failed(CampaignState state, String contactId) {
        return touches(
                state,
                touch -> touch.contactId().equals(contactId) ? touch.in(TouchState.FAILED, "bad address") : touch);
    }

    static CampaignInput.BidReceived bid(String contactId, Instant at) {
        return new CampaignInput.BidReceived("bid-" + contactId, at, contactId, "b-" + contactId, null, null, at);
    }

    static CampaignInput.CheckInDue checkIn(CampaignState state, Instant at) {
        var campaign = state.campaign();
        return new CampaignInput.CheckInDue(
                "check-in-" + campaign.nextCheckIn(), at, campaign.nextCheckIn(), campaign.generation(), pool());
    }

    static Response response(CampaignState state, String contactId) {
        return Objects.requireNonNull(state.responses().get(contactId), contactId);
    }

    static Instant hours(double hours) {
        return START.plusSeconds((long) (hours * 3600));
    }
}
