package io.muster.domain.strategy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when until when a campaign collects bids, and how urgent that is. */
public record Timeline(Urgency urgency, Instant start, Instant deadline) {

    public Timeline {
        if (!start.isBefore(deadline)) {
            throw new InvalidTimeline("The deadline " + deadline + " must be after the start " + start);
        }
    }

    /** Returns the timeline that the request's facts give a campaign starting at this moment. */
    public static Timeline of(TimelineRequest request, Instant start) {
        var length = length(request, start);
        var stated = request.urgency();
        return new Timeline(stated != null ? stated : Urgency.ofTimeline(length), start, start.plus(length));
    }

    public Duration length() {
        return Duration.between(start, deadline);
    }

    private static Duration length(TimelineRequest request, Instant start) {
        var completion = request.completionDeadline();
        if (completion != null) {
            return untilCompletion(Duration.between(start, completion), completion);
        }
        var hours = request.timelineHours();
        return hours != null ? ofHours(hours) : defaultLength(request.urgency());
    }

    private static Duration untilCompletion(Duration left, Instant completion) {
        if (left.isNegative() || left.isZero()) {
            throw new InvalidTimeline("completionDeadline " + completion + " has passed; state a later one");
        }
        long days = left.toDays();
        var mapped = Duration.ofHours(days <= 3 ? 6 : days <= 7 ? 24 : days <= 14 ? 72 : 120);
        return mapped.compareTo(left) < 0 ? mapped : left;
    }

    private static Duration ofHours(double hours) {
        return Duration.ofMillis(Math.max(1, Math.round(hours * 3_600_000)));
    }

    private static Duration defaultLength(@Nullable Urgency urgency) {
        return (urgency != null ? urgency : Urgency.STANDARD).defaultTimeline();
    }
}
