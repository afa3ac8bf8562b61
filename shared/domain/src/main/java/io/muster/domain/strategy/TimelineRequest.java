package io.muster.domain.strategy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its time; each part may be absent.
 *
 * @param completionDeadline when the work must be complete; outranks the hours
 * @param timelineHours hours to collect bids, above 0 and at most 2160
 * @param urgency label and channels; gives the time only when nothing else does
 */
public record TimelineRequest(
        @Nullable Instant completionDeadline,
        @Nullable Double timelineHours,
        @Nullable Urgency urgency) {

    public static final double LONGEST_HOURS = 2160;

    public static final TimelineRequest UNSTATED = new TimelineRequest(null, null, null);

    public TimelineRequest {
        if (timelineHours != null && !(timelineHours > 0 && timelineHours <= LONGEST_HOURS)) {
            throw new InvalidTimeline("timelineHours must be above 0 and at most 2160, not " + timelineHours);
        }
    }

    public static TimelineRequest hours(double timelineHours) {
        return new TimelineRequest(null, timelineHours, null);
    }

    public static TimelineRequest complete(Instant completionDeadline) {
        return new TimelineRequest(completionDeadline, null, null);
    }

    public TimelineRequest withUrgency(Urgency stated) {
        return new TimelineRequest(completionDeadline, timelineHours, stated);
    }

    /** Returns the moment meant by a completion deadline that is given as a date: the end of that day at the place. */
    public static Instant endOf(LocalDate date, ZoneId place) {
        return date.plusDays(1).atStartOfDay(place).toInstant();
    }
}
