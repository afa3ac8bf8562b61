package io.muster.domain.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A phrase as rules spell it, matched on whole words inside one clause:
 *
 * <pre>
 * stop|quit     one of these words            please?     the same, if it is there
 * *any|more     any number of these words     ~2          up to two words of whatever kind
 * !by|in        not followed by one of these  ^  $        the begin, the end of a sentence
 * #             among words: any number              ,     the begin of a clause
 * </pre>
 *
 * Matching tries at most a few dozen words from where it begins, so that a text costs time in proportion to its length.
 */
final class Phrase {

    /** What is taken by a {@code *}, at the most. */
    private static final int MOST_REPEATED = 6;

    private final String spelling;
    private final List<Part> parts;

    private Phrase(String spelling, List<Part> parts) {
        this.spelling = spelling;
        this.parts = parts;
    }

    /** One step of a phrase. */
    private sealed interface Part {

        record OneOf(Set<String> words, boolean optional) implements Part {}

        record AnyOf(Set<String> words) implements Part {}

        record Gap(int most) implements Part {}

        record NotNext(Set<String> words) implements Part {}

        record Begin() implements Part {}

        record BeginOfClause() implements Part {}

        record End() implements Part {}
    }

    static Phrase of(String spelling) {
        var parts = new ArrayList<Part>();
        for (var part : spelling.split(" ", -1)) {
            parts.add(part(part));
        }
        return new Phrase(spelling, List.copyOf(parts));
    }

    private static Part part(String part) {
        return switch (part.charAt(0)) {
            case '^' -> new Part.Begin();
            case ',' -> new Part.BeginOfClause();
            case '$' -> new Part.End();
            case '~' -> new Part.Gap(Integer.parseInt(part.substring(1)));
            case '*' -> new Part.AnyOf(words(part.substring(1)));
            case '!' -> new Part.NotNext(words(part.substring(1)));
            default ->
                part.endsWith("?")
                        ? new Part.OneOf(words(part.substring(0, part.length() - 1)), true)
                        : new Part.OneOf(words(part), false);
        };
    }

    private static Set<String> words(String alternatives) {
        return Set.copyOf(Arrays.asList(alternatives.split("\\|", -1)));
    }

    String spelling() {
        return spelling;
    }

    /** Returns the words with which it can begin, by which phrases are found. */
    Set<String> openers() {
        for (var part : parts) {
            if (part instanceof Part.OneOf(var words, var optional) && !optional) {
                return words;
            }
            if (!(part instanceof Part.Begin || part instanceof Part.BeginOfClause)) {
                break;
            }
        }
        throw new IllegalArgumentException("a phrase begins with a word: " + spelling);
    }

    /** Returns whether it stands in a text from a position on. */
    boolean stands(Words text, int from, Steps steps) {
        return matches(text, from, from, 0, steps);
    }

    /** Counts what matching does, so that a bound on it can be a test. */
    static final class Steps {
        long count;
    }

    private boolean matches(Words text, int from, int at, int part, Steps steps) {
        steps.count++;
        if (part == parts.size()) {
            return true;
        }
        return switch (parts.get(part)) {
            case Part.Begin() -> text.beginsSentence(at) && matches(text, from, at, part + 1, steps);
            case Part.BeginOfClause() -> text.beginsClause(at) && matches(text, from, at, part + 1, steps);
            case Part.End() -> text.beginsSentence(at) && matches(text, from, at, part + 1, steps);
            case Part.NotNext(var words) ->
                (text.beginsClause(at) || !words.contains(text.at(at))) && matches(text, from, at, part + 1, steps);
            case Part.OneOf(var words, var optional) ->
                (reads(text, from, at) && isOneOf(words, text.at(at)) && matches(text, from, at + 1, part + 1, steps))
                        || (optional && matches(text, from, at, part + 1, steps));
            case Part.AnyOf(var words) -> anyOf(text, from, at, words, part, steps);
            case Part.Gap(var most) -> gap(text, from, at, most, part, steps);
        };
    }

    private boolean anyOf(Words text, int from, int at, Set<String> words, int part, Steps steps) {
        int next = at;
        while (next - at < MOST_REPEATED && reads(text, from, next) && words.contains(text.at(next))) {
            next++;
        }
        for (; next >= at; next--) {
            if (matches(text, from, next, part + 1, steps)) {
                return true;
            }
        }
        return false;
    }

    private boolean gap(Words text, int from, int at, int most, int part, Steps steps) {
        for (int next = at; next - at <= most; next++) {
            if (matches(text, from, next, part + 1, steps)) {
                return true;
            }
            if (!reads(text, from, next)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isOneOf(Set<String> words, String word) {
        return words.contains(word) || (Character.isDigit(word.charAt(0)) && words.contains("#"));
    }

    /** Returns whether there is a word at a position, in the clause in which the phrase began. */
    private static boolean reads(Words text, int from, int at) {
        return at < text.size() && (at == from || !text.beginsClause(at));
    }
}
