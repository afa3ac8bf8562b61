package io.muster.domain.campaign;

import io.muster.domain.campaign.BidRequest.Requester;
import io.muster.domain.strategy.Costs;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bid card or a request says of the bids that are wanted; any part may be absent, and an empty list is. {@link CampaignTerms#of} makes
 * a campaign's terms of the two.
 *
 * @param projectType free words, such as "lawn care"
 * @param location where the work is, or only what differs from where the card says it is
 * @param timelineHours hours to collect bids, above 0 and at most 2160
 * @param completionDeadline when the work must be complete: an ISO-8601 instant, or a date, which means the end of that
 *     day at the place
 */
public record BidWishes(
        @Nullable String title,
        @Nullable String description,
        @Nullable String projectType,
        List<String> categories,
        @Nullable Location location,
        @Nullable Integer bidsNeeded,
        @Nullable Double timelineHours,
        @Nullable Urgency urgency,
        @Nullable String completionDeadline,
        @Nullable Money budgetMax,
        List<Channel> channels,
        @Nullable Double confidence,
        List<String> groupBiddingProjects,
        @Nullable Instant startAt,
        @Nullable Boolean draft,
        @Nullable Costs costs,
        @Nullable Requester requester) {

    /** Says nothing. */
    public static final BidWishes NONE = new BidWishes(
            null, null, null, List.of(), null, null, null, null, null, null, List.of(), null, List.of(), null, null,
            null, null);

    public BidWishes {
        categories = List.copyOf(categories);
        channels = List.copyOf(channels);
        groupBiddingProjects = List.copyOf(groupBiddingProjects);
    }

    /** Returns wishes that say how many bids are wanted, and with which chance, and nothing else. */
    public static BidWishes goal(int bidsNeeded, double confidence) {
        return new BidWishes(
                null,
                null,
                null,
                List.of(),
                null,
                bidsNeeded,
                null,
                null,
                null,
                null,
                List.of(),
                confidence,
                List.of(),
                null,
                null,
                null,
                null);
    }

    /**
     * Returns these wishes where they say something, and the others elsewhere. The two ways to state the time are one
     * thing: whoever states either of them decides it.
     */
    public BidWishes over(BidWishes others) {
        var time = timelineHours != null || completionDeadline != null ? this : others;
        return new BidWishes(
                first(title, others.title),
                first(description, others.description),
                first(projectType, others.projectType),
                categories.isEmpty() ? others.categories : categories,
                location == null ? others.location : location.over(others.location),
                first(bidsNeeded, others.bidsNeeded),
                time.timelineHours,
                first(urgency, others.urgency),
                time.completionDeadline,
                first(budgetMax, others.budgetMax),
                channels.isEmpty() ? others.channels : channels,
                first(confidence, others.confidence),
                groupBiddingProjects.isEmpty() ? others.groupBiddingProjects : groupBiddingProjects,
                first(startAt, others.startAt),
                first(draft, others.draft),
                first(costs, others.costs),
                first(requester, others.requester));
    }

    private static <T> @Nullable T first(@Nullable T mine, @Nullable T other) {
        return mine != null ? mine : other;
    }

    /**
     * Where the work is, as far as it was said.
     *
     * @param radiusKm how far contractors may be from the coordinates, in kilometres
     */
    public record Location(
            @Nullable String city,
            @Nullable String state,
            @Nullable String postalCode,
            @Nullable String country,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable Double radiusKm) {

        /** Returns whether contractors can be found for it. */
        boolean locates() {
            return state != null || (latitude != null && longitude != null);
        }

        /** A location of its own stands alone but for the radius; one that locates nothing only refines the other. */
        Location over(@Nullable Location other) {
            if (other == null) {
                return this;
            }
            var radius = first(radiusKm, other.radiusKm);
            if (locates()) {
                return new Location(city, state, postalCode, country, latitude, longitude, radius);
            }
            return new Location(
                    first(city, other.city),
                    other.state,
                    first(postalCode, other.postalCode),
                    first(country, other.country),
                    other.latitude,
                    other.longitude,
                    radius);
        }
    }
}
