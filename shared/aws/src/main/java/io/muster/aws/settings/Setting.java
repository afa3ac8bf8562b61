package io.muster.aws.settings;

import io.muster.aws.api.Body;
import io.muster.aws.api.Wire;
import org.jspecify.annotations.Nullable;

/**
 * One thing that operators may set.
 *
 * @param key dotted, such as {@code caps.contact.perDay}
 * @param fallback what counts where nobody set it; absent where nothing does then
 * @param meaning one sentence for whoever wonders what to set
 */
public record Setting<T>(String key, Kind<T> kind, @Nullable T fallback, String meaning) {

    /** Returns a value as it is stored and answered. */
    public String json(T value) {
        return Wire.json(kind.wire(value));
    }

    /** Returns the value in a stored text; absent where the range has become narrower since. */
    @Nullable
    T read(String json) {
        return Body.stored("{\"value\":" + json + "}", fields -> kind.read(fields, "value"));
    }
}
