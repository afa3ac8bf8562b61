package io.muster.aws.settings;

import io.muster.aws.Platform;
import io.muster.aws.error.Overtaken;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A workspace's settings, read again every half minute of machine time: a change counts after that at the latest. Every
 * change is kept beside them, written in the same transaction.
 */
public final class SettingsStore {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST_ATTEMPTS = 8;

    private record Known(Settings settings, Instant until) {}

    private final Platform platform;
    private final Table table;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public SettingsStore(Platform platform) {
        this.platform = platform;
        this.table = Table.of(platform);
    }

    /** Somebody else changed a setting meanwhile; read it again. */
    public static final class SettingChanged extends RuntimeException implements Overtaken {
        private static final long serialVersionUID = 1;

        SettingChanged(String key) {
            super("the setting " + key + " was changed meanwhile; read it again");
        }

        @Override
        public String what() {
            return "the setting";
        }
    }

    /**
     * One change of a setting.
     *
     * @param version that it gave the setting
     * @param json what the setting became; absent when it went back to its default
     * @param by who made it, as the issuer of tokens names them
     */
    public record Change(String key, long version, @Nullable String json, String by, Instant at) {}

    /**
     * Changes of a setting, latest first.
     *
     * @param next where the next page begins; absent on the last
     */
    public record Changes(List<Change> changes, @Nullable String next) {

        public Changes {
            changes = List.copyOf(changes);
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
        return read(table.get(Keys.settings(workspace)).orElse(null));
    }

    /** Returns the settings that an item holds; the defaults where there is none. */
    public static Settings read(@Nullable Map<String, AttributeValue> item) {
        return item == null ? Settings.DEFAULT : Items.read(Settings.class, item);
    }

    /** Sets a setting; returns the settings as they now stand. */
    public <T> Settings set(String workspace, Setting<T> setting, T value, String by) {
        return change(workspace, setting, setting.json(value), by, null);
    }

    /**
     * Changes a setting; what is so already stays as it is.
     *
     * @param json the new value, valid; absent to go back to the default
     * @param expected the version in which the caller read it; absent where that does not matter
     * @return the settings as they now stand
     * @throws SettingChanged when the version is another one
     */
    public Settings change(
            String workspace, Setting<?> setting, @Nullable String json, String by, @Nullable Integer expected) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var settings = read(workspace);
            var before = settings.stated().get(setting.key());
            if (expected != null && expected != settings.version(setting.key())) {
                throw new SettingChanged(setting.key());
            }
            if (Objects.equals(before == null ? null : before.json(), json)) {
                return settings;
            }
            var next = settings.with(setting.key(), json, by, platform.time().business());
            if (write(workspace, setting.key(), next)) {
                known.remove(workspace);
                return read(workspace);
            }
        }
        throw new SettingChanged(setting.key());
    }

    private boolean write(String workspace, String key, Settings next) {
        var transaction = table.transaction();
        var item = Items.write(Keys.settings(workspace), next);
        item.put("version", AttributeValue.fromN(Long.toString(next.version() + 1)));
        transaction.putIfVersion(item, next.version());
        var last = Objects.requireNonNull(next.stated().get(key));
        var change = new Change(key, last.version(), last.json(), last.by(), last.at());
        transaction.putIfAbsent(Items.write(Keys.settingChange(workspace, key, last.version()), change));
        return transaction.commit() instanceof Transaction.Result.Committed;
    }

    /** Returns what was done to a setting, latest first, from a page's {@code next} on. */
    public Changes history(String workspace, String key, int limit, @Nullable String after) {
        var page = table.latest(Keys.settingChanges(workspace, key), limit, after);
        return new Changes(
                page.items().stream()
                        .map(item -> Items.read(Change.class, item))
                        .toList(),
                page.next() == null ? null : Items.text(page.next(), "sk"));
    }
}
