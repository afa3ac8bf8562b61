package io.muster.functions.dispatch.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a site's robots.txt allows us, as RFC 9309 reads it: our own group, else everybody's; the longest match wins. */
record Robots(List<Rule> rules) {

    /** A site that says nothing. */
    static final Robots SILENT = new Robots(List.of());

    /** A site that says more than anybody reads. */
    static final Robots NOBODY = new Robots(List.of(new Rule("/", false)));

    private static final int MOST_RULES = 2_000;

    Robots {
        rules = List.copyOf(rules);
    }

    /** One line; an allowing one wins against a forbidding one of the same length. */
    record Rule(String pattern, boolean allows) {

        /** {@code *} stands for anything, a closing {@code $} for the end. */
        boolean matches(String target) {
            boolean whole = pattern.endsWith("$");
            var parts = (whole ? pattern.substring(0, pattern.length() - 1) : pattern).split("\\*", -1);
            if (!target.startsWith(parts[0])) {
                return false;
            }
            int at = parts[0].length();
            for (int i = 1; i < parts.length; i++) {
                boolean last = i == parts.length - 1;
                int found = last && whole ? target.length() - parts[i].length() : target.indexOf(parts[i], at);
                if (found < at || !target.startsWith(parts[i], found)) {
                    return false;
                }
                at = found + parts[i].length();
            }
            return !whole || at == target.length();
        }
    }

    /** Returns whether a path and query may be asked for. */
    boolean allows(String target) {
        int longest = -1;
        boolean allowed = true;
        for (var rule : rules) {
            int length = rule.pattern().length();
            if (length >= longest && rule.matches(target)) {
                allowed = rule.allows() || (length == longest && allowed);
                longest = length;
            }
        }
        return allowed;
    }

    /** Reads a robots.txt for a robot of a name; groups of the same name are one. */
    static Robots parse(String text, String robot) {
        var own = new ArrayList<Rule>();
        var everybodys = new ArrayList<Rule>();
        boolean named = false;
        boolean inOwn = false;
        boolean inEverybodys = false;
        boolean inHead = false;
        for (var line : text.lines().toList()) {
            var parts = line.replaceFirst("#.*", "").strip().split("\\s*:\\s*", 2);
            var key = parts[0].toLowerCase(Locale.ROOT);
            var value = parts.length < 2 ? "" : parts[1];
            if (key.equals("user-agent")) {
                inOwn = (inHead && inOwn) || names(value, robot);
                inEverybodys = (inHead && inEverybodys) || value.equals("*");
                named |= inOwn;
                inHead = true;
            } else if (key.equals("allow") || key.equals("disallow")) {
                inHead = false;
                var rule = new Rule(normal(value), key.equals("allow"));
                boolean says = !value.isEmpty() && own.size() + everybodys.size() < MOST_RULES;
                if (says && inOwn) {
                    own.add(rule);
                }
                if (says && inEverybodys) {
                    everybodys.add(rule);
                }
            }
        }
        return new Robots(named ? own : everybodys);
    }

    private static boolean names(String value, String robot) {
        return Pattern.compile("[^A-Za-z_-]")
                .splitAsStream(value)
                .findFirst()
                .orElse("")
                .equalsIgnoreCase(robot);
    }

    private static String normal(String path) {
        return path.startsWith("/") || path.startsWith("*") ? path : "/" + path;
    }
}
