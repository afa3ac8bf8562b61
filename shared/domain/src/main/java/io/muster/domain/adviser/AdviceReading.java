package io.muster.domain.adviser;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an adviser's answer as what it is: data from a stranger. It takes the answer as parsed JSON (maps, lists, texts,
 * numbers, flags) and accepts the schema's very shape or nothing.
 */
public final class AdviceReading {

    private static final Set<String> FIELDS = Set.of(
            "escalation",
            "reasoning",
            "responseQuality",
            "tierPerformance",
            "concerns",
            "recommendations",
            "confidence");

    /** Where nobody may be added, the recommendation to do so is well-formed all the same, and not carried out. */
    private static final int MOST_IMAGINABLE = 10_000;

    private AdviceReading() {}

    /** Returns the advice in a tree, or why there is none. */
    public static Reply read(@Nullable Object tree, Question question) {
        try {
            return new Reply.Given(advice(fields(tree, FIELDS, FIELDS, "the answer"), question));
        } catch (Unfit unfit) {
            return new Reply.Unusable(Reply.Flaw.INVALID, unfit.why);
        }
    }

    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String why;

        Unfit(String why) {
            super(why);
            this.why = why;
        }
    }

    private static Advice advice(Map<?, ?> fields, Question question) {
        return new Advice(
                choice(fields.get("escalation"), Advice.Escalation.class, "escalation"),
                text(fields.get("reasoning"), Advice.LONGEST_TEXT, "reasoning"),
                text(fields.get("responseQuality"), Advice.LONGEST_TEXT, "responseQuality"),
                text(fields.get("tierPerformance"), Advice.LONGEST_TEXT, "tierPerformance"),
                concerns(fields.get("concerns")),
                recommendations(fields.get("recommendations"), question.allowed()),
                whole(fields.get("confidence"), 0, 100, "confidence"));
    }

    private static List<String> concerns(@Nullable Object value) {
        var concerns = new ArrayList<String>();
        for (var concern : list(value, 0, Advice.MOST_CONCERNS, "concerns")) {
            concerns.add(text(concern, Advice.LONGEST_CONCERN, "a concern"));
        }
        return concerns;
    }

    private static List<Recommendation> recommendations(@Nullable Object value, Allowed allowed) {
        var recommendations = new ArrayList<Recommendation>();
        var seen = EnumSet.noneOf(Move.class);
        for (var one : list(value, 1, Move.values().length, "recommendations")) {
            var recommendation = recommendation(one, allowed);
            if (!seen.add(recommendation.action())) {
                throw new Unfit("an action is recommended twice");
            }
            recommendations.add(recommendation);
        }
        return recommendations;
    }

    private static Recommendation recommendation(@Nullable Object value, Allowed allowed) {
        var fields = fields(value, Set.of("action"), Set.of("action", "n"), "a recommendation");
        var action = choice(fields.get("action"), Move.class, "action");
        if (action != Move.ADD_CONTRACTORS) {
            if (fields.containsKey("n")) {
                throw new Unfit("only add_contractors has an n");
            }
            return Recommendation.of(action);
        }
        int most = allowed.moves().contains(action) ? allowed.most() : MOST_IMAGINABLE;
        return Recommendation.add(whole(fields.get("n"), 1, most, "n"));
    }

    private static Map<?, ?> fields(@Nullable Object value, Set<String> required, Set<String> known, String what) {
        if (!(value instanceof Map<?, ?> fields)) {
            throw new Unfit(what + " is not an object");
        }
        if (!fields.keySet().containsAll(required)) {
            throw new Unfit(what + " lacks a field");
        }
        if (!known.containsAll(fields.keySet())) {
            throw new Unfit(what + " has a field that is not in the schema");
        }
        return fields;
    }

    private static List<?> list(@Nullable Object value, int least, int most, String what) {
        if (!(value instanceof List<?> list) || list.size() < least || list.size() > most) {
            throw new Unfit(what + " is not a list of " + least + " to " + most);
        }
        return list;
    }

    private static String text(@Nullable Object value, int longest, String what) {
        if (!(value instanceof String text)
                || text.length() > longest
                || text.codePoints().anyMatch(AdviceReading::odd)) {
            throw new Unfit(what + " is not a plain text of at most " + longest + " characters");
        }
        return text;
    }

    /** Control characters, and halves of characters, have no place in what people are shown. */
    private static boolean odd(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && character != '\t';
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE, Character.FORMAT -> true;
            default -> false;
        };
    }

    private static int whole(@Nullable Object value, int least, int most, String what) {
        boolean whole = value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof Short
                || value instanceof Byte;
        var number = whole ? new BigDecimal(String.valueOf(value)) : null;
        if (number == null
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new Unfit(what + " is not a whole number from " + least + " to " + most);
        }
        return number.intValueExact();
    }

    private static <E extends Enum<E>> E choice(@Nullable Object value, Class<E> type, String what) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw new Unfit(what + " is not one of the closed list");
    }
}
