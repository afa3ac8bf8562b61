package io.muster.domain.task;

/** What a task makes of an input. */
public sealed interface TaskDecision {

    /** The task as it is to be stored. */
    record Changed(HumanTask task) implements TaskDecision {}

    /** It is that way already. */
    record Same(HumanTask task) implements TaskDecision {}

    /** It cannot be; whoever asked is told. */
    record Refused(String code, String detail) implements TaskDecision {}
}
