package io.muster.functions.dispatch.template;

/** A template that cannot be filled in: nothing may be sent with a hole in it. */
public final class BrokenTemplate extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String name;

    BrokenTemplate(Template template, int version, String why) {
        super("template " + template.id() + " version " + version + ": " + why);
        this.name = template.id() + "/" + version;
    }

    /** Returns which one it is: its id and version. */
    public String name() {
        return name;
    }
}
