package io.muster.functions.dispatch.template;

import java.util.EnumMap;
import java.util.Map;

/** The templates of one workspace at one moment, read as a whole, so that nothing has to be looked up while sending. */
public final class Book {

    private final Map<Template, Compiled> templates;
    private final Map<Template, BrokenTemplate> broken;

    Book(Map<Template, Compiled> templates, Map<Template, BrokenTemplate> broken) {
        this.templates = new EnumMap<>(templates);
        this.broken = Map.copyOf(broken);
    }

    /**
     * Returns a template filled in.
     *
     * @throws BrokenTemplate when it cannot be
     */
    public Rendered render(Template template, Wording wording) {
        var why = broken.get(template);
        if (why != null) {
            throw why;
        }
        var compiled = templates.get(template);
        if (compiled == null) {
            throw new IllegalStateException("no template " + template);
        }
        return compiled.render(wording.variables(template));
    }

    /** Returns the same with the built-in template where the workspace's own cannot be filled in. */
    public Rendered renderAnyway(Template template, Wording wording) {
        try {
            return render(template, wording);
        } catch (BrokenTemplate e) {
            return Templates.builtIn().render(template, wording);
        }
    }
}
