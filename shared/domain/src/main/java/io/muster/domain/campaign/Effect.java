package io.muster.domain.campaign;

import java.time.Instant;

/**
 * Something that a campaign's state still wants to happen: a message on a queue or a timer. Never a send: those belong
 * to whoever claims a touch. Equal effects are the same effect, so that emitting one twice is harmless.
 */
public sealed interface Effect {

    /** Send what is planned in a slice, as far as its gates allow. */
    record DispatchWave(int wave, int slice) implements Effect {}

    /** Look for sendable touches again at a moment. */
    record ScheduleWakeUp(Instant at) implements Effect {}

    /** Start a scheduled campaign at its moment. */
    record ScheduleLaunch(int generation, Instant at) implements Effect {}

    /** Look at the campaign's progress at a moment. */
    record ScheduleCheckIn(int number, int generation, Instant at) implements Effect {}

    /** Carry out what a check-in decided; named by the campaign's version at that check-in. */
    record Escalate(long since) implements Effect {}

    /** Find another way to the contacts of a slice that could not be reached. */
    record ReportUnreachable(int wave, int slice) implements Effect {}

    /** Store the report, and learn from the campaign, which has ended. */
    record EndCampaign(long version) implements Effect {}
}
