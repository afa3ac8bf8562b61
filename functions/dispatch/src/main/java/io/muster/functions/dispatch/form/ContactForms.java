package io.muster.functions.dispatch.form;

import io.muster.domain.touch.Obstacle;
import io.muster.functions.dispatch.form.ContactForm.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the form for messages on a page, or the link to the page that has it. */
final class ContactForms {

    private static final Pattern UNSEEN_RULE = Pattern.compile(
            "\\.([\\w-]+)\\s*\\{[^}]*(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden|left\\s*:\\s*-\\d{3,})");
    private static final String CAPTCHA = "[data-sitekey], .g-recaptcha, .h-captcha, .cf-turnstile,"
            + " script[src*=recaptcha], script[src*=hcaptcha], script[src*=turnstile], iframe[src*=captcha],"
            + " [name=g-recaptcha-response], [name=h-captcha-response], [name=cf-turnstile-response]";
    private static final Pattern CONTACT_LINK = Pattern.compile(
            "(?i)contact|get.?in.?touch|(?:request|free|get).{0,12}(?:quote|estimate)|write to us|reach us");

    private ContactForms() {}

    /** Returns the form of a page that looks most like one for messages; refuses one that only a person may send. */
    static Optional<ContactForm> find(Page page) {
        var unseen = unseenClasses(page);
        var best = page.document().select("form").stream()
                .filter(form -> !ContactForm.foreign(form))
                .map(form -> new Found(form, read(page, form, unseen)))
                .filter(found -> found.score() > 0)
                .max(Comparator.comparingInt(Found::score));
        if (best.isEmpty()) {
            return Optional.empty();
        }
        var found = best.get();
        if (!found.element().attr("method").strip().equalsIgnoreCase("post")) {
            throw new SiteRefused(Obstacle.Kind.NO_FORM, "a form that would write the message into an address");
        }
        if (page.document().selectFirst(CAPTCHA) != null || picture(found.element())) {
            throw new SiteRefused(Obstacle.Kind.CAPTCHA, "the form asks for a CAPTCHA");
        }
        return Optional.of(found.form().answerable());
    }

    /** Returns the link of a page that looks most like the way to its contact form. */
    static Optional<String> link(Page page) {
        return page.document().select("a[href]").stream()
                .filter(link -> !link.attr("href").matches("(?i)\\s*(?:mailto|tel|javascript|sms|#).*"))
                .filter(link -> CONTACT_LINK
                        .matcher(link.text() + " " + link.attr("href"))
                        .find())
                .max(Comparator.comparingInt(ContactForms::promise))
                .map(link -> link.attr("href"));
    }

    private static int promise(Element link) {
        var text = link.text().toLowerCase(Locale.ROOT);
        var href = link.attr("href").toLowerCase(Locale.ROOT);
        return (text.contains("contact") ? 2 : 0) + (href.contains("contact") ? 2 : 0) + (text.length() < 20 ? 1 : 0);
    }

    private record Found(Element element, ContactForm form) {

        int score() {
            return form.score() == 0 ? 0 : form.score() + (ContactForm.welcoming(element) ? 100 : 0);
        }
    }

    private static boolean picture(Element form) {
        return form.selectFirst("img[src*=captcha], img[id*=captcha], img[class*=captcha], img[alt*=captcha]") != null;
    }

    private static ContactForm read(Page page, Element form, Set<String> unseen) {
        var controls = new ArrayList<Control>();
        @Nullable Element button = null;
        for (var element : form.select("input, textarea, select, button")) {
            boolean named = !element.attr("name").isEmpty();
            if (disabled(element)) {
                continue;
            }
            if (sends(element)) {
                button = button == null ? element : button;
            } else if (named && !List.of("button", "reset", "image").contains(type(element))) {
                controls.add(Control.of(element, form, unseen));
            }
        }
        return new ContactForm(
                controls,
                button != null && button.hasAttr("formaction") ? button.attr("formaction") : form.attr("action"),
                form.attr("enctype").strip().equalsIgnoreCase("multipart/form-data"),
                Charsets.of(form.attr("accept-charset"), page.document().charset()),
                button == null || button.attr("name").isEmpty()
                        ? null
                        : new Part(button.attr("name"), button.attr("value")));
    }

    private static boolean sends(Element element) {
        var type = type(element);
        return type.equals("submit") || (element.normalName().equals("button") && type.isEmpty());
    }

    private static String type(Element element) {
        return element.attr("type").toLowerCase(Locale.ROOT).strip();
    }

    private static boolean disabled(Element element) {
        return element.hasAttr("disabled")
                || element.parents().stream()
                        .anyMatch(parent -> parent.normalName().equals("fieldset") && parent.hasAttr("disabled"));
    }

    private static Set<String> unseenClasses(Page page) {
        var classes = new HashSet<String>();
        for (var style : page.document().select("style")) {
            UNSEEN_RULE.matcher(style.data()).results().forEach(rule -> classes.add(rule.group(1)));
        }
        return classes;
    }
}
