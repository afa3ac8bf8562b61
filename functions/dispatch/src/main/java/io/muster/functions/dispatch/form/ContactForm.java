package io.muster.functions.dispatch.form;

import io.muster.domain.touch.Obstacle;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A form that a message can be written into: it asks for a name, a reply address and a message.
 *
 * @param action where it is posted to, as it is written
 * @param multipart whether its fields are sent as parts
 * @param button the name and value of the button that sends it; absent when the button has no name
 */
record ContactForm(
        List<Control> controls,
        String action,
        boolean multipart,
        Charset charset,
        @Nullable Part button) {

    /** The pages of comments and accounts ask for the same three things, and are for something else. */
    private static final Pattern OTHER_FORM =
            Pattern.compile("(?i)comment-?form|wp-comments-post|log-?in|sign-?(?:in|up)|regist|checkout|search");

    private static final Pattern CONTACT =
            Pattern.compile("(?i)contact|quote|estimate|enquir|inquir|message|get.in.touch");

    ContactForm {
        controls = List.copyOf(controls);
    }

    /** A field's name and the value that is sent for it. */
    record Part(String name, String value) {}

    /** Returns how much a form looks like one for messages; 0 for any other. */
    int score() {
        return has(Purpose.EMAIL) && named() && message().isPresent() ? 1 + controls.size() : 0;
    }

    /** Returns the field for the words: a text area before a line. */
    Optional<Control> message() {
        return open(Purpose.MESSAGE)
                .filter(control -> control.type().equals("textarea"))
                .findFirst()
                .or(() -> controls.stream()
                        .filter(control -> control.type().equals("textarea") && !control.trap())
                        .findFirst())
                .or(() -> open(Purpose.MESSAGE).findFirst());
    }

    /** Refuses a form that a person must look at: one that asks what we cannot answer truthfully, or for a consent. */
    ContactForm answerable() {
        for (var control : controls) {
            if (control.purpose() == Purpose.CAPTCHA && control.typed() && !control.trap()) {
                throw new SiteRefused(Obstacle.Kind.CAPTCHA, "the form asks for a CAPTCHA");
            }
            if (control.required() && !control.trap() && !answered(control)) {
                throw new SiteRefused(Obstacle.Kind.FORM_NEEDS_PERSON, "the form asks what only a person can answer");
            }
        }
        return this;
    }

    private boolean answered(Control control) {
        return switch (control.type()) {
            case "checkbox" -> control.element().hasAttr("checked");
            case "file", "password" -> false;
            case "radio", "select", "hidden" -> true;
            default ->
                switch (control.purpose()) {
                    case EMAIL, NAME, FIRST_NAME, LAST_NAME, COMPANY, SUBJECT, MESSAGE -> true;
                    case PHONE, CAPTCHA, OTHER ->
                        !control.initial().isBlank()
                                || message().filter(control::equals).isPresent();
                };
        };
    }

    private boolean named() {
        return has(Purpose.NAME) || has(Purpose.FIRST_NAME) || has(Purpose.LAST_NAME);
    }

    private boolean has(Purpose purpose) {
        return open(purpose).findFirst().isPresent();
    }

    private java.util.stream.Stream<Control> open(Purpose purpose) {
        return controls.stream().filter(control -> control.typed() && !control.trap() && control.purpose() == purpose);
    }

    /** Returns whether a form is plainly for something else than messages. */
    static boolean foreign(Element form) {
        return form.selectFirst("input[type=password]") != null
                || OTHER_FORM
                        .matcher(form.id() + " " + form.className() + " " + form.attr("action") + " "
                                + form.attr("role"))
                        .find();
    }

    /** Returns whether a form says of itself that it is for messages. */
    static boolean welcoming(Element form) {
        return CONTACT.matcher(form.id() + " " + form.className() + " " + form.attr("action") + " " + form.attr("name")
                        + " " + form.attr("aria-label"))
                .find();
    }
}
