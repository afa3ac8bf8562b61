package io.muster.functions.dispatch.form;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Character sets by the names that websites give them. */
final class Charsets {

    private Charsets() {}

    /** Returns whether text can be written in a set of this name. */
    static boolean known(String name) {
        try {
            return Charset.isSupported(name) && Charset.forName(name).canEncode();
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    /** Returns the first known set of a form's list, else the page's own; what no form is sent in becomes UTF-8. */
    static Charset of(String accepted, Charset page) {
        var chosen = Arrays.stream(accepted.split("[\\s,]+"))
                .filter(name -> !name.isEmpty() && known(name))
                .findFirst()
                .map(Charset::forName)
                .orElse(page);
        return chosen.name().startsWith("UTF-") || !chosen.canEncode() ? StandardCharsets.UTF_8 : chosen;
    }
}
