package io.muster.domain.campaign;

import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wave ready to be written: its touches in slices, and the plan that says why.
 *
 * @param slices none when nobody is asked
 */
public record Wave(List<Slice> slices, WavePlan plan) {

    /** A wave is written in one transaction, with what belongs to it: so many slices of ten fit. */
    static final int LARGEST = 800;

    public Wave {
        slices = List.copyOf(slices);
    }

    /** What a wave is worth, as the engine found. */
    record Outcome(
            double pSuccess,
            boolean feasible,
            @Nullable Integer missing,
            List<String> risks,
            List<String> recommendations) {}

    /** Returns the wave that asks the chosen, each on its first channel, at its first open hour. */
    static Wave of(
            CampaignState state,
            Instant at,
            Instant deadline,
            List<Prospect> chosen,
            Eligible eligible,
            Outcome outcome) {
        int number = state.campaign().waves() + 1;
        var touches = chosen.stream()
                .map(prospect -> touch(state, eligible, prospect, at, deadline))
                .toList();
        var contacts = new EnumMap<Tier, Integer>(Tier.class);
        var reasons = new LinkedHashMap<String, String>();
        for (var prospect : chosen) {
            int rank = contacts.merge(prospect.tier(), 1, Integer::sum);
            reasons.put(prospect.contactId(), reason(prospect, rank));
        }
        var plan = new WavePlan(
                touches.isEmpty() ? 0 : number,
                contacts,
                reasons,
                eligible.counts(),
                outcome.pSuccess(),
                outcome.feasible(),
                outcome.missing(),
                outcome.risks(),
                outcome.recommendations());
        return new Wave(Slice.of(number, touches), plan);
    }

    private static Touch touch(
            CampaignState state, Eligible eligible, Prospect prospect, Instant at, Instant deadline) {
        var channel = eligible.channel(state, prospect);
        return planned(
                        state,
                        prospect.contactId(),
                        prospect.tier(),
                        channel,
                        Touch.Kind.INVITATION,
                        at,
                        deadline,
                        prospect.zone())
                .knowing(Ranking.earlier(prospect));
    }

    /** Returns a touch at the contact's first open hour; where that is after the deadline, a task for a person now. */
    static Touch planned(
            CampaignState state,
            String contactId,
            Tier tier,
            Channel channel,
            Touch.Kind kind,
            Instant at,
            Instant deadline,
            @Nullable ZoneId zone) {
        var first = Reachable.next(state, channel, zone, at);
        return first.isBefore(deadline)
                ? Touch.planned(contactId, tier, channel, kind, first)
                : Touch.planned(contactId, tier, Channel.MANUAL, kind, at);
    }

    private static String reason(Prospect prospect, int rank) {
        var past = prospect.past();
        var history = past.asked() > 0 ? past.bids() + " bids in " + past.asked() + " campaigns" : "no history";
        return "tier " + prospect.tier().number() + ", rank " + rank + ": " + history
                + (prospect.leadScore() == null ? "" : ", lead score " + prospect.leadScore())
                + (prospect.rating() == null ? "" : ", rating " + prospect.rating());
    }
}
