package io.muster.functions.strategy.contacts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file hold.
 *
 * @param fields by column; null where nothing is made of it
 * @param unmapped the headings of those, shortened, each once
 */
record Headings(List<@Nullable Field> fields, List<String> unmapped) {
    private static final int MOST_TOLD = 50;
    private static final int LONGEST_TOLD = 60;
    private static final Set<Field> ADDRESSES = Set.of(Field.EMAIL, Field.PHONE, Field.WEBSITE);

    Headings {
        fields = Collections.unmodifiableList(new ArrayList<>(fields));
        unmapped = List.copyOf(unmapped);
    }

    static Headings of(List<String> cells, int mostColumns) {
        if (cells.size() > mostColumns
                && cells.subList(mostColumns, cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
            throw new UnreadableImport("The file has more than " + mostColumns + " columns.");
        }
        List<@Nullable Field> fields = new ArrayList<>();
        Set<String> unmapped = new TreeSet<>();
        for (var cell : cells) {
            var field = Field.of(cell).orElse(null);
            fields.add(field);
            if (field == null && !cell.isBlank()) {
                unmapped.add(told(cell));
            }
        }
        if (fields.stream().noneMatch(field -> field != null && ADDRESSES.contains(field))) {
            throw new UnreadableImport(
                    told(cells.getFirst()).startsWith("PK")
                            ? "The file is a workbook or an archive; save it as CSV."
                            : "The first row names no column with email, phone or website.");
        }
        return new Headings(fields, unmapped.stream().limit(MOST_TOLD).toList());
    }

    /** A heading as it may be repeated in an answer. */
    static String told(String heading) {
        var plain = heading.replaceAll("\\p{C}", "").strip();
        return plain.length() > LONGEST_TOLD ? plain.substring(0, LONGEST_TOLD) + "…" : plain;
    }
}
