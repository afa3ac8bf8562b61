package io.muster.domain.campaign;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people are told of them, so that a message and a reason call the same one by the same words. */
public final class Moments {

    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("EEEE, MMMM d, h:mm a zzz", Locale.ENGLISH);

    private Moments() {}

    /** Returns a moment on the clock of a place, such as {@code Thursday, June 4, 10:00 AM CDT}. */
    public static String told(Instant at, ZoneId zone) {
        return WORDS.format(at.atZone(zone));
    }
}
