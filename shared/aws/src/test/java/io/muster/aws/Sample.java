package io.muster.aws;

import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.BidRequest.Place;
import io.muster.domain.campaign.BidRequest.Requester;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignRequested;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The campaign of the worked example, four bids in 24 hours from 3, 3 and 20 contractors, and what happens to it. */
public final class Sample {

    public static final CampaignKey KEY = key(1);

    private Sample() {}

    public static CampaignKey key(int number) {
        return new CampaignKey("acme", "01JZ00000000000000000" + (10_000 + number));
    }

    public static CampaignRequested requested() {
        return requested(KEY, "bc_1", Stack.START, false);
    }

    public static CampaignRequested requested(CampaignKey key, String bidCardId, Instant at, boolean draft) {
        return new CampaignRequested(
                key.id() + "/request",
                at,
                key,
                bidCardId,
                request(),
                4,
                0.95,
                Urgency.URGENT,
                List.of(Channel.EMAIL, Channel.PHONE),
                at,
                at.plusSeconds(24 * 3600),
                draft,
                draft ? null : pool());
    }

    private static BidRequest request() {
        return new BidRequest(
                "Lawn care in Austin",
                "A quarter acre, mowed every other week, hedges twice a year",
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

    public static Pool pool() {
        var prospects = new ArrayList<Prospect>();
        for (int i = 0; i < 26; i++) {
            prospects.add(
                    prospect("contact-" + (10 + i), i < 3 ? Tier.INTERNAL : i < 6 ? Tier.PROSPECT : Tier.GENERAL));
        }
        return new Pool(
                prospects, LearnedRates.NOTHING, TimeToBid.PRIOR, Set.of(Channel.EMAIL, Channel.PHONE, Channel.MANUAL));
    }

    private static Prospect prospect(String id, Tier tier) {
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

    public static CampaignInput.BidReceived bid(String id, String contactId, Instant at) {
        return new CampaignInput.BidReceived(id, at, contactId, "bid-of-" + contactId, null, null, at);
    }

    public static CampaignInput.CheckInDue checkIn(CampaignState state, Instant at) {
        var campaign = state.campaign();
        return new CampaignInput.CheckInDue(
                campaign.key().id() + "/check-in/" + campaign.nextCheckIn() + "/g" + campaign.generation(),
                at,
                campaign.nextCheckIn(),
                campaign.generation(),
                pool());
    }

    /** A check-in when nobody is left to ask, so that no wave is added. */
    public static CampaignInput.CheckInDue checkInWithoutPool(CampaignState state, Instant at) {
        var due = checkIn(state, at);
        var nobody = new Pool(List.of(), LearnedRates.NOTHING, TimeToBid.PRIOR, Set.of(Channel.EMAIL));
        return new CampaignInput.CheckInDue(due.id(), at, due.number(), due.generation(), nobody);
    }
}
