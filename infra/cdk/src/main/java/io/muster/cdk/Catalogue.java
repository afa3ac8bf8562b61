package io.muster.cdk;

import static io.muster.cdk.Step.CHECK_IN;
import static io.muster.cdk.Step.DISPATCH;
import static io.muster.cdk.Step.ESCALATION;
import static io.muster.cdk.Step.FEEDBACK;
import static io.muster.cdk.Step.IMPORT;
import static io.muster.cdk.Step.REPORTING;

import java.util.List;

/** Every function and its trigger; what it may do is what {@link Grants} says. */
final class Catalogue {

    private static final int MEMORY = 1024;

    /** An HTTP API waits for 30 seconds at most. */
    private static final int ANSWER_SECONDS = 29;

    /** As long as {@code Installation.FUNCTION_LIMIT}, to which leases and patience in the code are fitted. */
    static final int STEP_SECONDS = 45;

    private Catalogue() {}

    static final List<FunctionSpec> FUNCTIONS = List.of(
            api("campaigns-api", "strategy", "CampaignsApi", "Plans and starts campaigns"),
            api("bid-cards-api", "strategy", "BidCardsApi", "Keeps bid cards, which start campaigns"),
            api("contacts-api", "strategy", "contacts.ContactsApi", "Takes, shows and gives out contacts"),
            fed("import", "strategy", "contacts.ImportHandler", "Imports files of contacts", IMPORT, 1),
            api("templates-api", "dispatch", "TemplatesApi", "Keeps the words of messages"),
            fed("dispatch", "dispatch", "DispatchHandler", "Sends", DISPATCH, 10),
            fed("check-in", "check-in", "CheckInHandler", "Looks at progress", CHECK_IN, 10),
            fed("feedback", "check-in", "FeedbackHandler", "Takes providers at their word", FEEDBACK, 10),
            new FunctionSpec(
                    "sweep",
                    "check-in",
                    handler("check-in", "SweepHandler"),
                    "Finds what lost its trigger",
                    new Trigger.EveryMinute(),
                    MEMORY,
                    STEP_SECONDS),
            api("responses-api", "check-in", "ResponsesApi", "Takes bids and answers"),
            api("opt-out-api", "check-in", "OptOutApi", "Lets people out"),
            api("suppressions-api", "check-in", "SuppressionsApi", "Keeps the list of those who are not written to"),
            new FunctionSpec(
                    "dead-letters",
                    "escalation",
                    handler("escalation", "DeadLetterHandler"),
                    "Files what was given up",
                    new Trigger.DeadLetters(10),
                    MEMORY,
                    STEP_SECONDS),
            api("dead-letters-api", "escalation", "DeadLettersApi", "Shows, sends back and discards what was given up"),
            fed("escalation", "escalation", "EscalationHandler", "Carries out what a check-in owes", ESCALATION, 10),
            api("controls-api", "escalation", "ControlsApi", "Lets people take the wheel"),
            api("tasks-api", "escalation", "TasksApi", "Gives people their work"),
            fed("reporting", "reporting", "ReportingHandler", "Reports and learns", REPORTING, 10),
            api("errors-api", "reporting", "ErrorsApi", "Sums up what failed"),
            api("settings-api", "reporting", "SettingsApi", "Keeps settings"),
            api("reads-api", "reporting", "ReadsApi", "Tells how things stand"));

    private static FunctionSpec api(String name, String module, String type, String purpose) {
        return new FunctionSpec(
                name, module, handler(module, type), purpose, new Trigger.Requests(), MEMORY, ANSWER_SECONDS);
    }

    private static FunctionSpec fed(String name, String module, String type, String purpose, Step step, int batch) {
        return new FunctionSpec(
                name, module, handler(module, type), purpose, new Trigger.Messages(step, batch), MEMORY, STEP_SECONDS);
    }

    private static String handler(String module, String type) {
        return "io.muster.functions." + module.replace("-", "") + "." + type;
    }
}
