package io.muster.functions.dispatch.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Looks at the places in which an HTML template uses what others wrote. Escaping makes a value harmless in text and in
 * quoted attributes, and nowhere else: so nowhere else may it stand, and nothing may be there that acts by itself.
 */
final class HtmlPlaces {

    private static final Set<String> ACTING =
            Set.of("script", "iframe", "frame", "object", "embed", "applet", "form", "base", "svg", "math", "template");
    private static final Set<String> LINKS = Set.of(
            "href", "src", "action", "formaction", "background", "poster", "cite", "data", "srcset", "xlink:href");
    private static final String OPT_OUT = "{{optouturl}}";

    private final String source;
    private final List<Finding> findings = new ArrayList<>();
    private int at;

    private HtmlPlaces(String source) {
        this.source = source;
    }

    /** Returns everything in a source that could act, or let others' words act. */
    static List<Finding> look(String source) {
        var places = new HtmlPlaces(source);
        places.text();
        return List.copyOf(places.findings);
    }

    private void text() {
        while (at < source.length()) {
            if (source.startsWith("<!--", at)) {
                skipPast("-->");
            } else if (source.charAt(at) == '<' && at + 1 < source.length() && opensTag(source.charAt(at + 1))) {
                tag();
            } else {
                at++;
            }
        }
    }

    private static boolean opensTag(char next) {
        return Character.isLetter(next) || next == '/' || next == '!' || next == '?';
    }

    private void tag() {
        int start = at++;
        boolean closing = at < source.length() && source.charAt(at) == '/';
        var element = word(closing ? at + 1 : at).toLowerCase(Locale.ROOT);
        if (ACTING.contains(element) && !closing) {
            note(start, "has a " + element + " element", "text, tables, links and images");
        }
        attributes();
        if (element.equals("style") && !closing) {
            int body = at;
            skipPast("</style");
            int used = source.substring(body, at).indexOf("{{");
            if (used >= 0) {
                note(body + used, "has a variable in a style sheet", "variables in text and in quoted attributes");
            }
        }
    }

    private void attributes() {
        var name = new StringBuilder();
        while (at < source.length() && source.charAt(at) != '>') {
            char c = source.charAt(at);
            if (c == '"' || c == '\'') {
                value(name.toString().toLowerCase(Locale.ROOT), c);
                name.setLength(0);
            } else if (source.startsWith("{{", at)) {
                note(at, "has a variable in a tag, outside quotes", "variables in text and in quoted attributes");
                skipPast("}}");
            } else {
                if (Character.isWhitespace(c) || c == '/') {
                    name.setLength(0);
                } else if (c != '=') {
                    name.append(c);
                } else if (name.toString().toLowerCase(Locale.ROOT).startsWith("on")) {
                    note(at, "has an " + name + " attribute", "nothing that acts by itself");
                }
                at++;
            }
        }
        at = Math.min(at + 1, source.length());
    }

    private void value(String attribute, char quote) {
        int start = at + 1;
        int end = source.indexOf(quote, start);
        at = end < 0 ? source.length() : end + 1;
        var value = source.substring(start, end < 0 ? source.length() : end);
        if (LINKS.contains(attribute) && leadsAstray(value.strip().toLowerCase(Locale.ROOT))) {
            note(
                    start,
                    "has a link that leads where others say",
                    "{{optOutUrl}}, or a https:, http: or mailto: address");
        }
        if ((attribute.equals("style") || attribute.equals("srcdoc")) && value.contains("{{")) {
            note(start, "has a variable in a " + attribute + " attribute", "variables in text and in other attributes");
        }
    }

    private static boolean leadsAstray(String link) {
        boolean others = link.startsWith("{{") && !link.startsWith(OPT_OUT);
        return others || link.startsWith("javascript:") || link.startsWith("vbscript:") || link.startsWith("data:");
    }

    private String word(int from) {
        int end = from;
        while (end < source.length() && Character.isLetterOrDigit(source.charAt(end))) {
            end++;
        }
        return source.substring(from, end);
    }

    private void skipPast(String what) {
        int found = source.toLowerCase(Locale.ROOT).indexOf(what, at);
        at = found < 0 ? source.length() : found + what.length();
    }

    private void note(int offset, String message, String allowed) {
        findings.add(Finding.at(Part.HTML, source, offset, message, allowed));
    }
}
