package io.muster.functions.dispatch.template;

import io.muster.aws.store.Texts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a template consists of, each part a text of its own. */
public enum Part {
    SUBJECT("subject"),
    TEXT("txt"),
    HTML("html");

    private final String file;

    Part(String file) {
        this.file = file;
    }

    /** Returns how the file of a built-in part ends. */
    String file() {
        return file;
    }

    /** Returns how requests and answers call it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the source of this part, if the template has it. */
    public @Nullable String of(Texts texts) {
        return switch (this) {
            case SUBJECT -> texts.subject();
            case TEXT -> texts.text();
            case HTML -> texts.html();
        };
    }
}
