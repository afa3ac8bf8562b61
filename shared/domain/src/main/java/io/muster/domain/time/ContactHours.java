package io.muster.domain.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The weekly hours in which a contact may be reached, at its own place, so that chances and check-ins run on the clock
 * of hours that count. A local time that a clock change skips becomes the moment of the change; one that happens twice
 * means its first time.
 */
public record ContactHours(ZoneId zone, Map<DayOfWeek, List<Window>> week) {

    private static final double NANOS_PER_HOUR = 3_600e9;
    private static final int DAYS_LOOKED_AHEAD = 370;

    /** Every hour counts. */
    public static final ContactHours ALWAYS = daily(ZoneOffset.UTC, Window.WHOLE_DAY);

    public ContactHours {
        var copy = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
        week.forEach((day, windows) -> {
            if (!windows.isEmpty()) {
                copy.put(day, inOrder(day, windows));
            }
        });
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("Contact hours need at least one window in the week");
        }
        week = Collections.unmodifiableMap(copy);
    }

    /** Returns weekdays 09:00 to 17:00 at the given place. */
    public static ContactHours business(ZoneId zone) {
        var week = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (day.compareTo(DayOfWeek.FRIDAY) <= 0) {
                week.put(day, List.of(Window.of(9, 17)));
            }
        }
        return new ContactHours(zone, week);
    }

    /** Returns the same window on every day of the week. */
    public static ContactHours daily(ZoneId zone, Window window) {
        var week = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, List.of(window));
        }
        return new ContactHours(zone, week);
    }

    /** Returns whether the contact may be reached at this moment. */
    public boolean open(Instant at) {
        return nextOpen(at).equals(at);
    }

    /** Returns this moment if it is open, else the first one after it that is. */
    public Instant nextOpen(Instant at) {
        return firstSpanEndingAfter(at).startingAt(at).from();
    }

    /** Returns the open hours between two moments, 0 when the second is not later. */
    public double hoursBetween(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return 0;
        }
        if (allTheTime()) {
            return hours(Duration.between(from, to));
        }
        var total = Duration.ZERO;
        var last = date(to);
        for (var date = date(from); !date.isAfter(last); date = date.plusDays(1)) {
            for (var window : windowsOn(date)) {
                total = total.plus(spanOn(date, window).within(from, to));
            }
        }
        return hours(total);
    }

    /** Returns the moment at which so many open hours have passed; for 0 hours the next open moment. */
    public Instant plusOpenHours(Instant from, double hours) {
        if (!(hours >= 0) || Double.isInfinite(hours)) {
            throw new IllegalArgumentException("Hours to add must be finite and not negative, not " + hours);
        }
        var left = Duration.ofNanos(Math.round(hours * NANOS_PER_HOUR));
        if (allTheTime()) {
            return from.plus(left);
        }
        var at = from;
        while (true) {
            var span = firstSpanEndingAfter(at).startingAt(at);
            if (left.compareTo(span.length()) <= 0) {
                return span.from().plus(left);
            }
            left = left.minus(span.length());
            at = span.to();
        }
    }

    private boolean allTheTime() {
        return week.size() == DayOfWeek.values().length
                && week.values().stream().allMatch(List.of(Window.WHOLE_DAY)::equals);
    }

    private Span firstSpanEndingAfter(Instant at) {
        var date = date(at);
        for (int day = 0; day < DAYS_LOOKED_AHEAD; day++, date = date.plusDays(1)) {
            for (var window : windowsOn(date)) {
                var span = spanOn(date, window);
                if (span.to().isAfter(at) && span.from().isBefore(span.to())) {
                    return span;
                }
            }
        }
        throw new IllegalStateException("No open hour within a year after " + at + " in " + zone);
    }

    private List<Window> windowsOn(LocalDate date) {
        return week.getOrDefault(date.getDayOfWeek(), List.of());
    }

    private Span spanOn(LocalDate date, Window window) {
        var end = window.endsWithTheDay() ? date.plusDays(1).atTime(LocalTime.MIDNIGHT) : date.atTime(window.to());
        return new Span(instant(date.atTime(window.from())), instant(end));
    }

    private Instant instant(LocalDateTime local) {
        var skipped = zone.getRules().getTransition(local);
        return skipped != null && skipped.isGap()
                ? skipped.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private LocalDate date(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private static double hours(Duration duration) {
        return duration.getSeconds() / 3_600.0 + duration.getNano() / NANOS_PER_HOUR;
    }

    private static List<Window> inOrder(DayOfWeek day, List<Window> windows) {
        var sorted =
                windows.stream().sorted((a, b) -> a.from().compareTo(b.from())).toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (!sorted.get(i - 1).endsBy(sorted.get(i).from())) {
                throw new IllegalArgumentException("Windows overlap on " + day + ": " + sorted);
            }
        }
        return sorted;
    }

    private record Span(Instant from, Instant to) {

        Span startingAt(Instant at) {
            return at.isAfter(from) ? new Span(at, to) : this;
        }

        Duration length() {
            return Duration.between(from, to);
        }

        Duration within(Instant start, Instant end) {
            var a = from.isAfter(start) ? from : start;
            var b = to.isBefore(end) ? to : end;
            return a.isBefore(b) ? Duration.between(a, b) : Duration.ZERO;
        }
    }
}
