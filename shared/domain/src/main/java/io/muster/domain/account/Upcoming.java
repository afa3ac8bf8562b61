package io.muster.domain.account;

import java.time.Instant;

/** What a sequence comes to next. */
public sealed interface Upcoming {

    /**
     * A touch.
     *
     * @param from when it is due, before anybody's hours are asked
     */
    record Due(Step step, Instant from) implements Upcoming {}

    /** Nobody can be touched before a moment. */
    record Held(Instant until, String why) implements Upcoming {}

    /** Nothing more. */
    record Over(String why) implements Upcoming {}
}
