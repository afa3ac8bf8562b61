package io.muster.functions.dispatch.template;

/** The messages that Muster can write, each with a template file per part. */
public enum Template {
    INVITATION("invitation", true),
    REMINDER("reminder", true),
    REPORT("report", true),
    ALERT("alert", true),
    CALL("call", false),
    OUTREACH("outreach", false),
    CONFIRMATION("sms.confirmation", false),
    HELP("sms.help", false);

    private final String file;
    private final boolean rich;

    Template(String file, boolean rich) {
        this.file = file;
        this.rich = rich;
    }

    String file() {
        return file;
    }

    /** Returns whether it has an HTML part beside the text. */
    boolean rich() {
        return rich;
    }
}
