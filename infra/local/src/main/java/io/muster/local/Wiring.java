package io.muster.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.file.FileStore;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.sns.Provenance;
import io.muster.domain.touch.Channel;
import io.muster.functions.checkin.CheckInHandler;
import io.muster.functions.checkin.FeedbackHandler;
import io.muster.functions.checkin.OptOutApi;
import io.muster.functions.checkin.ResponsesApi;
import io.muster.functions.checkin.SuppressionsApi;
import io.muster.functions.checkin.SweepHandler;
import io.muster.functions.dispatch.DispatchHandler;
import io.muster.functions.dispatch.Outlets;
import io.muster.functions.dispatch.Sender;
import io.muster.functions.dispatch.StoredRecipients;
import io.muster.functions.dispatch.TemplatesApi;
import io.muster.functions.escalation.ControlsApi;
import io.muster.functions.escalation.DeadLetterHandler;
import io.muster.functions.escalation.DeadLettersApi;
import io.muster.functions.escalation.EscalationHandler;
import io.muster.functions.escalation.TasksApi;
import io.muster.functions.reporting.ErrorsApi;
import io.muster.functions.reporting.ReadsApi;
import io.muster.functions.reporting.ReportingHandler;
import io.muster.functions.reporting.SettingsApi;
import io.muster.functions.strategy.BidCardsApi;
import io.muster.functions.strategy.CampaignsApi;
import io.muster.functions.strategy.contacts.ContactsApi;
import io.muster.functions.strategy.contacts.ImportHandler;
import io.muster.local.host.Functions;
import io.muster.local.host.QueueTrigger;
import io.muster.memory.calls.CallLog;
import io.muster.memory.calls.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every function with its trigger, and with clients of its own as on Lambda, so that it is known who asks what of AWS. The
 * names are those of the contract and of the stack on AWS.
 *
 * @param senders makes what a function sends with, in the view of who watches it
 * @param files absent where there are no uploads
 * @param provenance of what is on the feedback queue
 */
record Wiring(
        Platform plain,
        CallLog calls,
        Function<Witness, Map<Channel, Sender>> senders,
        @Nullable FileStore files,
        Provenance provenance) {

    Functions functions() {
        return new Functions(apis(), triggers(), Map.of(Resources.SWEEP, new SweepHandler(platform(Resources.SWEEP))));
    }

    private Platform platform(String function) {
        return plain.through(calls.of(function)::watch);
    }

    private Map<String, Api> apis() {
        var apis = new HashMap<String, Api>();
        searching("campaigns-api", CampaignsApi::new, apis);
        searching("bid-cards-api", BidCardsApi::new, apis);
        searching("responses-api", ResponsesApi::new, apis);
        searching("controls-api", ControlsApi::new, apis);
        plainly("opt-out-api", OptOutApi::new, apis);
        plainly("tasks-api", TasksApi::new, apis);
        plainly("dead-letters-api", DeadLettersApi::new, apis);
        plainly("errors-api", ErrorsApi::new, apis);
        plainly("reads-api", ReadsApi::new, apis);
        plainly("suppressions-api", SuppressionsApi::new, apis);
        plainly("settings-api", SettingsApi::new, apis);
        plainly("contacts-api", platform -> new ContactsApi(platform, files("contacts-api")), apis);
        plainly("templates-api", platform -> new TemplatesApi(platform, outlets("templates-api", platform)), apis);
        return apis;
    }

    private void plainly(String function, Function<Platform, Api> made, Map<String, Api> apis) {
        apis.put(function, made.apply(platform(function)));
    }

    private void searching(
            String function, BiFunction<Platform, TableProspectFinder, Api> made, Map<String, Api> apis) {
        var platform = platform(function);
        apis.put(function, made.apply(platform, new TableProspectFinder(platform)));
    }

    private Outlets outlets(String function, Platform platform) {
        return new Outlets(senders.apply(calls.of(function)), new StoredRecipients(platform));
    }

    private @Nullable FileStore files(String function) {
        return files == null ? null : Seen.files(files, calls.of(function));
    }

    private List<QueueTrigger> triggers() {
        var queues = plain.installation().queues();
        var triggers = new ArrayList<>(List.of(
                fed(
                        "dispatch",
                        queues.dispatch(),
                        platform -> new DispatchHandler(platform, outlets("dispatch", platform))),
                fed(
                        "check-in",
                        queues.checkIn(),
                        platform -> new CheckInHandler(platform, new TableProspectFinder(platform))),
                fed(
                        "escalation",
                        queues.escalation(),
                        platform -> new EscalationHandler(platform, new TableProspectFinder(platform))),
                fed("reporting", queues.reporting(), ReportingHandler::new),
                fed(
                        "feedback",
                        queues.feedback(),
                        platform -> new FeedbackHandler(platform, files("feedback"), provenance))));
        var uploads = files("import");
        if (uploads != null) {
            var queue = plain.installation().requireImports().queue();
            triggers.add(fed("import", queue, platform -> new ImportHandler(platform, uploads)));
        }
        triggers.addAll(deadLetters());
        return triggers;
    }

    private QueueTrigger fed(
            String function, Queue queue, Function<Platform, RequestHandler<SQSEvent, SQSBatchResponse>> made) {
        return new QueueTrigger(
                function, queue.url(), queue.arn(), Installed.CONCURRENCY, made.apply(platform(function)));
    }

    /** One function files what is given up, whichever queue it was on. */
    private List<QueueTrigger> deadLetters() {
        var handler = new DeadLetterHandler(platform("dead-letters"));
        var triggers = new ArrayList<QueueTrigger>();
        for (var queue : plain.installation().queuesByName().values()) {
            triggers.add(deadLetters(queue.deadLetters(), handler));
        }
        var timers = plain.installation().timers();
        var arn = timers == null ? null : timers.deadLetterArn();
        if (arn != null) {
            var name = arn.substring(arn.lastIndexOf(':') + 1);
            var url = plain.sqs().getQueueUrl(get -> get.queueName(name)).queueUrl();
            triggers.add(deadLetters(new Queue(url, arn), handler));
        }
        return triggers;
    }

    private static QueueTrigger deadLetters(Queue queue, DeadLetterHandler handler) {
        return new QueueTrigger("dead-letters", queue.url(), queue.arn(), 1, handler);
    }
}
