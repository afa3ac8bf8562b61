package io.muster.functions.dispatch.template;

import io.muster.aws.store.Table;
import io.muster.aws.store.TemplateHeads;
import io.muster.aws.store.TemplateHeads.Head;
import io.muster.aws.store.TemplateStore;
import io.muster.aws.store.TemplateVersion;
import io.muster.aws.store.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates of each workspace: the built-in ones, and those that it has put in their place, which are read again
 * only when one of them has changed.
 */
public final class Templates {

    private static final int MOST_WORKSPACES = 100;
    private static final Map<Template, Compiled> BUILT_IN = compiled();

    private final TemplateStore store;
    private final Map<String, Known> known = Collections.synchronizedMap(new Recent());

    public Templates(Table table) {
        this.store = new TemplateStore(table);
    }

    private record Known(long version, Book book) {}

    /** Forgets the workspace that was not asked for longest, which is read again when it is. */
    private static final class Recent extends LinkedHashMap<String, Known> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_WORKSPACES;
        }
    }

    /** Returns the built-in templates. */
    public static Book builtIn() {
        return new Book(BUILT_IN, Map.of());
    }

    /** Returns the built-in texts of a template. */
    public static Texts builtIn(Template template) {
        return new Texts(
                source(template, Part.SUBJECT),
                String.valueOf(source(template, Part.TEXT)),
                source(template, Part.HTML));
    }

    /**
     * Returns texts filled in as a template that nobody uses yet.
     *
     * @throws BrokenTemplate when they cannot be
     */
    public static Rendered rendered(Template template, Texts texts, Wording wording) {
        return Compiled.of(template, 0, texts).render(wording.variables(template));
    }

    /** Returns the templates that a workspace uses, as its heads name them. */
    public Book of(String workspace, TemplateHeads heads) {
        var fresh = known.get(workspace);
        if (fresh != null && fresh.version() == heads.version()) {
            return fresh.book();
        }
        var book = read(workspace, heads);
        known.put(workspace, new Known(heads.version(), book));
        return book;
    }

    private Book read(String workspace, TemplateHeads heads) {
        var edited = heads.heads().stream().filter(Head::edited).toList();
        if (edited.isEmpty()) {
            return builtIn();
        }
        var versions = store.findAll(workspace, edited);
        var templates = new EnumMap<>(BUILT_IN);
        var broken = new EnumMap<Template, BrokenTemplate>(Template.class);
        for (var head : edited) {
            Template.of(head.templateId()).ifPresent(template -> {
                try {
                    templates.put(template, compiled(template, head, versions.get(head.templateId())));
                } catch (BrokenTemplate e) {
                    broken.put(template, e);
                }
            });
        }
        return new Book(templates, broken);
    }

    private static Compiled compiled(Template template, Head head, @Nullable TemplateVersion version) {
        var texts = version == null ? null : version.texts();
        if (texts == null) {
            throw new BrokenTemplate(template, head.version(), "its words are not stored");
        }
        return Compiled.of(template, head.version(), texts);
    }

    private static Map<Template, Compiled> compiled() {
        var all = new EnumMap<Template, Compiled>(Template.class);
        for (var template : Template.values()) {
            all.put(template, Compiled.of(template, 0, builtIn(template)));
        }
        return all;
    }

    private static @Nullable String source(Template template, Part part) {
        if (!template.parts().contains(part)) {
            return null;
        }
        var name = template.id() + "." + part.file() + ".mustache";
        try (var in = Templates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("template " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
