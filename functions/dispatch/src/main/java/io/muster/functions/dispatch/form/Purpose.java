package io.muster.functions.dispatch.form;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a field of a form asks for, told by the words around it. The order is that of the questions: the first to fit wins. */
enum Purpose {
    CAPTCHA("captcha|security code|verification code|human|robot|spam|anti spam|what is \\d+|\\d+ \\+ \\d+"),
    EMAIL("e ?mail|email address|reply to"),
    FIRST_NAME("first name|firstname|fname|given name|forename"),
    LAST_NAME("last name|lastname|lname|surname|family name"),
    PHONE("phone|mobile|telephone|tel|cell"),
    COMPANY("company|organi[sz]ation|business|firm"),
    SUBJECT("subject|topic|regarding"),
    MESSAGE("message|comments?|questions?|inquiry|enquiry|details|description|how can we help|tell"
            + " us|describe|project|request"),
    NAME("full ?name|your ?name|contact ?name|name|who are you"),
    OTHER("(?!)");

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private final Pattern words;

    Purpose(String words) {
        this.words = Pattern.compile("(?<![a-z])(?:" + words + ")(?![a-z])");
    }

    /** Returns the purpose that a text speaks of. */
    static Purpose of(String text) {
        var plain = CAMEL.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}0-9+]+", " ");
        return Arrays.stream(values())
                .filter(purpose -> purpose.words.matcher(plain).find())
                .findFirst()
                .orElse(OTHER);
    }

    /** Returns the purpose that an {@code autocomplete} token of HTML stands for. */
    static Purpose ofToken(String token) {
        return switch (token) {
            case "email" -> EMAIL;
            case "name" -> NAME;
            case "given-name" -> FIRST_NAME;
            case "family-name" -> LAST_NAME;
            case "tel", "tel-national" -> PHONE;
            case "organization" -> COMPANY;
            default -> OTHER;
        };
    }
}
