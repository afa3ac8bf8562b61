package io.muster.domain.task;

import io.muster.domain.task.HumanTask.Outcome;
import io.muster.domain.task.HumanTask.State;
import io.muster.domain.task.TaskInput.Assigned;
import io.muster.domain.task.TaskInput.Completed;
import io.muster.domain.task.TaskInput.NoLongerNeeded;
import io.muster.domain.task.TaskInput.Reopened;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Decides what a task makes of what happens to it: every input has an answer in every state. */
public final class TaskDecider {

    /** Outcomes of which nothing has followed, so that the task can be tried again. */
    private static final Set<Outcome> WITHOUT_CONSEQUENCES = Set.of(Outcome.NO_ANSWER, Outcome.OTHER);

    private TaskDecider() {}

    /** Returns what the task makes of the input. */
    public static TaskDecision decide(HumanTask task, TaskInput input) {
        return switch (input) {
            case Completed completed -> complete(task, completed);
            case Assigned assigned -> assign(task, assigned);
            case Reopened _ -> reopen(task);
            case NoLongerNeeded ended -> end(task, ended);
        };
    }

    /** Work that was done counts, even when nobody needed it any more: what was learned by it may matter. */
    private static TaskDecision complete(HumanTask task, Completed input) {
        if (!task.outcomes().contains(input.outcome())) {
            return new TaskDecision.Refused(
                    "outcome_not_possible", "That cannot come of " + named(task) + "; see its kind's outcomes.");
        }
        return switch (task.state()) {
            case OPEN, CANCELLED, EXPIRED ->
                new TaskDecision.Changed(task.done(input.outcome(), input.comment(), input.by(), input.at()));
            case DONE ->
                task.outcome() == input.outcome() && Objects.equals(task.comment(), input.comment())
                        ? new TaskDecision.Same(task)
                        : refused("task_done", task, "is done already, with another outcome");
        };
    }

    private static TaskDecision assign(HumanTask task, Assigned input) {
        return switch (task.state()) {
            case OPEN ->
                input.to().equals(task.assignee())
                        ? new TaskDecision.Same(task)
                        : new TaskDecision.Changed(task.assigned(input.to()));
            case DONE, CANCELLED, EXPIRED -> closed(task);
        };
    }

    private static TaskDecision reopen(HumanTask task) {
        return switch (task.state()) {
            case OPEN -> new TaskDecision.Same(task);
            case DONE ->
                task.outcome() == null || WITHOUT_CONSEQUENCES.contains(task.outcome())
                        ? new TaskDecision.Changed(task.reopened())
                        : refused("task_done", task, "is done, and its outcome has had its consequences");
            case CANCELLED, EXPIRED -> closed(task);
        };
    }

    private static TaskDecision end(HumanTask task, NoLongerNeeded input) {
        return switch (task.state()) {
            case OPEN -> {
                var due = task.dueAt();
                var as = due != null && !due.isAfter(input.at()) ? State.EXPIRED : State.CANCELLED;
                yield new TaskDecision.Changed(task.closed(as, input.because(), input.by(), input.at()));
            }
            case DONE, CANCELLED, EXPIRED -> new TaskDecision.Same(task);
        };
    }

    private static TaskDecision closed(HumanTask task) {
        return refused("task_closed", task, "is " + task.state().name().toLowerCase(Locale.ROOT));
    }

    private static TaskDecision refused(String code, HumanTask task, String why) {
        return new TaskDecision.Refused(code, named(task) + " " + why + ".");
    }

    private static String named(HumanTask task) {
        return "the task " + task.id();
    }
}
