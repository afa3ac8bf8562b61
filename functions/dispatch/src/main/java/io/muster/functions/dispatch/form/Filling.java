package io.muster.functions.dispatch.form;

import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Unsendable;
import io.muster.functions.dispatch.form.ContactForm.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Writes a message into a form: what it asks for where we know it, and everything else as the page left it. */
final class Filling {

    private static final Pattern FITTING =
            Pattern.compile("(?i)other|general|quote|estimate|inquiry|enquiry|contact|sales|question");
    private static final Pattern ADVERTISING =
            Pattern.compile("(?i)newsletter|subscrib|marketing|offers|promotion|mailing");

    private final ContactForm form;
    private final OutgoingMessage message;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> groups = new HashSet<>();

    private Filling(ContactForm form, OutgoingMessage message) {
        this.form = form;
        this.message = message;
    }

    /** Returns what is sent for the form, in its order. */
    static List<Part> of(ContactForm form, OutgoingMessage message) {
        var filling = new Filling(form, message);
        form.controls().forEach(filling::add);
        if (form.button() != null) {
            filling.parts.add(form.button());
        }
        return List.copyOf(filling.parts);
    }

    private void add(Control control) {
        switch (control.type()) {
            case "checkbox" -> {
                boolean wanted = !ADVERTISING
                        .matcher(control.label() + " " + control.name())
                        .find();
                if (control.element().hasAttr("checked") && wanted && !control.trap()) {
                    put(control, choice(control.element()));
                }
            }
            case "radio" -> radio(control);
            case "select" -> select(control);
            case "file" -> {}
            default -> put(control, control.trap() ? control.initial() : text(control));
        }
    }

    private String text(Control control) {
        if (!control.typed()) {
            return control.initial();
        }
        if (form.message().filter(control::equals).isPresent()) {
            return whole(control, message.text());
        }
        var name =
                Optional.ofNullable(message.from().name()).orElse(message.from().address());
        int space = name.indexOf(' ');
        return switch (control.purpose()) {
            case EMAIL ->
                whole(
                        control,
                        Optional.ofNullable(message.replyTo())
                                .orElse(message.from().address()));
            case NAME, COMPANY -> cut(control, name);
            case FIRST_NAME -> cut(control, space < 0 ? name : name.substring(0, space));
            case LAST_NAME -> cut(control, space < 0 ? name : name.substring(space + 1));
            case SUBJECT -> cut(control, message.subject());
            case PHONE, CAPTCHA, OTHER, MESSAGE -> control.initial();
        };
    }

    private void radio(Control control) {
        var group = form.controls().stream()
                .filter(other -> other.type().equals("radio") && other.name().equals(control.name()))
                .toList();
        if (!groups.add(control.name()) || group.stream().allMatch(Control::trap)) {
            return;
        }
        boolean required = group.stream().anyMatch(Control::required);
        group.stream()
                .filter(one -> one.element().hasAttr("checked"))
                .findFirst()
                .or(() -> group.stream()
                        .filter(one -> required && FITTING.matcher(one.label()).find())
                        .findFirst())
                .or(() -> group.stream().filter(_ -> required).findFirst())
                .ifPresent(one -> put(one, choice(one.element())));
    }

    private void select(Control control) {
        var options = control.element().select("option").stream()
                .filter(option -> !option.hasAttr("disabled"))
                .toList();
        var chosen =
                options.stream().filter(option -> option.hasAttr("selected")).toList();
        if (control.element().hasAttr("multiple")) {
            chosen.forEach(option -> put(control, value(option)));
            return;
        }
        var left = chosen.isEmpty() ? options.stream().findFirst() : Optional.of(chosen.getLast());
        boolean open = left.map(Filling::value).orElse("").isBlank() && control.required() && !control.trap();
        (open ? sensible(options).or(() -> left) : left).ifPresent(option -> put(control, value(option)));
    }

    private static Optional<Element> sensible(List<Element> options) {
        var real = options.stream().filter(option -> !value(option).isBlank()).toList();
        return real.stream()
                .filter(option -> FITTING.matcher(option.text()).find())
                .findFirst()
                .or(() -> real.stream().findFirst());
    }

    private static String value(Element option) {
        return option.hasAttr("value") ? option.attr("value") : option.text();
    }

    private static String choice(Element box) {
        return box.hasAttr("value") ? box.attr("value") : "on";
    }

    private void put(Control control, String value) {
        parts.add(new Part(control.name(), value));
    }

    private static String cut(Control control, String value) {
        return value.length() <= control.longest() ? value : value.substring(0, control.longest());
    }

    /** Half a message, or half an address to reply to, is worse than none. */
    private String whole(Control control, String value) {
        if (value.length() > control.longest()) {
            throw new Unsendable(message.touchId(), "the form takes " + control.longest() + " characters at most");
        }
        return value;
    }
}
