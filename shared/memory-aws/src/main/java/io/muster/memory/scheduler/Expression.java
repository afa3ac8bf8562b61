package io.muster.memory.scheduler;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a schedule is due: once, at a rate, or by a calendar. */
sealed interface Expression {
    Pattern AT = Pattern.compile("at\\((\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)\\)");
    Pattern RATE = Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)s?\\)");
    Pattern CRON = Pattern.compile("cron\\((.*)\\)");

    /** Once. */
    record At(LocalDateTime moment) implements Expression {}

    /** Again and again, counted from the start. */
    record Rate(Duration period) implements Expression {}

    /** By the calendar. */
    record Calendar(Cron cron) implements Expression {}

    /** Returns the expression that the text is, or throws {@link IllegalArgumentException}. */
    static Expression of(String text) {
        var at = AT.matcher(text);
        if (at.matches()) {
            return at(at.group(1));
        }
        var rate = RATE.matcher(text);
        if (rate.matches()) {
            return rate(Long.parseLong(rate.group(1)), rate.group(2));
        }
        var cron = CRON.matcher(text);
        if (cron.matches()) {
            return new Calendar(Cron.of(cron.group(1)));
        }
        throw new IllegalArgumentException("neither at, rate nor cron");
    }

    private static Expression at(String moment) {
        try {
            return new At(LocalDateTime.parse(moment));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no such moment", e);
        }
    }

    private static Expression rate(long value, String unit) {
        if (value == 0) {
            throw new IllegalArgumentException("a rate is positive");
        }
        return new Rate(
                switch (unit) {
                    case "minute" -> Duration.ofMinutes(value);
                    case "hour" -> Duration.ofHours(value);
                    default -> Duration.ofDays(value);
                });
    }

    /**
     * Returns the first occurrence of a recurring expression after a moment; a one-off one has its moment, whatever the
     * other is.
     *
     * @param start from when a rate is counted
     */
    default Optional<Instant> next(Instant after, Instant start, ZoneId zone) {
        return switch (this) {
            case At(var moment) -> Optional.of(moment.atZone(zone).toInstant());
            case Rate(var period) -> {
                var passed = Duration.between(start, after);
                var periods = passed.isNegative() ? 0 : passed.dividedBy(period) + 1;
                yield Optional.of(start.plus(period.multipliedBy(periods)));
            }
            case Calendar(var cron) -> cron.next(after, zone);
        };
    }
}
