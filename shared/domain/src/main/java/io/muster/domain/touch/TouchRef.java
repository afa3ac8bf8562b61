package io.muster.domain.touch;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A touch's place, read back from its id, so that a provider's event finds the touch without any index.
 *
 * @param position in the slice, from 0
 */
public record TouchRef(String campaignId, int wave, int index, int position) {

    private static final Pattern ID = Pattern.compile("(.+)-(\\d{1,6})-(\\d{1,6})-(\\d{1,2})");

    /** Returns the place that a touch id names; empty when the text is no touch id. */
    public static Optional<TouchRef> parse(String touchId) {
        var parts = ID.matcher(touchId);
        return parts.matches()
                ? Optional.of(new TouchRef(
                        parts.group(1),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)),
                        Integer.parseInt(parts.group(4))))
                : Optional.empty();
    }
}
