package io.muster.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * Everything that can go otherwise than one would wish, each at places of its own. What needs a capability that is not there
 * yet comes with it: answers of a model that are late, garbage or an injection; a restore to an earlier point. Operators who
 * act at the same time are a matter of scenarios, and code that is replaced in mid-flight of the recorded histories.
 */
enum Fault {
    /** Another actor goes first. */
    SWITCH,
    /** An actor stands still for up to 50 s at a call, while leases lapse and its own time runs out. */
    STALL,

    /** The process dies before the call. */
    CRASH_BEFORE,
    /** The process dies after the call was applied. */
    CRASH_AFTER,
    /** The process dies, and what it asked for is applied some seconds later. */
    CRASH_THEN_APPLIED,
    /** No answer; not applied. */
    TIMEOUT_LOST,
    /** No answer; applied. */
    TIMEOUT_APPLIED,
    /** No answer; applied some seconds after the caller has given up. */
    TIMEOUT_THEN_APPLIED,
    /** 429. */
    THROTTLED,
    /** 503: not applied, and the provider says so. */
    UNAVAILABLE,
    /** 500; not applied. */
    BROKEN_LOST,
    /** 500; applied all the same. */
    BROKEN_APPLIED,
    /** 400. */
    REFUSED,

    /** A write meets another transaction; the other conditions of a transaction are told as they are. */
    CONFLICT,
    /** An index answers as it stood before. */
    STALE_INDEX,
    /** Of what was asked in one batch only a part is done, and the answer says so. */
    PARTIAL_BATCH,

    /** A timer fires twice, the second time long after it was deleted. */
    TIMER_TWICE,
    /** A timer fires up to ten minutes late. */
    TIMER_LATE,
    /** A timer never fires. */
    TIMER_NEVER,
    /** A timer's name is still taken by one that has fired already and is about to be deleted. */
    TIMER_NAME_TAKEN,

    /** Messages are received, and nothing is done with them. */
    DELIVERY_DROPPED,
    /** Messages are handled, and come again. */
    DELIVERY_REPEATED,
    /** Messages wait for up to a minute, so that later ones overtake them. */
    DELIVERY_DELAYED,
    /** A message that nobody can read joins the queue, and the batches that are taken from it. */
    POISON,

    /** A function's clock is wrong, by up to five minutes. */
    SKEW,
    /** A client does not hear the answer to what it asked, and asks again. */
    ANSWER_LOST,
    /** A provider's event comes before the provider has answered. */
    FEEDBACK_EARLY,
    /** A provider's event comes twice, the second time out of order. */
    FEEDBACK_TWICE,
    /** All queues and all schedules are lost, once. */
    ALL_LOST;

    /** What can happen before any call. */
    static final Set<Fault> BEFORE_A_CALL = EnumSet.of(SWITCH, STALL);

    /** What can become of any call. */
    static final Set<Fault> OF_A_CALL = EnumSet.range(CRASH_BEFORE, REFUSED);

    /** What can become of a write of the table. */
    static final Set<Fault> OF_A_WRITE = EnumSet.range(CRASH_BEFORE, CONFLICT);

    /** What can become of a query on an index. */
    static final Set<Fault> OF_AN_INDEX = with(EnumSet.range(CRASH_BEFORE, REFUSED), STALE_INDEX);

    /** What can become of a call that asks for many things at once. */
    static final Set<Fault> OF_A_BATCH = with(EnumSet.range(CRASH_BEFORE, REFUSED), PARTIAL_BATCH);

    /** What can become of setting a timer. */
    static final Set<Fault> OF_A_TIMER =
            with(EnumSet.range(CRASH_BEFORE, REFUSED), TIMER_TWICE, TIMER_LATE, TIMER_NEVER, TIMER_NAME_TAKEN);

    /** What can become of a delivery. */
    static final Set<Fault> OF_A_DELIVERY = EnumSet.of(DELIVERY_DROPPED, DELIVERY_REPEATED, DELIVERY_DELAYED, POISON);

    /** What can be wrong with a process from its start. */
    static final Set<Fault> OF_A_PROCESS = EnumSet.of(SKEW);

    /** What can become of an answer to a client. */
    static final Set<Fault> OF_AN_ANSWER = EnumSet.of(ANSWER_LOST);

    /** What can become of a provider's event. */
    static final Set<Fault> OF_FEEDBACK = EnumSet.of(FEEDBACK_EARLY, FEEDBACK_TWICE);

    /** What can happen to everything. */
    static final Set<Fault> OF_THE_WORLD = EnumSet.of(ALL_LOST);

    private static final Set<Fault> HIDING =
            with(EnumSet.range(CRASH_BEFORE, TIMEOUT_THEN_APPLIED), STALL, BROKEN_LOST, BROKEN_APPLIED);

    private static Set<Fault> with(EnumSet<Fault> some, Fault... others) {
        for (var other : others) {
            some.add(other);
        }
        return some;
    }

    /** Returns whether the caller of a provider cannot know whether its message was taken. */
    boolean hidesOutcome() {
        return HIDING.contains(this);
    }

    /**
     * Returns whether it can leave a touch of which nobody knows what became: the provider's answer is not heard, or it is
     * heard and cannot be written down before the lease is over.
     */
    boolean ambiguous() {
        return this == STALL || OF_A_WRITE.contains(this);
    }
}
