package io.muster.domain.error;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider is called at all: after failures that more calls would only repeat, it is left alone for a while,
 * and then asked with one call before all may go again.
 *
 * <pre>
 * state      input                          next       and
 * CLOSED     success                        CLOSED     the count of failures is 0 again
 *            API, TIMEOUT                   CLOSED     counted; OPEN for 30 s with the fifth in a row
 *            INTEGRATION, PERMISSION        OPEN       for 5 min, at once
 * OPEN       probe, its time over           HALF_OPEN  one call may go, 30 s for it
 *            success, failure               OPEN       of calls that were under way: they say nothing new
 * HALF_OPEN  success                        CLOSED
 *            API, TIMEOUT, INTEGRATION,     OPEN       for twice as long as last time, 15 min at most
 *            PERMISSION
 *            probe, its time over           HALF_OPEN  the last one got lost
 * </pre>
 *
 * RATE_LIMIT, VALIDATION, DATABASE and UNKNOWN count as success: the provider answers, and other calls may pass.
 *
 * @param failures in a row, while it is closed
 * @param rest how long it was left alone last; nothing while it is closed
 * @param until when it may be asked again (machine time); absent while it is closed
 * @param since when it opened (machine time), which names the incident; absent while it is closed
 */
public record Circuit(
        State state,
        int failures,
        Duration rest,
        @Nullable Instant until,
        @Nullable Instant since) {

    /** Of a provider that answers. */
    public static final Circuit CLOSED = new Circuit(State.CLOSED, 0, Duration.ZERO, null, null);

    /** How long a provider that is set up wrongly is left alone first: a person has to act. */
    public static final Duration MISCONFIGURED_REST = Duration.ofMinutes(5);

    static final int THRESHOLD = 5;
    static final Duration FIRST_REST = Duration.ofSeconds(30);
    static final Duration LONGEST_REST = Duration.ofMinutes(15);
    static final Duration PROBE = Duration.ofSeconds(30);

    /** Whether calls may go. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /** What a circuit lets through at a moment. */
    public sealed interface Passage {

        /** Everything. */
        record Free() implements Passage {}

        /** One call; whoever makes it says so first. */
        record One(Instant othersUntil) implements Passage {}

        /** Nothing before a moment of machine time. */
        record Shut(Instant until) implements Passage {}
    }

    /** Returns what it lets through at a moment of machine time. */
    public Passage passage(Instant now) {
        if (until == null) {
            return new Passage.Free();
        }
        return now.isBefore(until) ? new Passage.Shut(until) : new Passage.One(now.plus(PROBE));
    }

    /** Returns the circuit once somebody has taken the one call that it lets through; unchanged when it lets none. */
    public Circuit probing(Instant now) {
        return passage(now) instanceof Passage.One(var othersUntil)
                ? new Circuit(State.HALF_OPEN, failures, rest, othersUntil, since)
                : this;
    }

    /** Returns the circuit after a call that the provider dealt with. */
    public Circuit succeeded() {
        return switch (state) {
            case CLOSED, HALF_OPEN -> CLOSED;
            case OPEN -> this;
        };
    }

    /** Returns the circuit after a call that failed at a moment of machine time. */
    public Circuit failed(Category category, Instant now) {
        return switch (category) {
            case API, TIMEOUT -> troubled(false, now);
            case INTEGRATION, PERMISSION -> troubled(true, now);
            case DATABASE, RATE_LIMIT, VALIDATION, UNKNOWN -> succeeded();
        };
    }

    /** Returns whether it has just opened, where it was closed before: the moment to tell somebody. */
    public boolean openedSince(Circuit before) {
        return state == State.OPEN && before.state == State.CLOSED;
    }

    private Circuit troubled(boolean misconfigured, Instant now) {
        return switch (state) {
            case CLOSED -> {
                if (!misconfigured && failures + 1 < THRESHOLD) {
                    yield new Circuit(State.CLOSED, failures + 1, Duration.ZERO, null, null);
                }
                yield opened(misconfigured ? MISCONFIGURED_REST : FIRST_REST, now, now);
            }
            case OPEN -> this;
            case HALF_OPEN -> opened(longer(rest), now, since == null ? now : since);
        };
    }

    private Circuit opened(Duration next, Instant now, Instant began) {
        return new Circuit(State.OPEN, failures + 1, next, now.plus(next), began);
    }

    private static Duration longer(Duration rest) {
        var doubled = rest.multipliedBy(2);
        return doubled.compareTo(LONGEST_REST) < 0 ? doubled : LONGEST_REST;
    }
}
