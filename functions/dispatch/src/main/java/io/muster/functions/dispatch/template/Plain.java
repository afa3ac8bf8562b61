package io.muster.functions.dispatch.template;

import java.util.Map;
import java.util.regex.Pattern;

/** Makes other people's words fit to stand in a message of ours. */
public final class Plain {

    /** Marks that turn the direction of what follows, joiners, and what is not a character at all. */
    private static final Pattern STEERING =
            Pattern.compile("[\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\uffff]");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
    private static final Pattern CONTROL_IN_LINES = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|[\\u0085\\u2028\\u2029]");

    /** The most characters that a variable may take in a text message, so that the built-in ones fit two segments. */
    private static final Map<Variable, Integer> SMS_LONGEST = Map.of(
            Variable.SENDER_NAME, 30,
            Variable.RECIPIENT_NAME, 30,
            Variable.REQUESTER_NAME, 30,
            Variable.PROJECT_TITLE, 40,
            Variable.PLACE, 26,
            Variable.DEADLINE_SHORT, 30,
            Variable.SOURCE, 76);

    private static final Map<Character, String> TYPED = Map.ofEntries(
            Map.entry('\u2018', "'"),
            Map.entry('\u2019', "'"),
            Map.entry('\u02bc', "'"),
            Map.entry('`', "'"),
            Map.entry('\u201c', "\""),
            Map.entry('\u201d', "\""),
            Map.entry('\u201e', "\""),
            Map.entry('\u2010', "-"),
            Map.entry('\u2011', "-"),
            Map.entry('\u2012', "-"),
            Map.entry('\u2013', "-"),
            Map.entry('\u2014', "-"),
            Map.entry('\u2022', "-"),
            Map.entry('\u2026', "..."),
            Map.entry('\u00a0', " "),
            Map.entry('\u202f', " "));

    private Plain() {}

    /** Returns a text of one line, fit for a header. */
    public static String line(String value) {
        return text(value, false);
    }

    static String text(String value, boolean lines) {
        var read = STEERING.matcher(value).replaceAll("");
        return lines
                ? CONTROL_IN_LINES
                        .matcher(LINE_BREAK.matcher(read).replaceAll("\n"))
                        .replaceAll("")
                        .strip()
                : CONTROL.matcher(read).replaceAll(" ").strip();
    }

    /** Returns a variable's value as a text message says it: typed plainly, and cut where it is too long. */
    static String brief(Variable variable, String value) {
        var typed = new StringBuilder();
        value.chars().forEach(c -> typed.append(TYPED.getOrDefault((char) c, String.valueOf((char) c))));
        int longest = SMS_LONGEST.getOrDefault(variable, Integer.MAX_VALUE);
        if (typed.length() <= longest) {
            return typed.toString();
        }
        int end = longest - 3;
        return typed.substring(0, Character.isHighSurrogate(typed.charAt(end - 1)) ? end - 1 : end)
                        .stripTrailing() + "...";
    }
}
