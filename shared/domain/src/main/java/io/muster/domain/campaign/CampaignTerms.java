package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.selection.Categories;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to be, once request and bid card are merged and every default is filled in; only who could be asked
 * is still open.
 *
 * @param at when it was asked for (business time)
 * @param startAt never before {@code at}
 */
public record CampaignTerms(
        String bidCardId,
        Instant at,
        BidRequest request,
        int needed,
        double confidence,
        Urgency urgency,
        List<Channel> channels,
        Instant startAt,
        Instant deadline,
        boolean draft)
        implements Merged {

    /** Bids wanted when nobody says how many. */
    public static final int USUAL_NEEDED = 4;

    public CampaignTerms {
        channels = List.copyOf(channels);
    }

    /**
     * Returns what a request and the bid card it serves come to; the request wins.
     *
     * @param categories by which words categories are recognised
     */
    public static Merged of(String bidCardId, BidWishes request, BidWishes card, Categories categories, Instant at) {
        return new TermsMerge(bidCardId, request.over(card), categories, at).merged();
    }

    /** Returns whether it waits, for its start or for somebody to launch it, and needs no pool yet. */
    public boolean waits() {
        return draft || startAt.isAfter(at);
    }

    /** Returns the same campaign as if it were asked for and launched at its start: what a preview shows. */
    public CampaignTerms starting() {
        return new CampaignTerms(
                bidCardId, startAt, request, needed, confidence, urgency, channels, startAt, deadline, false);
    }

    /** Returns the same campaign waiting to be launched: what it is before anybody knows whom it could ask. */
    public CampaignTerms drafted() {
        return new CampaignTerms(
                bidCardId, at, request, needed, confidence, urgency, channels, startAt, deadline, true);
    }

    /** Returns the input that makes the campaign. */
    public CampaignRequested requested(String id, CampaignKey key, @Nullable Pool pool) {
        return new CampaignRequested(
                id, at, key, bidCardId, request, needed, confidence, urgency, channels, startAt, deadline, draft, pool);
    }
}
