package io.muster.functions.strategy.contacts;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as it stands in the file, its cells put to their fields.
 *
 * @param line where it begins, from 1
 * @param defect what makes the row unreadable as a whole; null when nothing does
 */
record RawRow(long line, Map<Field, String> cells, @Nullable String defect) {
    RawRow {
        Map<Field, String> copy = new EnumMap<>(Field.class);
        copy.putAll(cells);
        cells = Collections.unmodifiableMap(copy);
    }

    static RawRow defective(long line, String defect) {
        return new RawRow(line, Map.of(), defect);
    }
}
