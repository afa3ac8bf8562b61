package io.muster.aws.store;

import io.muster.aws.Platform;
import io.muster.aws.error.Categorized;
import io.muster.domain.error.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A workspace's settings, read again every half minute of machine time: a change counts after that at the latest. */
public final class SettingsStore {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private record Known(Settings settings, Instant until) {}

    private final Platform platform;
    private final Table table;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public SettingsStore(Platform platform) {
        this.platform = platform;
        this.table = new Table(platform.dynamoDb(), platform.installation().table());
    }

    /** Somebody else wrote the settings meanwhile. */
    public static final class SettingsChanged extends RuntimeException implements Categorized {
        private static final long serialVersionUID = 1;

        SettingsChanged(String workspace) {
            super("the settings of " + workspace + " were changed meanwhile; read them again");
        }

        @Override
        public Category category() {
            return Category.DATABASE;
        }

        @Override
        public String code() {
            return "contended";
        }
    }

    /** Returns a workspace's settings, at most half a minute old. */
    public Settings of(String workspace) {
        var now = platform.time().machine();
        var fresh = known.get(workspace);
        if (fresh != null && now.isBefore(fresh.until)) {
            return fresh.settings;
        }
        var read = read(workspace);
        known.put(workspace, new Known(read, now.plus(FRESH)));
        return read;
    }

    /** Returns a workspace's settings as they are now. */
    public Settings read(String workspace) {
        return table.get(Keys.settings(workspace))
                .map(item -> Items.read(Settings.class, item))
                .orElse(Settings.DEFAULT);
    }

    /** Writes settings over the version that they were read in; returns them as they now stand. */
    public Settings put(String workspace, Settings settings) {
        var item = Items.write(Keys.settings(workspace), settings);
        var next = settings.version() + 1;
        item.put("version", AttributeValue.fromN(Long.toString(next)));
        var transaction = table.transaction();
        transaction.putIfVersion(item, settings.version());
        if (!(transaction.commit() instanceof Transaction.Result.Committed)) {
            throw new SettingsChanged(workspace);
        }
        known.remove(workspace);
        return Items.read(Settings.class, item);
    }
}
