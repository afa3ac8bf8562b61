package io.muster.domain.campaign;

import io.muster.domain.strategy.Costs;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a bid campaign that never change once it is created: what the work is, where, for whom. Merged from the
 * request and the bid card; the request wins.
 *
 * @param title what messages call the project
 * @param projectType free words such as "lawn care"; drives the category match and the rate multipliers
 * @param categories category keys that contractors' specialties are matched with; never empty
 * @param place where the work is
 * @param zone the place's time zone: business hours are counted there
 * @param completionDeadline no deadline goes beyond it, however late a draft is launched
 * @param budgetMax shown in messages when present
 * @param groupBiddingProjects sibling projects offered together
 * @param costs given: the costed alternative decides the wave
 * @param requester who asked; alerted when the campaign is in danger, and sent the report
 */
public record BidRequest(
        String title,
        @Nullable String description,
        @Nullable String projectType,
        List<String> categories,
        Place place,
        ZoneId zone,
        @Nullable Instant completionDeadline,
        @Nullable Money budgetMax,
        List<String> groupBiddingProjects,
        @Nullable Costs costs,
        @Nullable Requester requester)
        implements Brief {

    public BidRequest {
        categories = List.copyOf(categories);
        groupBiddingProjects = List.copyOf(groupBiddingProjects);
    }

    /**
     * Where the work is: a state, or coordinates with a radius, or both.
     *
     * @param state two-letter code, upper case
     * @param radiusKm how far contractors may be from the coordinates, in kilometres
     */
    public record Place(
            @Nullable String city,
            @Nullable String state,
            @Nullable String postalCode,
            @Nullable String country,
            @Nullable Double latitude,
            @Nullable Double longitude,
            double radiusKm) {

        /** The radius where none is given, in kilometres. */
        public static final double DEFAULT_RADIUS_KM = 50;

        public Place {
            if (state == null && (latitude == null || longitude == null)) {
                throw new IllegalArgumentException("a place needs a state or coordinates");
            }
        }
    }

    /** Who asked for the bids. */
    public record Requester(@Nullable String name, String email) {}
}
