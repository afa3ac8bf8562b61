package io.muster.functions.strategy.contacts;

import io.muster.domain.contact.Tier;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbers, dates and yes or no, in the ways in which people write them. */
final class Figures {
    private static final Pattern RATING =
            Pattern.compile("(?i)([0-9](?:[.,][0-9]+)?) ?(?:(?:/|out of) ?5(?:[.,]0)?)? ?(?:stars?|★|\\*)?");
    private static final Pattern SCORE = Pattern.compile("([0-9]{1,3}(?:[.,][0-9]+)?) ?(?:%|/ ?100)?");
    private static final Pattern COUNT = Pattern.compile(
            "(?i)\\(?([0-9]{1,9}|[0-9]{1,3}(?:[, ][0-9]{3}){1,2})(?:\\.0)?\\+?\\)? ?(?:reviews?|ratings?)?");
    private static final Pattern TIER = Pattern.compile("(?i)(?:tier|t|level)? ?#?([123])(?:\\.0)?");
    private static final String NO_ZONE = "is not a time zone like America/Chicago";
    private static final DateTimeFormatter US_DATE = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT);
    private static final Map<String, Boolean> YES_NO = yesNo();
    private static final Map<String, Tier> TIERS = Map.ofEntries(
            Map.entry("internal", Tier.INTERNAL),
            Map.entry("proven", Tier.INTERNAL),
            Map.entry("preferred", Tier.INTERNAL),
            Map.entry("prospect", Tier.PROSPECT),
            Map.entry("vetted", Tier.PROSPECT),
            Map.entry("general", Tier.GENERAL),
            Map.entry("pool", Tier.GENERAL),
            Map.entry("general pool", Tier.GENERAL));
    private static final Map<String, String> ZONES = Map.of(
            "eastern", "America/New_York",
            "central", "America/Chicago",
            "mountain", "America/Denver",
            "pacific", "America/Los_Angeles",
            "arizona", "America/Phoenix",
            "alaska", "America/Anchorage",
            "hawaii", "Pacific/Honolulu");

    private Figures() {}

    /** 0 to 5, from {@code "4.5 stars"}, {@code "4,5"}, {@code "4.5/5"}. */
    static double rating(String text) {
        return within(first(RATING, text, "is not a rating like 4.5"), 0, 5);
    }

    /** 0 to 100, from {@code "85"}, {@code "85%"}, {@code "85/100"}; rounded. */
    static int score(String text) {
        return (int) Math.round(within(first(SCORE, text, "is not a score from 0 to 100"), 0, 100));
    }

    /** A count, from {@code "37"}, {@code "(1,234)"}, {@code "37 reviews"}. */
    static int count(String text) {
        return Integer.parseInt(first(COUNT, text, "is not a number of reviews").replaceAll("[, ]", ""));
    }

    /** Degrees within the bound, in decimals. */
    static double degrees(String text, int bound) {
        if (!text.matches("[+-]?[0-9]{1,3}([.,][0-9]+)?")) {
            throw new BadCell("is not a number of degrees like 30.2672");
        }
        return within(text, -bound, bound);
    }

    static boolean yes(String text) {
        return Cells.word(text, YES_NO);
    }

    static Tier tier(String text) {
        var match = TIER.matcher(text);
        return match.matches() ? Tier.of(Integer.parseInt(match.group(1))) : Cells.word(text, TIERS);
    }

    /** An instant, or the beginning in UTC of a day like {@code 2026-03-01} or {@code 3/1/2026}. */
    static Instant moment(String text) {
        try {
            if (text.contains("T")) {
                return Instant.parse(text);
            }
            var day = text.contains("/") ? LocalDate.parse(text, US_DATE) : LocalDate.parse(text);
            return day.atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new BadCell("is not a date like 2026-03-01");
        }
    }

    /** A zone of the time zone database, or a US zone by its word. */
    static ZoneId zone(String text) {
        var word = text.toLowerCase(Locale.ROOT).replaceFirst(" (standard )?time$", "");
        var name = ZONES.getOrDefault(word, text);
        try {
            if (name.contains("/")) {
                return ZoneId.of(name);
            }
        } catch (DateTimeException e) {
            throw new BadCell(NO_ZONE);
        }
        throw new BadCell(NO_ZONE);
    }

    private static String first(Pattern pattern, String text, String otherwise) {
        var match = pattern.matcher(text);
        if (!match.matches()) {
            throw new BadCell(otherwise);
        }
        return match.group(1);
    }

    private static double within(String number, int least, int most) {
        double value = Double.parseDouble(number.replace(',', '.'));
        if (value < least || value > most) {
            throw new BadCell("must lie between " + least + " and " + most);
        }
        return value;
    }

    private static Map<String, Boolean> yesNo() {
        Map<String, Boolean> map = new HashMap<>();
        for (var word : new String[] {"yes", "y", "true", "t", "1", "x", "verified", "current", "active"}) {
            map.put(word, true);
        }
        for (var word : new String[] {"no", "n", "false", "f", "0", "unverified", "expired", "pending"}) {
            map.put(word, false);
        }
        return Map.copyOf(map);
    }
}
