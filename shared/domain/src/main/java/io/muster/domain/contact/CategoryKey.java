package io.muster.domain.contact;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a specialty is written as a category key: {@code "Lawn Care"} is {@code lawn-care}. */
public final class CategoryKey {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");

    private CategoryKey() {}

    /** Lower-case words joined by hyphens; empty when the text has no letter or digit. */
    public static String of(String specialty) {
        var joined = BETWEEN_WORDS.matcher(specialty.toLowerCase(Locale.ROOT)).replaceAll("-");
        return ENDS.matcher(joined).replaceAll("");
    }
}
