package io.muster.functions.dispatch.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import io.muster.aws.store.Texts;
import java.util.EnumMap;
import java.util.Map;

/**
 * A template ready to be filled in. Subjects and texts are written as they are, HTML is escaped. Every variable that it
 * names must be given; one that may be absent is given as an empty text, and a section on it is left out. Values are
 * never read as templates.
 */
final class Compiled {

    private static final Mustache.Compiler PLAIN = Mustache.compiler()
            .escapeHTML(false)
            .strictSections(true)
            .emptyStringIsFalse(true)
            .withLoader(name -> {
                throw new MustacheException("no template includes another: " + name);
            });
    private static final Mustache.Compiler HTML = PLAIN.escapeHTML(true);

    private final Template template;
    private final int version;
    private final Map<Part, com.samskivert.mustache.Template> parts = new EnumMap<>(Part.class);

    private Compiled(Template template, int version) {
        this.template = template;
        this.version = version;
    }

    /**
     * Returns a version of a template, ready to be filled in.
     *
     * @throws BrokenTemplate when a part is missing or cannot be read
     */
    static Compiled of(Template template, int version, Texts texts) {
        var compiled = new Compiled(template, version);
        for (var part : template.parts()) {
            var source = part.of(texts);
            if (source == null) {
                throw new BrokenTemplate(template, version, "it has no " + part.wire());
            }
            try {
                compiled.parts.put(part, compile(part, source));
            } catch (MustacheException e) {
                throw new BrokenTemplate(template, version, String.valueOf(e.getMessage()));
            }
        }
        return compiled;
    }

    static com.samskivert.mustache.Template compile(Part part, String source) {
        try {
            return (part == Part.HTML ? HTML : PLAIN).compile(source);
        } catch (StringIndexOutOfBoundsException empty) { // what the parser makes of a tag without a name
            throw new MustacheException("a tag names nothing", empty);
        }
    }

    /**
     * Returns the template filled in.
     *
     * @throws BrokenTemplate when it names a variable that is not given, or a part says nothing
     */
    Rendered render(Map<String, Object> variables) {
        return new Rendered(
                parts.containsKey(Part.SUBJECT)
                        ? render(Part.SUBJECT, variables).strip()
                        : "",
                render(Part.TEXT, variables),
                parts.containsKey(Part.HTML) ? render(Part.HTML, variables) : null);
    }

    private String render(Part part, Map<String, Object> variables) {
        var source = parts.get(part);
        try {
            var text = source == null ? "" : source.execute(variables);
            if (text.isBlank()) {
                throw new BrokenTemplate(template, version, "its " + part.wire() + " says nothing");
            }
            return text;
        } catch (MustacheException e) {
            throw new BrokenTemplate(template, version, part.wire() + ": " + e.getMessage());
        }
    }
}
