package io.muster.simulation;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Installation;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Numbers;
import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.file.FileStore;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.sns.Provenance;
import io.muster.aws.store.Table;
import io.muster.domain.error.RetryPolicy;
import io.muster.domain.touch.Channel;
import io.muster.functions.checkin.CheckInHandler;
import io.muster.functions.checkin.FeedbackHandler;
import io.muster.functions.checkin.OptOutApi;
import io.muster.functions.checkin.ResponsesApi;
import io.muster.functions.checkin.SuppressionsApi;
import io.muster.functions.checkin.SweepHandler;
import io.muster.functions.dispatch.DispatchHandler;
import io.muster.functions.dispatch.Outlets;
import io.muster.functions.dispatch.StoredRecipients;
import io.muster.functions.dispatch.email.SesSender;
import io.muster.functions.dispatch.sms.SmsSender;
import io.muster.functions.escalation.ControlsApi;
import io.muster.functions.escalation.DeadLetterHandler;
import io.muster.functions.escalation.DeadLettersApi;
import io.muster.functions.escalation.EscalationHandler;
import io.muster.functions.escalation.TasksApi;
import io.muster.functions.reporting.ReadsApi;
import io.muster.functions.reporting.ReportingHandler;
import io.muster.functions.strategy.BidCardsApi;
import io.muster.functions.strategy.CampaignsApi;
import io.muster.functions.strategy.contacts.ContactsApi;
import io.muster.memory.MemoryAws;
import io.muster.memory.calls.CallLog;
import io.muster.memory.sqs.MemorySqs;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The functions as they are installed on AWS, by what triggers them: real handlers, with SES and SMS behind the SDK's
 * interfaces.
 *
 * @param apis what answers a route, by its key
 */
record Deployment(Map<String, Api> apis, List<Feed> feeds, SweepHandler sweep) {

    static {
        // Else every part of every mail looks for it on the class path, which takes a third of a run.
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
    }

    static final String TABLE = "muster";
    private static final String GROUP = "muster";

    /** A queue and the function that it feeds. */
    record Feed(Queue queue, RequestHandler<SQSEvent, SQSBatchResponse> handler, int concurrency) {}

    /** Makes table, queues and schedule group, as the stack does, and returns how functions find them. */
    static Installation provision(MemoryAws aws) {
        new Table(aws.dynamoDb(), TABLE).createIfAbsent();
        aws.scheduler().createScheduleGroup(request -> request.name(GROUP));
        var timers = create(aws, "muster-timers" + Queue.DEAD_LETTERS, Map.of());
        var queues = new Installation.Queues(
                queue(aws, "dispatch"),
                queue(aws, "check-in"),
                queue(aws, "escalation"),
                queue(aws, "reporting"),
                queue(aws, "feedback"));
        return new Installation(
                TABLE,
                queues,
                new Installation.Timers(GROUP, "arn:aws:iam::000000000000:role/muster-scheduler", timers.arn()),
                URI.create("https://muster.example.com"),
                new Installation.Sender(
                        "bids@muster.example.com",
                        "Muster Bids",
                        "1 Main Street, Austin, TX 78701",
                        "answers.muster.example.com"),
                Set.of(Channel.EMAIL, Channel.SMS, Channel.PHONE, Channel.MANUAL),
                "muster",
                new Installation.Sms(Texts.OUR_NUMBER, "muster-texts"),
                Numbers.allOf(Cast.ACME),
                null,
                false,
                null);
    }

    private static Queue queue(MemoryAws aws, String purpose) {
        var deadLetters = create(aws, "muster-" + purpose + Queue.DEAD_LETTERS, Map.of());
        return create(
                aws,
                "muster-" + purpose,
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        Long.toString(Installation.FUNCTION_LIMIT.toSeconds() * 6),
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + deadLetters.arn() + "\",\"maxReceiveCount\":\""
                                + RetryPolicy.MOST_DELIVERIES + "\"}"));
    }

    private static Queue create(MemoryAws aws, String name, Map<QueueAttributeName, String> attributes) {
        var url = aws.sqs()
                .createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
        return new Queue(url, MemorySqs.arn(name));
    }

    /**
     * Installs the functions.
     *
     * @param files where mails lie that came in; whoever tells of them is believed, since no topic signs anything here
     * @param log what each function asks of AWS, faults and all, which its role on AWS has to allow
     */
    static Deployment of(
            Platform platform, SesV2Client mail, PinpointSmsVoiceV2Client texts, FileStore files, CallLog log) {
        Function<String, Platform> as = function -> platform.through(log.of(function)::watch);
        var queues = platform.installation().queues();
        var feeds = new ArrayList<Feed>();
        var sending = as.apply("dispatch");
        feeds.add(new Feed(queues.dispatch(), new DispatchHandler(sending, outlets(sending, mail, texts)), 4));
        feeds.add(feed(queues.checkIn(), as.apply("check-in"), CheckInHandler::new));
        feeds.add(feed(queues.escalation(), as.apply("escalation"), EscalationHandler::new));
        feeds.add(new Feed(queues.reporting(), new ReportingHandler(as.apply("reporting")), 4));
        var listening = new FeedbackHandler(as.apply("feedback"), files, Provenance.UNCHECKED);
        feeds.add(new Feed(queues.feedback(), listening, 4));
        var deadLetters = new DeadLetterHandler(as.apply("dead-letters"));
        platform.installation()
                .queuesByName()
                .values()
                .forEach(queue -> feeds.add(new Feed(queue.deadLetters(), deadLetters, 1)));
        return new Deployment(apis(as), List.copyOf(feeds), new SweepHandler(as.apply("sweep")));
    }

    private static Feed feed(
            Queue queue,
            Platform platform,
            BiFunction<Platform, TableProspectFinder, RequestHandler<SQSEvent, SQSBatchResponse>> handler) {
        return new Feed(queue, handler.apply(platform, new TableProspectFinder(platform)), 4);
    }

    private static Outlets outlets(Platform platform, SesV2Client mail, PinpointSmsVoiceV2Client texts) {
        var sms = platform.installation().sms();
        return new Outlets(
                Map.of(
                        Channel.EMAIL,
                        new SesSender(
                                mail, String.valueOf(platform.installation().configurationSet())),
                        Channel.SMS,
                        new SmsSender(texts, sms == null ? new Installation.Sms(null, "") : sms)),
                new StoredRecipients(platform));
    }

    private static Map<String, Api> apis(Function<String, Platform> as) {
        var apis = new HashMap<String, Api>();
        for (var api : List.of(
                planning(as.apply("campaigns-api"), CampaignsApi::new),
                planning(as.apply("bid-cards-api"), BidCardsApi::new),
                planning(as.apply("responses-api"), ResponsesApi::new),
                planning(as.apply("controls-api"), ControlsApi::new),
                new ContactsApi(as.apply("contacts-api"), null),
                new OptOutApi(as.apply("opt-out-api")),
                new TasksApi(as.apply("tasks-api")),
                new DeadLettersApi(as.apply("dead-letters-api")),
                new SuppressionsApi(as.apply("suppressions-api")),
                new ReadsApi(as.apply("reads-api")))) {
            api.router().routes().forEach(route -> apis.put(route.key(), api));
        }
        return Map.copyOf(apis);
    }

    private static Api planning(Platform platform, BiFunction<Platform, TableProspectFinder, Api> api) {
        return api.apply(platform, new TableProspectFinder(platform));
    }
}
