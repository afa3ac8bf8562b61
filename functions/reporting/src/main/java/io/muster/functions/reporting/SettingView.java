package io.muster.functions.reporting;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.muster.aws.settings.Setting;
import io.muster.aws.settings.Settings;
import io.muster.aws.settings.SettingsStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A setting as the API tells it.
 *
 * @param range what is allowed
 * @param fallback absent where nothing counts as long as nobody sets it
 * @param value what counts now; absent where nothing does
 * @param version how often it was changed
 */
record SettingView(
        String key,
        String type,
        String range,
        String meaning,
        @JsonProperty("default") @JsonRawValue @Nullable String fallback,
        @JsonRawValue @Nullable String value,
        long version,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {

    static <T> SettingView of(Setting<T> setting, Settings settings) {
        var last = settings.stated().get(setting.key());
        var fallback = setting.fallback();
        return new SettingView(
                setting.key(),
                setting.kind().type(),
                setting.kind().range(),
                setting.meaning(),
                fallback == null ? null : setting.json(fallback),
                settings.find(setting).map(setting::json).orElse(null),
                settings.version(setting.key()),
                last == null ? null : last.by(),
                last == null ? null : last.at());
    }

    /**
     * One change of a setting.
     *
     * @param value absent where it went back to its default
     */
    record Change(long version, @JsonRawValue @Nullable String value, String changedBy, Instant changedAt) {

        static Change of(SettingsStore.Change change) {
            return new Change(change.version(), change.json(), change.by(), change.at());
        }
    }
}
