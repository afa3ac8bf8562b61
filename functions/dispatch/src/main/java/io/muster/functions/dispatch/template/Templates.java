package io.muster.functions.dispatch.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The built-in templates, parsed once. Subjects and texts are written as they are, HTML is escaped. Every variable that
 * a template names must be given; one that may be absent is given as an empty string, and a section on it is left out.
 */
public final class Templates {

    private static final Mustache.Compiler PLAIN =
            Mustache.compiler().escapeHTML(false).strictSections(true).emptyStringIsFalse(true);
    private static final Mustache.Compiler HTML = PLAIN.escapeHTML(true).withLoader(Templates::reader);

    private final Map<Template, Parts> parts = new EnumMap<>(Template.class);

    private Templates() {
        for (var template : Template.values()) {
            parts.put(template, Parts.of(template));
        }
    }

    /** Returns the templates that come with Muster. */
    public static Templates builtIn() {
        return new Templates();
    }

    /**
     * Returns a template filled in.
     *
     * @throws MissingVariable when the template names a variable that is not given
     */
    public Rendered render(Template template, Map<String, Object> variables) {
        var wanted = parts.get(template);
        if (wanted == null) {
            throw new IllegalStateException("no template " + template);
        }
        try {
            var html = wanted.html();
            return new Rendered(
                    wanted.subject().execute(variables).strip(),
                    wanted.text().execute(variables),
                    html == null ? null : html.execute(variables));
        } catch (MustacheException.Context e) {
            throw new MissingVariable(template.file(), e);
        }
    }

    private record Parts(
            com.samskivert.mustache.Template subject,
            com.samskivert.mustache.Template text,
            com.samskivert.mustache.@Nullable Template html) {

        static Parts of(Template template) {
            return new Parts(
                    PLAIN.compile(source(template.file() + ".subject")),
                    PLAIN.compile(source(template.file() + ".txt")),
                    template.rich() ? HTML.compile(source(template.file() + ".html")) : null);
        }
    }

    private static Reader reader(String name) {
        return new StringReader(source(name + ".html"));
    }

    private static String source(String name) {
        try (var in = Templates.class.getResourceAsStream(name + ".mustache")) {
            if (in == null) {
                throw new IllegalStateException("template " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
