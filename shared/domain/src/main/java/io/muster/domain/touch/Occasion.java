package io.muster.domain.touch;

import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Brief;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.Status;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The campaign on whose behalf somebody is to be reached, as far as the gates look at it.
 *
 * @param status only an ACTIVE campaign sends
 * @param deadline nothing is sent at or after it
 * @param pressing whether it is urgent or an emergency, so that business hours and the daily cap do not hold it
 * @param zone stands in for a contact's unknown zone
 * @param mostTouches to one contact; absent where the workspace's limit counts
 * @param since when a sequence was taken up again: what was due before is planned anew; absent while it was not
 * @param pausing contacts whose leaving pauses it, those left out who have left already
 */
public record Occasion(
        String campaignId,
        Status status,
        Instant deadline,
        boolean pressing,
        ZoneId zone,
        @Nullable Integer mostTouches,
        @Nullable Instant since,
        Set<String> pausing) {

    public Occasion {
        pausing = Set.copyOf(pausing);
    }

    /** A campaign that may touch a contact as often as the workspace allows. */
    public Occasion(String campaignId, Status status, Instant deadline, boolean pressing, ZoneId zone) {
        this(campaignId, status, deadline, pressing, zone, null, null, Set.of());
    }

    /** Returns what the gates look at in a campaign. */
    public static Occasion of(Campaign campaign, Brief brief) {
        boolean pressing = campaign.urgency().ignoresBusinessHours();
        return new Occasion(
                campaign.key().id(),
                campaign.status(),
                campaign.deadline(),
                pressing,
                brief.zone(),
                mostTouches(brief),
                campaign.sequenceOrStart().settledAt(),
                pausing(campaign, brief));
    }

    /** Returns it as it looks to a touch that is planned: while the campaign sends. */
    public Occasion sending() {
        return new Occasion(campaignId, Status.ACTIVE, deadline, pressing, zone, mostTouches, since, pausing);
    }

    /**
     * Returns whose leaving is to pause it now. Who has opted out of this very campaign has paused it then, and somebody has
     * decided since.
     *
     * @param reachable who is not to be left alone
     * @param answers to the campaign, by contact
     */
    public Set<String> left(Predicate<String> reachable, Map<String, Response> answers) {
        return pausing.stream()
                .filter(reachable.negate())
                .filter(id -> {
                    var answer = answers.get(id);
                    return answer == null || answer.answer() != Response.Answer.OPTED_OUT;
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns whether a touch that cannot go now is better planned anew, for somebody else, than kept waiting. */
    boolean replans() {
        return mostTouches != null;
    }

    private static Set<String> pausing(Campaign campaign, Brief brief) {
        return switch (brief) {
            case BidRequest _ -> Set.of();
            case AccountBrief account -> {
                var pausing = new TreeSet<>(account.pausing());
                pausing.removeAll(campaign.sequenceOrStart().gone());
                yield pausing;
            }
        };
    }

    private static @Nullable Integer mostTouches(Brief brief) {
        return switch (brief) {
            case BidRequest _ -> null;
            case AccountBrief account -> account.terms().maxTouches();
        };
    }
}
