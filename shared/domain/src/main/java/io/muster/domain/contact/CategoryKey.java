package io.muster.domain.contact;

import java.util.Locale;

/** How a specialty is written as a category key: {@code "Lawn Care"} is {@code lawn-care}. */
public final class CategoryKey {
    private CategoryKey() {}

    /** Lower-case words joined by hyphens; empty when the text has no letter or digit. */
    public static String of(String specialty) {
        return specialty
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+|-+$", "");
    }
}
