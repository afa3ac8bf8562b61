package io.muster.functions.dispatch.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * One named field of a form, as a browser would send it.
 *
 * @param label the words that a person reads beside it
 * @param required whether the form says that it must be answered
 * @param trap whether nobody who looks at the page can see it: whoever fills it is a machine
 * @param longest the most characters that it takes
 */
record Control(Element element, String label, Purpose purpose, boolean required, boolean trap, int longest) {

    private static final Set<String> TEXT = Set.of("text", "email", "tel", "url", "search", "textarea");
    private static final Pattern UNSEEN = Pattern.compile(
            "(?i)display:none|visibility:hidden|opacity:0(?![.\\d]*[1-9])|(?:left|top|right|text-indent):-\\d{3,}"
                + "|(?:^|;)(?:max-)?(?:height|width):[01](?:px)?(?:;|$|!)|clip:rect\\(0|clip-path:inset\\((?:50|100)%");
    private static final Pattern TRAP_CLASS = Pattern.compile(
            "(?i)(?:^|[\\s_-])(?:honey(?:pot)?|hp|ohnohoney|bot-?field|d-none|is-hidden|hidden|visually-hidden|sr-only"
                    + "|screen-reader-text|offscreen|hide)(?:$|[\\s_-])");
    private static final Pattern TRAP_WORDS = Pattern.compile(
            "(?i)honey|leave (?:this )?(?:field )?(?:blank|empty)|do not fill|don't fill|not fill (?:this|in)");

    static Control of(Element element, Element form, Set<String> unseenClasses) {
        var label = label(element);
        return new Control(
                element,
                label,
                purpose(element, label),
                required(element, label),
                trap(element, form, label, unseenClasses),
                limit(element));
    }

    String name() {
        return element.attr("name");
    }

    /** Returns the kind of field: the type of an input, or the name of any other element. */
    String type() {
        return type(element);
    }

    /** Returns whether a person would type into it. */
    boolean typed() {
        return TEXT.contains(type());
    }

    /** Returns what it holds before anybody touches it. */
    String initial() {
        return element.normalName().equals("textarea") ? element.wholeText() : element.attr("value");
    }

    private static String type(Element element) {
        if (!element.normalName().equals("input")) {
            return element.normalName();
        }
        var type = element.attr("type").toLowerCase(Locale.ROOT).strip();
        return type.isEmpty() ? "text" : type;
    }

    private static String label(Element element) {
        var words = new ArrayList<String>();
        var page = element.root();
        if (!element.id().isEmpty()) {
            page.getElementsByAttributeValue("for", element.id()).forEach(label -> words.add(label.text()));
        }
        for (var parent : element.parents()) {
            if (parent.normalName().equals("label")) {
                words.add(parent.ownText());
                parent.children().stream()
                        .filter(child ->
                                child.select("input, select, textarea, button").isEmpty())
                        .forEach(child -> words.add(child.text()));
            }
        }
        for (var id : List.of(element.attr("aria-labelledby").split("\\s+"))) {
            var label = id.isEmpty() ? null : page.getElementById(id);
            if (label != null) {
                words.add(label.text());
            }
        }
        words.add(element.attr("aria-label"));
        words.add(element.attr("placeholder"));
        words.add(element.attr("title"));
        return String.join(" ", words).strip();
    }

    private static Purpose purpose(Element element, String label) {
        if (type(element).equals("email")) {
            return Purpose.EMAIL;
        }
        if (type(element).equals("tel")) {
            return Purpose.PHONE;
        }
        var token = Stream.of(
                        element.attr("autocomplete").toLowerCase(Locale.ROOT).split("\\s+"))
                .reduce("", (first, last) -> last);
        return Stream.of(
                        Purpose.ofToken(token),
                        Purpose.of(label),
                        Purpose.of(element.attr("name")),
                        Purpose.of(element.id()))
                .filter(purpose -> purpose != Purpose.OTHER)
                .findFirst()
                .orElse(Purpose.OTHER);
    }

    private static boolean required(Element element, String label) {
        return element.hasAttr("required")
                || element.attr("aria-required").equalsIgnoreCase("true")
                || element.className().toLowerCase(Locale.ROOT).contains("required")
                || label.contains("*");
    }

    private static boolean trap(Element element, Element form, String label, Set<String> unseenClasses) {
        if (type(element).equals("hidden")) {
            return false;
        }
        for (Element at = element; at != null && !at.equals(form); at = at.parent()) {
            if (unseen(at, unseenClasses)) {
                return true;
            }
        }
        boolean skipped = element.attr("tabindex").strip().startsWith("-") && !choice(element);
        return skipped
                || TRAP_WORDS
                        .matcher(label + " " + element.attr("name") + " " + element.id())
                        .find();
    }

    private static boolean choice(Element element) {
        return List.of("checkbox", "radio").contains(type(element));
    }

    private static boolean unseen(Element element, Set<String> unseenClasses) {
        return element.hasAttr("hidden")
                || element.attr("aria-hidden").equalsIgnoreCase("true")
                || UNSEEN.matcher(element.attr("style").replaceAll("\\s+", "")).find()
                || TRAP_CLASS.matcher(element.className()).find()
                || element.classNames().stream().anyMatch(unseenClasses::contains);
    }

    private static int limit(Element element) {
        var written = element.attr("maxlength");
        return written.matches("[0-9]{1,6}") ? Integer.parseInt(written) : Integer.MAX_VALUE;
    }
}
