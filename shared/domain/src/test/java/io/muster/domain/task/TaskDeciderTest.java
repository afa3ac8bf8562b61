package io.muster.domain.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.muster.domain.task.HumanTask.Kind;
import io.muster.domain.task.HumanTask.Outcome;
import io.muster.domain.task.HumanTask.State;
import io.muster.domain.task.TaskInput.Assigned;
import io.muster.domain.task.TaskInput.Completed;
import io.muster.domain.task.TaskInput.NoLongerNeeded;
import io.muster.domain.task.TaskInput.Reopened;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every state of a task meets everything that can happen to it. */
class TaskDeciderTest {

    private static final Instant AT = Instant.parse("2026-06-01T15:00:00Z");
    private static final Instant DUE = Instant.parse("2026-06-02T14:00:00Z");

    /** Rows: inputs. Columns: OPEN, DONE, CANCELLED, EXPIRED. */
    private static final String TABLE = """
        Completed      DONE        task_done   DONE        DONE
        Assigned       OPEN        task_closed task_closed task_closed
        Reopened       same        task_done   task_closed task_closed
        NoLongerNeeded CANCELLED   same        same        same
        """;

    @Test
    void every_state_answers_every_input_as_the_table_says() {
        var inputs = List.of(
                new Completed(Outcome.NO_ANSWER, null, "ada", AT),
                new Assigned("Grace"),
                new Reopened(),
                new NoLongerNeeded("the campaign has ended: goal_met", "campaign", AT));
        assertEquals(
                Arrays.stream(TaskInput.class.getPermittedSubclasses()).toList(),
                inputs.stream().map(Object::getClass).toList());
        var actual = inputs.stream()
                .map(input -> Stream.concat(
                                Stream.of("%-14s".formatted(input.getClass().getSimpleName())),
                                states().values().stream().map(task -> "%-11s".formatted(cell(task, input))))
                        .collect(Collectors.joining(" "))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
        assertEquals(TABLE, actual);
        assertEquals(List.of(State.values()), List.copyOf(states().keySet()));
    }

    private static String cell(HumanTask task, TaskInput input) {
        return switch (TaskDecider.decide(task, input)) {
            case TaskDecision.Changed(var next) -> next.state().name();
            case TaskDecision.Same(var same) -> same.equals(task) ? "same" : "other";
            case TaskDecision.Refused(var code, var _) -> code;
        };
    }

    private static Map<State, HumanTask> states() {
        var open = task(Kind.CALL, "p1");
        var states = new LinkedHashMap<State, HumanTask>();
        states.put(State.OPEN, open);
        states.put(State.DONE, after(open, new Completed(Outcome.REACHED, "will call back", "ada", AT)));
        states.put(State.CANCELLED, after(open, new NoLongerNeeded("ended", "campaign", AT)));
        states.put(State.EXPIRED, after(open, new NoLongerNeeded("ended", "campaign", DUE)));
        states.forEach((state, task) -> assertEquals(state, task.state()));
        return states;
    }

    @Test
    void what_was_done_says_who_did_it_what_came_of_it_and_when() {
        var done = after(task(Kind.CALL, "p1"), new Completed(Outcome.DECLINED, "too far", "ada", AT));
        assertEquals(
                List.of(Outcome.DECLINED, "too far", "ada", AT),
                Arrays.asList(done.outcome(), done.comment(), done.closedBy(), done.doneAt()));
        assertEquals(
                new TaskDecision.Same(done),
                TaskDecider.decide(done, new Completed(Outcome.DECLINED, "too far", "bob", DUE)));
    }

    @Test
    void only_what_had_no_consequences_is_tried_again() {
        for (var outcome : task(Kind.CALL, "p1").outcomes()) {
            var done = after(task(Kind.CALL, "p1"), new Completed(outcome, null, "ada", AT));
            var again = TaskDecider.decide(done, new Reopened());
            if (outcome == Outcome.NO_ANSWER || outcome == Outcome.OTHER) {
                var open = assertInstanceOf(TaskDecision.Changed.class, again).task();
                assertEquals(task(Kind.CALL, "p1"), open);
                assertNull(open.closedBy());
            } else {
                assertInstanceOf(TaskDecision.Refused.class, again, outcome.name());
            }
        }
    }

    @Test
    void an_outcome_that_cannot_come_of_its_kind_is_refused_in_every_state() {
        for (var kind : Kind.values()) {
            for (var contact : new @Nullable String[] {"p1", null}) {
                var open = task(kind, contact);
                for (var outcome : Outcome.values()) {
                    var decision = TaskDecider.decide(open, new Completed(outcome, null, "ada", AT));
                    assertEquals(
                            open.outcomes().contains(outcome),
                            decision instanceof TaskDecision.Changed,
                            kind + " " + contact + " " + outcome);
                }
            }
        }
        assertEquals(
                Set.of(Outcome.SENT, Outcome.REACHED, Outcome.NOT_POSSIBLE, Outcome.OTHER),
                task(Kind.OUTREACH, null).outcomes());
    }

    private static HumanTask after(HumanTask task, TaskInput input) {
        return assertInstanceOf(TaskDecision.Changed.class, TaskDecider.decide(task, input))
                .task();
    }

    private static HumanTask task(Kind kind, @Nullable String contactId) {
        return new HumanTask(
                "t1", kind, "c1", contactId, "Call Firm 1", "Ask whether they will bid", AT, DUE, State.OPEN, null);
    }
}
