package io.muster.domain.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much a title weighs: whole words, in any case and punctuation, the best match wins, but for a vice president, who is
 * no president.
 */
public enum TitlePriority {
    HEAD_OF_COMPANY(100, "ceo|chief executive officer|chief executive|founder|cofounder|owner|coowner|president"),
    OFFICER(95, "cto|cio|cfo|coo|chief( [\\p{L}\\p{N}]+){1,4} officer"),
    VICE_PRESIDENT(80, "s?vp|evp|avp|vice president"),
    HEAD(75, "head of"),
    DIRECTOR(70, "director"),
    MANAGER(50, "manager"),
    LEAD(40, "lead");

    /** What a title weighs that says nothing of these, and no title at all. */
    public static final int UNKNOWN = 10;

    private static final List<TitlePriority> BEST_FIRST = Arrays.asList(values());
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** The owner's assistant is no owner. */
    private static final Pattern OF_SOMEBODY = Pattern.compile("\\p{L}+'s\\b");

    /** This prefix makes another word: an ex-president is none, while a co-president is one. */
    private static final Pattern PREFIX = Pattern.compile("\\b(ex)[- ]");

    private final int weight;
    private final Pattern words;

    TitlePriority(int weight, String words) {
        this.weight = weight;
        this.words = Pattern.compile("(^| )(" + words + ")( |$)");
    }

    /** Returns what a title weighs, {@link #UNKNOWN} to 100. */
    public static int of(@Nullable String title) {
        if (title == null) {
            return UNKNOWN;
        }
        var words = OF_SOMEBODY
                .matcher(title.replace(".", "").replace('\u2019', '\'').toLowerCase(Locale.ROOT))
                .replaceAll(" ");
        var plain = BETWEEN_WORDS
                .matcher(PREFIX.matcher(words).replaceAll("$1"))
                .replaceAll(" ")
                .strip();
        var noPresident = VICE_PRESIDENT.words.matcher(plain).replaceAll("$1vp$3");
        return BEST_FIRST.stream()
                .filter(priority -> priority.words.matcher(noPresident).find())
                .findFirst()
                .map(priority -> priority.weight)
                .orElse(UNKNOWN);
    }
}
