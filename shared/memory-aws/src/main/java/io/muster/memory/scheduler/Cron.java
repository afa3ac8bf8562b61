package io.muster.memory.scheduler;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * AWS's cron with six fields: minutes, hours, day of month, month, day of week (1 is Sunday), year; with lists, ranges,
 * steps, names, {@code ?}, {@code L}, {@code W} and {@code #}. A local time that a shift of the clocks skips does not
 * fire; one that it repeats fires once.
 */
record Cron(BitSet minutes, BitSet hours, Predicate<LocalDate> days, BitSet months, BitSet years) {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    /** Returns what the six fields mean, or throws {@link IllegalArgumentException}. */
    static Cron of(String text) {
        var fields = text.trim().toUpperCase(Locale.ROOT).split("\\s+", -1);
        if (fields.length != 6) {
            throw new IllegalArgumentException("cron has six fields");
        }
        if (fields[2].equals("?") == fields[4].equals("?")) {
            throw new IllegalArgumentException("exactly one of day of month and day of week is ?");
        }
        var days = fields[2].equals("?") ? weekdays(fields[4]) : monthDays(fields[2]);
        return new Cron(
                numbers(fields[0], 0, 59, List.of()),
                numbers(fields[1], 0, 23, List.of()),
                days,
                numbers(fields[3], 1, 12, MONTHS),
                numbers(fields[5], FIRST_YEAR, LAST_YEAR, List.of()));
    }

    private static BitSet numbers(String field, int least, int most, List<String> names) {
        var set = new BitSet();
        for (var part : field.split(",", -1)) {
            var step = part.split("/", 2);
            var range = step[0].split("-", 2);
            var all = step[0].equals("*");
            var from = all ? least : number(range[0], least, most, names);
            var to = all || (step.length == 2 && range.length == 1)
                    ? most
                    : number(range[range.length - 1], least, most, names);
            var by = step.length == 2 ? number(step[1], 1, most, List.of()) : 1;
            if (from > to) {
                throw new IllegalArgumentException("a range goes upwards");
            }
            for (int value = from; value <= to; value += by) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String text, int least, int most, List<String> names) {
        var named = names.indexOf(text);
        var value = named >= 0 ? named + 1 : Integer.parseInt(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException(text + " is not within " + least + " to " + most);
        }
        return value;
    }

    private static Predicate<LocalDate> monthDays(String field) {
        if (field.equals("L")) {
            return day -> day.getDayOfMonth() == day.lengthOfMonth();
        }
        if (field.equals("LW")) {
            return day -> day.equals(nearestWeekday(day, day.lengthOfMonth()));
        }
        if (field.endsWith("W")) {
            var wanted = number(field.substring(0, field.length() - 1), 1, 31, List.of());
            return day -> wanted <= day.lengthOfMonth() && day.equals(nearestWeekday(day, wanted));
        }
        var wanted = numbers(field, 1, 31, List.of());
        return day -> wanted.get(day.getDayOfMonth());
    }

    private static LocalDate nearestWeekday(LocalDate month, int dayOfMonth) {
        var day = month.withDayOfMonth(dayOfMonth);
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> dayOfMonth == 1 ? day.plusDays(2) : day.minusDays(1);
            case SUNDAY -> dayOfMonth == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }

    private static Predicate<LocalDate> weekdays(String field) {
        if (field.contains("#")) {
            var parts = field.split("#", 2);
            var nth = number(parts[1], 1, 5, List.of());
            var weekday = weekday(number(parts[0], 1, 7, WEEKDAYS));
            return day -> day.getDayOfWeek() == weekday && (day.getDayOfMonth() + 6) / 7 == nth;
        }
        if (field.equals("L")) {
            return day -> day.getDayOfWeek() == DayOfWeek.SATURDAY;
        }
        if (field.endsWith("L")) {
            var weekday = weekday(number(field.substring(0, field.length() - 1), 1, 7, WEEKDAYS));
            return day -> day.equals(day.with(TemporalAdjusters.lastInMonth(weekday)));
        }
        var wanted = numbers(field, 1, 7, WEEKDAYS);
        return day -> wanted.get(day.getDayOfWeek().getValue() % 7 + 1);
    }

    private static DayOfWeek weekday(int sundayFirst) {
        return sundayFirst == 1 ? DayOfWeek.SUNDAY : DayOfWeek.of(sundayFirst - 1);
    }

    /** Returns the first occurrence after a moment, or nothing if the years run out. */
    Optional<Instant> next(Instant after, ZoneId zone) {
        var local = LocalDateTime.ofInstant(after, zone);
        for (var day = local.toLocalDate(); day.getYear() <= LAST_YEAR; day = nextDay(day)) {
            if (months.get(day.getMonthValue()) && days.test(day)) {
                var found = within(day, after, zone);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private LocalDate nextDay(LocalDate day) {
        if (years.get(day.getYear())) {
            return day.plusDays(1);
        }
        var year = years.nextSetBit(day.getYear());
        return LocalDate.of(year < 0 ? LAST_YEAR + 1 : year, 1, 1);
    }

    private Optional<Instant> within(LocalDate day, Instant after, ZoneId zone) {
        if (!years.get(day.getYear())) {
            return Optional.empty();
        }
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                var local = LocalDateTime.of(day, LocalTime.of(hour, minute));
                var moment = local.atZone(zone);
                if (moment.toLocalDateTime().equals(local) && moment.toInstant().isAfter(after)) {
                    return Optional.of(moment.toInstant());
                }
            }
        }
        return Optional.empty();
    }
}
