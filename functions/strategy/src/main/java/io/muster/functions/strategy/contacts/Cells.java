package io.muster.functions.strategy.contacts;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cells of one row while they are read: it gathers every complaint, so that a row is mended once. */
final class Cells {
    private static final Pattern INVISIBLE = Pattern.compile("[\\u00AD\\u200B\\u200E\\u200F\\u2060\\uFEFF]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\t\\r\\n]+");
    private static final int MOST_RAW = 10_000;
    private static final Set<String> SAYS_NOTHING =
            Set.of("", "-", "--", "n/a", "none", "null", "nil", "unknown", "tbd", "?", "#n/a");

    private final RawRow row;
    private final List<RowError> errors = new ArrayList<>();
    private final List<RowError> notes = new ArrayList<>();

    Cells(RawRow row) {
        this.row = row;
    }

    List<RowError> errors() {
        return List.copyOf(errors);
    }

    List<RowError> notes() {
        return List.copyOf(notes);
    }

    /** Says what of a cell is left out of a row that is imported even so. */
    void note(Field field, String what) {
        notes.add(new RowError(row.line(), field.key(), what));
    }

    void complain(@Nullable Field field, String reason) {
        errors.add(new RowError(row.line(), field == null ? null : field.key(), reason));
    }

    /** The text of a cell without the dirt of its travels; null when it says nothing or was complained about. */
    @Nullable
    String text(Field field) {
        return parsed(field, text -> text);
    }

    /** What a cell holds; null when it says nothing or was complained about. */
    <T> @Nullable T parsed(Field field, Function<String, T> parse) {
        var raw = row.cells().get(field);
        if (raw == null) {
            return null;
        }
        try {
            var text = clean(raw, field.longest());
            return SAYS_NOTHING.contains(text.toLowerCase(Locale.ROOT)) ? null : parse.apply(text);
        } catch (BadCell e) {
            complain(field, e.reason());
            return null;
        }
    }

    /** The value of a cell as a fallback for a missing one. */
    <T> T parsed(Field field, Function<String, T> parse, T otherwise) {
        var value = parsed(field, parse);
        return value == null ? otherwise : value;
    }

    /**
     * Strips, composes, makes every run of blanks and line ends one space; takes back the quote that exports put before
     * formulas.
     */
    static String clean(String raw, int longest) {
        if (raw.length() > MOST_RAW) {
            throw tooLong(raw.length(), longest);
        }
        var text = BLANKS.matcher(INVISIBLE.matcher(raw).replaceAll(""))
                .replaceAll(" ")
                .strip();
        refuseUnprintable(text);
        text = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (text.length() > 1 && text.charAt(0) == '\'' && CsvCell.startsFormula(text.substring(1))) {
            text = text.substring(1).strip();
        }
        if (text.length() > longest) {
            throw tooLong(text.length(), longest);
        }
        return text;
    }

    private static BadCell tooLong(int length, int longest) {
        return new BadCell("has " + length + " characters, at most " + longest + " are allowed");
    }

    private static void refuseUnprintable(String text) {
        text.codePoints().filter(Cells::unprintable).findFirst().ifPresent(found -> {
            throw new BadCell(
                    found == 0xFFFD
                            ? "has characters that were lost on the way (U+FFFD)"
                            : "has the control character U+%04X".formatted(found));
        });
    }

    /** Control characters would end a mail header; direction overrides would hide what a text says. */
    private static boolean unprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default ->
                codePoint == 0xFFFD
                        || (codePoint >= 0x202A && codePoint <= 0x202E)
                        || (codePoint >= 0x2066 && codePoint <= 0x2069);
        };
    }

    /** Returns the one of these words that a text is, in any case. */
    static <T> T word(String text, Map<String, T> words) {
        var found = words.get(text.toLowerCase(Locale.ROOT));
        if (found == null) {
            throw new BadCell("must be one of "
                    + String.join(", ", words.keySet().stream().sorted().toList()));
        }
        return found;
    }
}
