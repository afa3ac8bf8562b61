package io.muster.cdk;

import static io.muster.cdk.Grants.Table.BATCH_GET;
import static io.muster.cdk.Grants.Table.CHECK;
import static io.muster.cdk.Grants.Table.DELETE;
import static io.muster.cdk.Grants.Table.GET;
import static io.muster.cdk.Grants.Table.PUT;
import static io.muster.cdk.Grants.Table.QUERY;
import static io.muster.cdk.Grants.Table.UPDATE;
import static io.muster.cdk.Step.CHECK_IN;
import static io.muster.cdk.Step.DISPATCH;
import static io.muster.cdk.Step.ESCALATION;
import static io.muster.cdk.Step.FEEDBACK;
import static io.muster.cdk.Step.IMPORT;
import static io.muster.cdk.Step.REPORTING;

import java.util.List;

/** Every function: its trigger and what it may do. */
final class Catalogue {

    private static final int MEMORY = 1024;

    /** An HTTP API waits for 30 seconds at most. */
    private static final int ANSWER_SECONDS = 29;

    /** As long as {@code Installation.FUNCTION_LIMIT}, to which leases and patience in the code are fitted. */
    static final int STEP_SECONDS = 45;

    private Catalogue() {}

    static final List<FunctionSpec> FUNCTIONS = List.of(
            api(
                    "campaigns-api",
                    "strategy",
                    "CampaignsApi",
                    "Plans and starts campaigns",
                    Grants.on(GET, BATCH_GET, QUERY, PUT, DELETE, CHECK)
                            .sending(DISPATCH, REPORTING)
                            .withTimers()),
            api(
                    "bid-cards-api",
                    "strategy",
                    "BidCardsApi",
                    "Keeps bid cards, which start campaigns",
                    Grants.on(GET, BATCH_GET, QUERY, PUT, DELETE, CHECK)
                            .sending(DISPATCH, REPORTING)
                            .withTimers()),
            api(
                    "contacts-api",
                    "strategy",
                    "contacts.ContactsApi",
                    "Takes, shows and gives out contacts",
                    Grants.on(GET, BATCH_GET, QUERY, PUT, UPDATE, DELETE).withFiles()),
            fed(
                    "import",
                    "strategy",
                    "contacts.ImportHandler",
                    "Imports files of contacts",
                    IMPORT,
                    1,
                    Grants.on(GET, BATCH_GET, QUERY, PUT, UPDATE, DELETE)
                            .sending(IMPORT)
                            .withFiles()),
            api(
                    "templates-api",
                    "dispatch",
                    "TemplatesApi",
                    "Keeps the words of messages",
                    Grants.on(GET, QUERY, PUT).withMail()),
            fed(
                    "dispatch",
                    "dispatch",
                    "DispatchHandler",
                    "Sends",
                    DISPATCH,
                    10,
                    Grants.on(GET, BATCH_GET, QUERY, PUT, UPDATE, CHECK)
                            .sending(DISPATCH, ESCALATION)
                            .withTimers()
                            .withMail()),
            fed(
                    "check-in",
                    "check-in",
                    "CheckInHandler",
                    "Looks at progress",
                    CHECK_IN,
                    10,
                    Grants.on(GET, BATCH_GET, QUERY, PUT, DELETE, CHECK)
                            .sending(DISPATCH, ESCALATION, REPORTING)
                            .withTimers()),
            fed(
                    "feedback",
                    "check-in",
                    "FeedbackHandler",
                    "Takes providers at their word",
                    FEEDBACK,
                    10,
                    Grants.on(GET, BATCH_GET, QUERY, PUT).sending(ESCALATION)),
            new FunctionSpec(
                    "sweep",
                    "check-in",
                    handler("check-in", "SweepHandler"),
                    "Finds what lost its trigger",
                    new Trigger.EveryMinute(),
                    MEMORY,
                    STEP_SECONDS,
                    Grants.on(GET, QUERY, UPDATE)
                            .sending(DISPATCH, CHECK_IN, ESCALATION, REPORTING)
                            .withTimers()),
            api(
                    "responses-api",
                    "check-in",
                    "ResponsesApi",
                    "Takes bids and answers",
                    Grants.on(GET, BATCH_GET, QUERY, PUT, DELETE, CHECK)
                            .sending(DISPATCH, ESCALATION, REPORTING)
                            .withTimers()),
            api(
                    "opt-out-api",
                    "check-in",
                    "OptOutApi",
                    "Lets people out",
                    Grants.on(GET, BATCH_GET, PUT).sending(CHECK_IN)),
            api(
                    "suppressions-api",
                    "check-in",
                    "SuppressionsApi",
                    "Keeps the list of those who are not written to",
                    Grants.on(GET, BATCH_GET, QUERY, PUT, DELETE).sending(CHECK_IN)),
            new FunctionSpec(
                    "dead-letters",
                    "escalation",
                    handler("escalation", "DeadLetterHandler"),
                    "Files what was given up",
                    new Trigger.DeadLetters(10),
                    MEMORY,
                    STEP_SECONDS,
                    Grants.on(GET, QUERY, PUT, UPDATE)),
            api(
                    "dead-letters-api",
                    "escalation",
                    "DeadLettersApi",
                    "Shows, sends back and discards what was given up",
                    Grants.on(GET, QUERY, PUT).sending(DISPATCH, CHECK_IN, ESCALATION, REPORTING, FEEDBACK, IMPORT)),
            fed(
                    "escalation",
                    "escalation",
                    "EscalationHandler",
                    "Carries out what a check-in owes",
                    ESCALATION,
                    10,
                    Grants.on(GET, BATCH_GET, QUERY, PUT, DELETE, CHECK)
                            .sending(DISPATCH)
                            .withTimers()),
            api(
                    "controls-api",
                    "escalation",
                    "ControlsApi",
                    "Lets people take the wheel",
                    Grants.on(GET, BATCH_GET, QUERY, PUT, DELETE, CHECK)
                            .sending(DISPATCH, ESCALATION, REPORTING)
                            .withTimers()),
            api(
                    "tasks-api",
                    "escalation",
                    "TasksApi",
                    "Gives people their work",
                    Grants.on(GET, BATCH_GET, QUERY, PUT)),
            fed(
                    "reporting",
                    "reporting",
                    "ReportingHandler",
                    "Reports and learns",
                    REPORTING,
                    10,
                    Grants.on(GET, BATCH_GET, QUERY, PUT, UPDATE).sending(DISPATCH)),
            api("errors-api", "reporting", "ErrorsApi", "Sums up what failed", Grants.on(QUERY)),
            api("settings-api", "reporting", "SettingsApi", "Keeps settings", Grants.on(GET, QUERY, PUT)),
            api("reads-api", "reporting", "ReadsApi", "Tells how things stand", Grants.on(GET, BATCH_GET, QUERY)));

    private static FunctionSpec api(String name, String module, String type, String purpose, Grants grants) {
        return new FunctionSpec(
                name, module, handler(module, type), purpose, new Trigger.Requests(), MEMORY, ANSWER_SECONDS, grants);
    }

    private static FunctionSpec fed(
            String name, String module, String type, String purpose, Step step, int batch, Grants grants) {
        return new FunctionSpec(
                name,
                module,
                handler(module, type),
                purpose,
                new Trigger.Messages(step, batch),
                MEMORY,
                STEP_SECONDS,
                grants);
    }

    private static String handler(String module, String type) {
        return "io.muster.functions." + module.replace("-", "") + "." + type;
    }
}
