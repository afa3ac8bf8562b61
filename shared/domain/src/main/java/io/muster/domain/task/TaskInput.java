package io.muster.domain.task;

import io.muster.domain.task.HumanTask.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happens to a task. */
public sealed interface TaskInput {

    /** Somebody has done it. */
    record Completed(Outcome outcome, @Nullable String comment, String by, Instant at) implements TaskInput {}

    /** It is somebody's. */
    record Assigned(String to) implements TaskInput {}

    /** It is to be tried again. */
    record Reopened() implements TaskInput {}

    /** Nobody needs it any more: the campaign has ended, or whom it is about must be left alone. */
    record NoLongerNeeded(String because, String by, Instant at) implements TaskInput {}
}
