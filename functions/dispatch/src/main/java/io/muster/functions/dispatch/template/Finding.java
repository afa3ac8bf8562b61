package io.muster.functions.dispatch.template;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a template.
 *
 * @param message what is wrong, with the line where there is one
 * @param allowed what would be right, where that can be said
 */
public record Finding(Part part, String message, @Nullable String allowed) {

    /** Returns a finding at an offset of a part's source. */
    static Finding at(Part part, String source, int offset, String message, @Nullable String allowed) {
        long line =
                1 + source.substring(0, offset).chars().filter(c -> c == '\n').count();
        return new Finding(part, message + " (line " + line + ")", allowed);
    }
}
