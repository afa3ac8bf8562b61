package io.muster.aws.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: opaque to callers, and naming no partition, so that a cursor of one workspace is harmless in
 * another.
 *
 * @param limit how many to answer, 1 to 100
 * @param after the sort key of the last one answered
 */
public record Cursor(int limit, @Nullable String after) {

    /** The most that one page holds. */
    public static final int MOST = 100;

    private static final int DEFAULT = 50;
    private static final int LONGEST = 256;

    /** Returns what {@code limit} and {@code cursor} of a request say about a list of this name. */
    public static Cursor of(ApiRequest request, String list) {
        return new Cursor(
                limit(request),
                request.query("cursor").map(text -> decoded(text, list)).orElse(null));
    }

    /** Returns the text that goes on after this sort key in the list of this name. */
    public static String next(String list, String sortKey) {
        var plain = list + "\n" + sortKey;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #next}, where there may be no more. */
    public static @Nullable String nextOrNull(String list, @Nullable String sortKey) {
        return sortKey == null ? null : next(list, sortKey);
    }

    private static int limit(ApiRequest request) {
        var text = request.query("limit").orElse(Integer.toString(DEFAULT));
        if (!text.matches("-?[0-9]+")) {
            throw badLimit("is not a whole number");
        }
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
        if (limit < 1 || limit > MOST) {
            throw badLimit("is out of range");
        }
        return limit;
    }

    private static ProblemException badLimit(String message) {
        return Problem.invalid("limit", message, "1 to " + MOST).thrown();
    }

    private static String decoded(String text, String list) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var after = plain.startsWith(list + "\n") ? plain.substring(list.length() + 1) : "";
            if (!after.isEmpty() && after.length() <= LONGEST) {
                return after;
            }
        } catch (IllegalArgumentException notBase64) {
            throw badCursor();
        }
        throw badCursor();
    }

    private static ProblemException badCursor() {
        return Problem.invalid("cursor", "is not one of this list", "the next of an earlier answer")
                .thrown();
    }
}
