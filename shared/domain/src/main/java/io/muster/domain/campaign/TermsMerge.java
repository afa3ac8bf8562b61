package io.muster.domain.campaign;

import io.muster.domain.campaign.Merged.Fault;
import io.muster.domain.contact.TimeZones;
import io.muster.domain.contact.UsState;
import io.muster.domain.selection.Categories;
import io.muster.domain.strategy.InvalidTimeline;
import io.muster.domain.strategy.StrategyRequest;
import io.muster.domain.strategy.Timeline;
import io.muster.domain.strategy.TimelineRequest;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a campaign's terms of wishes: fills in what follows from the rest, and notes all that is wrong. */
final class TermsMerge {

    private static final int DATE_LENGTH = "2026-05-01".length();

    private final String bidCardId;
    private final BidWishes wishes;
    private final Categories known;
    private final Instant at;
    private final List<Fault> faults = new ArrayList<>();

    TermsMerge(String bidCardId, BidWishes wishes, Categories known, Instant at) {
        this.bidCardId = bidCardId;
        this.wishes = wishes;
        this.known = known;
        this.at = at;
    }

    Merged merged() {
        var categories = categories();
        var place = place();
        var zone = place == null ? ZoneOffset.UTC : zone(place);
        var completion = completion(zone);
        var start = wishes.startAt() != null && wishes.startAt().isAfter(at) ? wishes.startAt() : at;
        var timeline = timeline(completion, start);
        if (place == null || timeline == null || !faults.isEmpty()) {
            return new Merged.Invalid(faults);
        }
        var channels = wishes.channels();
        return new CampaignTerms(
                bidCardId,
                at,
                request(categories, place, zone, completion),
                orElse(wishes.bidsNeeded(), CampaignTerms.USUAL_NEEDED),
                orElse(wishes.confidence(), StrategyRequest.USUAL_CONFIDENCE),
                timeline.urgency(),
                channels.isEmpty() ? usual(timeline) : channels,
                start,
                timeline.deadline(),
                orElse(wishes.draft(), false));
    }

    private BidRequest request(
            List<String> categories, BidRequest.Place place, ZoneId zone, @Nullable Instant completion) {
        return new BidRequest(
                orElse(wishes.title(), orElse(wishes.projectType(), String.join(", ", categories))),
                wishes.description(),
                wishes.projectType(),
                categories,
                place,
                zone,
                completion,
                wishes.budgetMax(),
                wishes.groupBiddingProjects(),
                wishes.costs(),
                wishes.requester());
    }

    /** The categories stated, else those that the project's type speaks of. */
    private List<String> categories() {
        var stated = wishes.categories();
        var type = wishes.projectType();
        var categories = !stated.isEmpty()
                ? stated.stream()
                        .map(Categories::key)
                        .filter(key -> !key.isEmpty())
                        .distinct()
                        .toList()
                : type == null ? List.<String>of() : known.of(type);
        if (categories.isEmpty()) {
            wrong("projectType", "is required where no categories are given", "words such as lawn care");
        }
        return categories;
    }

    private BidRequest.@Nullable Place place() {
        var location = wishes.location();
        if (location == null || !location.locates()) {
            wrong("location", "is required in the request or on the bid card", "a state, or latitude and longitude");
            return null;
        }
        if ((location.latitude() == null) != (location.longitude() == null)) {
            wrong("location.latitude", "is only half of the coordinates", "latitude and longitude together");
            return null;
        }
        return new BidRequest.Place(
                location.city(),
                state(location),
                location.postalCode(),
                location.country(),
                location.latitude(),
                location.longitude(),
                orElse(location.radiusKm(), BidRequest.Place.DEFAULT_RADIUS_KM));
    }

    private @Nullable String state(BidWishes.Location location) {
        var text = location.state();
        if (text == null || !orElse(location.country(), "US").equals("US")) {
            return text == null ? null : text.toUpperCase(Locale.ROOT);
        }
        var state = UsState.of(text);
        if (state.isEmpty()) {
            wrong("location.state", "is not a state of the US", "a code such as TX, or another country");
        }
        return state.map(Enum::name).orElse(text);
    }

    /** Where the place does not tell, the sun does: fifteen degrees are an hour. */
    private static ZoneId zone(BidRequest.Place place) {
        var known = TimeZones.of(
                new io.muster.domain.contact.Place(
                        place.city(),
                        place.state(),
                        place.postalCode(),
                        place.country(),
                        place.latitude(),
                        place.longitude(),
                        null),
                null);
        var longitude = place.longitude();
        return known.orElseGet(
                () -> longitude == null ? ZoneOffset.UTC : ZoneOffset.ofHours((int) Math.round(longitude / 15)));
    }

    private @Nullable Instant completion(ZoneId zone) {
        var text = wishes.completionDeadline();
        if (text == null) {
            return null;
        }
        try {
            return text.length() == DATE_LENGTH
                    ? TimelineRequest.endOf(LocalDate.parse(text), zone)
                    : Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            wrong("completionDeadline", "is neither a date nor an instant", "such as 2026-05-01");
            return null;
        }
    }

    private @Nullable Timeline timeline(@Nullable Instant completion, Instant start) {
        try {
            return Timeline.of(new TimelineRequest(completion, wishes.timelineHours(), wishes.urgency()), start);
        } catch (InvalidTimeline invalid) {
            var field = completion == null ? "timelineHours" : "completionDeadline";
            var allowed = completion == null ? "above 0 and at most 2160" : "a moment after " + start;
            wrong(field, Objects.requireNonNull(invalid.getMessage()), allowed);
            return null;
        }
    }

    private static List<Channel> usual(Timeline timeline) {
        return timeline.urgency().defaultChannels().stream().sorted().toList();
    }

    private void wrong(String field, String message, @Nullable String allowed) {
        faults.add(new Fault(field, message, allowed));
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value != null ? value : otherwise;
    }
}
