package io.muster.domain.contact;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The order in which contractors of a tier are asked, as a text that sorts that way: the chance to bid, then the lead
 * score, then the rating, each best first and unknown last, then the id.
 */
public final class Rank {

    private static final int PARTS = 99_999;

    private Rank() {}

    /**
     * Returns the rank of a contractor; ascending text is descending worth.
     *
     * @param chance its mean chance to bid, 0 to 1
     * @param leadScore 0 to 100
     * @param rating 0 to 5
     */
    public static String key(double chance, @Nullable Integer leadScore, @Nullable Double rating, String contactId) {
        return String.format(
                Locale.ROOT,
                "%05d.%03d.%03d.%s",
                PARTS - Math.round(Math.clamp(chance, 0, 1) * PARTS),
                leadScore == null ? 101 : 100 - leadScore,
                rating == null ? 501 : 500 - Math.round(rating * 100),
                contactId);
    }
}
