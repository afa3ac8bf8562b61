package io.muster.domain.time;

import java.time.LocalTime;
import java.util.Objects;

/** A stretch of one day on the local clock, from inclusive to exclusive; midnight as its end means the day's end. */
public record Window(LocalTime from, LocalTime to) {

    public static final Window WHOLE_DAY = new Window(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    public Window {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
            throw new IllegalArgumentException("A window must end after it begins: " + from + "-" + to);
        }
    }

    public static Window of(int fromHour, int toHour) {
        return new Window(LocalTime.of(fromHour, 0), LocalTime.of(toHour % 24, 0));
    }

    boolean endsWithTheDay() {
        return to.equals(LocalTime.MIDNIGHT);
    }

    boolean endsBy(LocalTime other) {
        return !endsWithTheDay() && !to.isAfter(other);
    }
}
