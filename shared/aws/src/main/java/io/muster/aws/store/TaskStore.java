package io.muster.aws.store;

import io.muster.aws.Platform;
import io.muster.domain.task.HumanTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Work for people: found while it is open, kept when it is done. */
public final class TaskStore {

    private final Table table;

    public TaskStore(Table table) {
        this.table = table;
    }

    public TaskStore(Platform platform) {
        this(new Table(platform.dynamoDb(), platform.installation().table()));
    }

    /** One page of open tasks, oldest first; {@code next} is where the next page begins, absent on the last. */
    public record Listing(List<HumanTask> tasks, @Nullable String next) {

        public Listing {
            tasks = List.copyOf(tasks);
        }
    }

    /** Returns a task as it is stored: in the index of open tasks while it is open. */
    public static Map<String, AttributeValue> item(String workspace, HumanTask task) {
        var item = Items.write(Keys.task(workspace, task.id()), task);
        if (task.state() == HumanTask.State.OPEN) {
            item.put("find_pk", AttributeValue.fromS(Keys.openTasks(workspace)));
            item.put("find_sk", AttributeValue.fromS(task.createdAt() + "/" + task.id()));
        }
        return item;
    }

    /** Returns a task. */
    public Optional<HumanTask> find(String workspace, String taskId) {
        return table.get(Keys.task(workspace, taskId)).map(item -> Items.read(HumanTask.class, item));
    }

    /** Returns a workspace's open tasks, oldest first. */
    public Listing open(String workspace, int limit, @Nullable String from) {
        var partition = Keys.openTasks(workspace);
        var page = table.find(partition, true, limit, from == null ? null : start(workspace, partition, from));
        var keys = page.items().stream().map(Key::of).toList();
        var items = table.getAll(keys);
        var tasks = keys.stream()
                .map(items::get)
                .filter(Objects::nonNull)
                .map(item -> Items.read(HumanTask.class, item))
                .filter(task -> task.state() == HumanTask.State.OPEN)
                .toList();
        var next = page.next() == null ? null : Items.text(page.next(), "find_sk");
        return new Listing(tasks, next);
    }

    /** Marks a task as done and returns it; doing it twice is doing it once. Empty when there is no such task. */
    public Optional<HumanTask> complete(String workspace, String taskId, Instant at) {
        var found = find(workspace, taskId);
        if (found.isEmpty() || found.get().state() == HumanTask.State.DONE) {
            return found;
        }
        var done = found.get().done(at);
        try {
            table.client()
                    .putItem(put -> put.tableName(table.name())
                            .item(item(workspace, done))
                            .conditionExpression("attribute_not_exists(doneAt)"));
            return Optional.of(done);
        } catch (ConditionalCheckFailedException doneMeanwhile) {
            return find(workspace, taskId);
        }
    }

    private static Map<String, AttributeValue> start(String workspace, String partition, String from) {
        var taskId = from.substring(from.indexOf('/') + 1);
        var start = new TreeMap<>(Keys.task(workspace, taskId).attributes());
        start.put("find_pk", AttributeValue.fromS(partition));
        start.put("find_sk", AttributeValue.fromS(from));
        return start;
    }
}
