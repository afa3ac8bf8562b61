package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How moments, money, chances and names from the API are told to people. */
final class Words {

    private static final DateTimeFormatter OF_DAYS = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter OF_WEEKS = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm", Locale.ENGLISH);

    private final DateTimeFormatter moments;

    Words(ZoneId zone) {
        this(zone, OF_DAYS);
    }

    private Words(ZoneId zone, DateTimeFormatter pattern) {
        this.moments = pattern.withZone(zone);
    }

    /** Returns the words of a campaign: its moments are told in the zone where the work is. */
    static Words of(JsonNode campaign) {
        return in(campaign.path("request").path("zone"), campaign.path("kind"));
    }

    /** Returns the words of a preview, which are told where the work would be. */
    static Words ofPreview(JsonNode preview) {
        return in(preview.path("zone"), preview.path("kind"));
    }

    private static Words in(JsonNode zone, JsonNode kind) {
        try {
            var pattern = kind.asText().equals("account") ? OF_WEEKS : OF_DAYS;
            return new Words(ZoneId.of(zone.asText("UTC")), pattern);
        } catch (DateTimeException e) {
            return new Words(ZoneOffset.UTC);
        }
    }

    String moment(JsonNode instant) {
        return moment(Instant.parse(instant.asText()));
    }

    String moment(Instant instant) {
        return moments.format(instant);
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String money(JsonNode amount) {
        if (!amount.hasNonNull("amount")) {
            return "";
        }
        var currency = amount.path("currency").asText();
        var value = new BigDecimal(amount.path("amount").asText()).stripTrailingZeros();
        var figure = String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
        return currency.equals("USD") ? "$" + figure : figure + " " + currency;
    }

    static String hours(Duration duration) {
        return number(duration.toMinutes() / 60.0) + " h";
    }

    /** Returns the number in a tier's name, however the API spells it. */
    static int tier(String name) {
        return name.isEmpty() ? 0 : Character.digit(name.charAt(name.length() - 1), 10);
    }

    static String tierName(int tier) {
        return switch (tier) {
            case 1 -> "1 proven";
            case 2 -> "2 vetted";
            case 3 -> "3 general pool";
            default -> "?";
        };
    }

    /** Returns a count with its noun. */
    static String count(int number, String noun) {
        return count(number, noun, noun + "s");
    }

    /** Returns a count with its noun, whose plural is no matter of an s. */
    static String count(int number, String noun, String nouns) {
        return number + " " + (number == 1 ? noun : nouns);
    }

    /** Returns a name of the API as words. */
    static String plain(String name) {
        return name.replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
    }

    /** Breaks a text that begins at a column before it reaches the end, and sets what follows below at another column. */
    static String wrapped(String text, int begin, int below, int end) {
        var wrapped = new StringBuilder();
        int column = begin;
        for (var word : text.split(" ", -1)) {
            if (column + word.length() >= end) {
                wrapped.append("\n").append(" ".repeat(below));
                column = below;
            } else if (!wrapped.isEmpty()) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.toString();
    }

    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
