package io.muster.domain.touch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel carries at the moment, apart from whom it reaches.
 *
 * @param usedToday touches that it has carried on the UTC date, in the whole workspace
 * @param usedThisMinute messages that its sender has offered in the minute
 * @param downUntil before when its provider is not called (business time); absent when it may be
 */
public record Traffic(
        int usedToday, int usedThisMinute, @Nullable Instant downUntil) {

    /** Returns the traffic of a channel whose provider may be called and whose sender has no hurry. */
    public static Traffic today(int used) {
        return new Traffic(used, 0, null);
    }

    /** Returns the traffic as far as it can be foreseen for a later day. */
    Traffic later() {
        return new Traffic(0, 0, downUntil);
    }
}
