package io.muster.domain.touch;

import io.muster.domain.reply.Look;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has looked at a mail so far: first moments, so that looks may come twice and in any order. It is no answer, whoever
 * looked, and no part of where the touch stands.
 *
 * @param openedAt when somebody opened it first (business time); absent while nobody has
 * @param clickedAt when somebody followed a link in it first (business time)
 * @param scanned whether a scanner or a proxy looked, which is nobody's interest
 */
public record Looks(@Nullable Instant openedAt, @Nullable Instant clickedAt, boolean scanned) {

    /** Nobody has. */
    public static final Looks NONE = new Looks(null, null, false);

    /** What somebody does who looks. */
    public enum What {
        OPENED,
        CLICKED
    }

    /** Returns these looks and one more. */
    public Looks and(What what, Look by, Instant at) {
        return switch (by) {
            case MACHINE -> new Looks(openedAt, clickedAt, true);
            case PERSON ->
                switch (what) {
                    case OPENED -> new Looks(first(openedAt, at), clickedAt, scanned);
                    case CLICKED -> new Looks(openedAt, first(clickedAt, at), scanned);
                };
        };
    }

    private static Instant first(@Nullable Instant known, Instant at) {
        return known == null || at.isBefore(known) ? at : known;
    }
}
