package io.muster.cdk;

import java.util.Locale;

/** The queues, one for each step that is fed by messages. */
enum Step {
    DISPATCH,
    CHECK_IN,
    ESCALATION,
    REPORTING,
    FEEDBACK,
    IMPORT;

    /** Returns its name in names. */
    String purpose() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the beginning of the environment variables that tell a function where it is. */
    String variable() {
        return "MUSTER_" + name() + "_QUEUE";
    }
}
