package io.muster.local;

import static java.util.Map.entry;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.file.FileStore;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.TableProspectFinder;
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
import io.muster.functions.dispatch.email.SmtpSender;
import io.muster.functions.dispatch.form.FormSender;
import io.muster.functions.dispatch.form.Politeness;
import io.muster.functions.dispatch.sms.SmsSender;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions as they are installed on AWS, with mails, texts and forms going to the local inbox. */
public final class Installed implements Assembly {

    /** How long the inbox may take to answer; a claim's lease outlasts it. */
    private static final Duration MAIL_PATIENCE = Duration.ofSeconds(2);

    /** How many batches a function has in hand at once, at most: so many sends can be cut off when the process dies. */
    public static final int CONCURRENCY = 16;

    private @Nullable SmtpSender mail;
    private @Nullable FormSender forms;

    @Override
    public Functions functions(Platform platform, Providers providers) {
        var smtp = new SmtpSender("127.0.0.1", providers.smtpPort(), MAIL_PATIENCE);
        mail = smtp;
        var senders = new EnumMap<Channel, Sender>(Channel.class);
        senders.put(Channel.EMAIL, smtp);
        var sms = platform.installation().sms();
        if (sms != null) {
            senders.put(Channel.SMS, new SmsSender(providers.texts(), sms));
        }
        var form = FormSender.reaching(
                providers.sites().directory(),
                Set.of(providers.sites().origin()),
                Politeness.every(Duration.ZERO),
                platform.installation().sender().address());
        forms = form;
        senders.put(Channel.WEBSITE_FORM, form);
        return functions(platform, senders, providers.files());
    }

    /** Returns the functions with other ways to send. */
    public static Functions functions(Platform platform, Map<Channel, Sender> senders) {
        return functions(platform, senders, null);
    }

    /** Returns the functions with other ways to send, and uploads where there is a place for files. */
    private static Functions functions(Platform platform, Map<Channel, Sender> senders, @Nullable FileStore files) {
        var finder = new TableProspectFinder(platform);
        var outlets = new Outlets(senders, new StoredRecipients(new ContactStore(platform)));
        var queues = platform.installation().queues();
        Map<String, Api> apis = Map.ofEntries(
                entry("campaigns", new CampaignsApi(platform, finder)),
                entry("bid-cards", new BidCardsApi(platform, finder)),
                entry("contacts", new ContactsApi(platform, files)),
                entry("opt-out", new OptOutApi(platform)),
                entry("responses", new ResponsesApi(platform, finder)),
                entry("controls", new ControlsApi(platform, finder)),
                entry("tasks", new TasksApi(platform)),
                entry("templates", new TemplatesApi(platform, outlets)),
                entry("dead-letters", new DeadLettersApi(platform)),
                entry("errors", new ErrorsApi(platform)),
                entry("reads", new ReadsApi(platform)),
                entry("suppressions", new SuppressionsApi(platform)),
                entry("settings", new SettingsApi(platform)));
        var triggers = new ArrayList<>(List.of(
                trigger("dispatch", queues.dispatch(), new DispatchHandler(platform, outlets)),
                trigger("check-in", queues.checkIn(), new CheckInHandler(platform, finder)),
                trigger("escalation", queues.escalation(), new EscalationHandler(platform, finder)),
                trigger("reporting", queues.reporting(), new ReportingHandler(platform)),
                trigger("feedback", queues.feedback(), new FeedbackHandler(platform))));
        if (files != null) {
            var queue = platform.installation().requireImports().queue();
            triggers.add(trigger("import", queue, new ImportHandler(platform, files)));
        }
        triggers.addAll(deadLetters(platform));
        return new Functions(apis, triggers, Map.of(Resources.SWEEP, new SweepHandler(platform)));
    }

    /** One function files what is given up, whichever queue it was on. */
    private static List<QueueTrigger> deadLetters(Platform platform) {
        var handler = new DeadLetterHandler(platform);
        var triggers = new ArrayList<QueueTrigger>();
        for (var queue : platform.installation().queuesByName().values()) {
            triggers.add(deadLetters(queue.deadLetters(), handler));
        }
        var timers = platform.installation().timers();
        var arn = timers == null ? null : timers.deadLetterArn();
        if (arn != null) {
            var name = arn.substring(arn.lastIndexOf(':') + 1);
            var url = platform.sqs().getQueueUrl(get -> get.queueName(name)).queueUrl();
            triggers.add(deadLetters(new Queue(url, arn), handler));
        }
        return triggers;
    }

    private static QueueTrigger deadLetters(Queue queue, DeadLetterHandler handler) {
        return new QueueTrigger("dead-letters", queue.url(), queue.arn(), 1, handler);
    }

    private static QueueTrigger trigger(
            String function, Queue queue, RequestHandler<SQSEvent, SQSBatchResponse> handler) {
        return new QueueTrigger(function, queue.url(), queue.arn(), CONCURRENCY, handler);
    }

    @Override
    public void close() {
        if (mail != null) {
            mail.close();
        }
        if (forms != null) {
            forms.close();
        }
    }
}
