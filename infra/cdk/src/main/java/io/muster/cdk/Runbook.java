package io.muster.cdk;

/** What an alarm asks for: the section of {@code infra/README.md} that goes on from there, and what to do first. */
enum Runbook {
    QUEUE_WAITS(
            "A queue waits",
            "see on the dashboard whether its function fails, is throttled or is slow; a paused event source mapping"
                    + " stops a queue as well"),
    DEAD_LETTERS(
            "Dead letters",
            "read the reason with GET /dead-letters, mend the cause, then redrive; what stays in the queue itself names"
                    + " no workspace and is described in the log of the function dead-letters"),
    UNKNOWN_TOUCHES(
            "UNKNOWN touches",
            "find the campaigns in the log (outcome unknown) and ask the provider's own records whether the messages"
                    + " went; nothing is ever sent again by itself"),
    LATE_CHECK_INS(
            "Late check-ins",
            "look at the age and the errors of the queue check-in and of its function, then at the timers' dead"
                    + " letters"),
    SWEEP_SILENT(
            "The sweep is silent",
            "look at the errors of the function sweep and at its schedule; nothing that loses its trigger is found"
                    + " until it runs again"),
    FUNCTION_FAILS(
            "A function fails",
            "look for level ERROR and for time-outs in its log; after a deployment, point its alias to the version"
                    + " before"),
    THROTTLED(
            "Functions are throttled",
            "compare the account's concurrent executions with its quota; ask for more, or lower concurrentFunctions"),
    NEEDS_A_PERSON(
            "Failures that need a person",
            "sum them up with GET /errors?since=, and look for the code in the log; a provider that is set up wrongly"
                    + " holds its messages until that is put right"),
    API_FAILS("The API fails", "look in the access log for the route with status 5xx, then in its function's log"),
    API_SLOW("The API is slow", "see on the dashboard which function's duration has grown, and whether it starts cold"),
    REPUTATION(
            "Bounces and complaints",
            "pause the campaigns that were imported last and check where their addresses come from; SES suspends"
                    + " senders at twice these rates and more"),
    TABLE_REFUSES(
            "The table refuses",
            "see in the log which function is refused and for which key; a hot partition cools down by itself, a wrong"
                    + " request does not");

    private final String heading;
    private final String first;

    Runbook(String heading, String first) {
        this.heading = heading;
        this.first = first;
    }

    /** Returns the title of its section. */
    String heading() {
        return heading;
    }

    /** Returns the description of an alarm that calls for it. */
    String after(String whatHappened) {
        return whatHappened + " First: " + first + ". Then: infra/README.md, \"" + heading + "\".";
    }
}
