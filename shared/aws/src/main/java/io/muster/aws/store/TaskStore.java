package io.muster.aws.store;

import io.muster.aws.Platform;
import io.muster.aws.error.Contention;
import io.muster.domain.task.HumanTask;
import io.muster.domain.task.TaskDecider;
import io.muster.domain.task.TaskDecision;
import io.muster.domain.task.TaskInput;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Work for people: listed by its state, kept when it is closed. */
public final class TaskStore {

    private static final int MOST_ATTEMPTS = 8;

    private final Table table;

    public TaskStore(Table table) {
        this.table = table;
    }

    public TaskStore(Platform platform) {
        this(Table.of(platform));
    }

    /** One page of tasks; {@code next} is where the next page begins, absent on the last. */
    public record Listing(List<HumanTask> tasks, @Nullable String next) {

        public Listing {
            tasks = List.copyOf(tasks);
        }
    }

    /** Returns a task as it is stored: in the index of tasks of its state. */
    public static Map<String, AttributeValue> item(String workspace, HumanTask task) {
        var item = Items.write(Keys.task(workspace, task.id()), task);
        item.put("find_pk", AttributeValue.fromS(Keys.tasks(workspace, task.state())));
        item.put("find_sk", AttributeValue.fromS(task.createdAt() + "/" + task.id()));
        return item;
    }

    /** Returns a task. */
    public Optional<HumanTask> find(String workspace, String taskId) {
        return table.get(Keys.task(workspace, taskId)).map(item -> Items.read(HumanTask.class, item));
    }

    /** Returns the tasks that there are of these. */
    public List<HumanTask> findAll(String workspace, Collection<String> taskIds) {
        var keys = taskIds.stream().map(id -> Keys.task(workspace, id)).toList();
        return table.getAll(keys).values().stream()
                .map(item -> Items.read(HumanTask.class, item))
                .toList();
    }

    /** Returns a workspace's open tasks, oldest first. */
    public Listing open(String workspace, int limit, @Nullable String from) {
        return list(workspace, HumanTask.State.OPEN, limit, from);
    }

    /** Returns a workspace's tasks of a state: the open ones oldest first, the others newest first. */
    public Listing list(String workspace, HumanTask.State state, int limit, @Nullable String from) {
        var page = table.list(
                Keys.tasks(workspace, state),
                state == HumanTask.State.OPEN,
                limit,
                from,
                sort -> Keys.task(workspace, sort.substring(sort.indexOf('/') + 1)));
        return new Listing(
                page.as(item -> Items.read(HumanTask.class, item)).stream()
                        .filter(task -> task.state() == state)
                        .toList(),
                page.next());
    }

    /**
     * Applies an input to a task; empty when there is no such task.
     *
     * @throws ContendedTask when others changed it each time
     */
    public Optional<TaskDecision> apply(String workspace, String taskId, TaskInput input) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var found = find(workspace, taskId);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var decision = TaskDecider.decide(found.get(), input);
            if (!(decision instanceof TaskDecision.Changed(var task)) || written(workspace, found.get(), task)) {
                return Optional.of(decision);
            }
        }
        throw new ContendedTask(taskId);
    }

    /** Closes those of these tasks that are still open, since nobody needs them any more. */
    public void close(String workspace, Collection<String> taskIds, TaskInput.NoLongerNeeded because) {
        findAll(workspace, taskIds).stream()
                .filter(task -> task.state() == HumanTask.State.OPEN)
                .forEach(task -> apply(workspace, task.id(), because));
    }

    /** A task is written by others all the time. */
    public static final class ContendedTask extends RuntimeException implements Contention {
        private static final long serialVersionUID = 1;

        ContendedTask(String taskId) {
            super("task " + taskId + " is written by others all the time; try again");
        }
    }

    /** What an input looks at is the state and the assignee: they must be what they were. */
    private boolean written(String workspace, HumanTask before, HumanTask after) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":state", AttributeValue.fromS(before.state().name()));
        var assignee = before.assignee();
        if (assignee != null) {
            values.put(":assignee", AttributeValue.fromS(assignee));
        }
        try {
            table.client()
                    .putItem(put -> put.tableName(table.name())
                            .item(item(workspace, after))
                            .conditionExpression("#state = :state AND "
                                    + (assignee == null ? "attribute_not_exists(assignee)" : "assignee = :assignee"))
                            .expressionAttributeNames(Map.of("#state", "state"))
                            .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException overtaken) {
            return false;
        }
    }
}
