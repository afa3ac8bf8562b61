package io.muster.functions.checkin;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.muster.aws.Ids;
import io.muster.aws.Installation;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Numbers;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignRequested;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.campaign.Reach;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.memory.MemoryAws;
import io.muster.memory.calls.CallLog;
import io.muster.memory.sqs.MemorySqs;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A running campaign of the worked example on AWS in memory, with a market of 26 contractors and a clock moved by hand. */
final class Scene implements ProspectFinder, Time, AutoCloseable {

    static final Instant START = Instant.parse("2026-06-01T14:00:00Z");
    static final CampaignKey KEY = new CampaignKey("acme", "01JZ0000000000000000000001");

    private static final Set<Channel> ENABLED = Set.of(Channel.EMAIL, Channel.PHONE, Channel.MANUAL);
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");

    private final MemoryAws aws;
    private Instant now = START;
    int searches;
    final Platform platform;
    final CampaignStore campaigns;
    final CampaignShell shell;

    Scene() {
        aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> now));
        aws.scheduler().createScheduleGroup(group -> group.name("muster"));
        var queues = new Installation.Queues(
                queue("dispatch"), queue("check-in"), queue("escalation"), queue("reporting"), queue("feedback"));
        var installation = new Installation(
                "muster",
                queues,
                new Installation.Timers("muster", "arn:aws:iam::000000000000:role/scheduler", null),
                URI.create("http://localhost:8080"),
                new Installation.Sender("bids@example.com", "Muster", "1 Main Street, Austin, TX"),
                ENABLED,
                null,
                null,
                new Numbers(Map.of("+15125550199", "acme", "+15125550198", "rival")),
                null,
                true,
                null);
        platform = new Platform(aws.dynamoDb(), aws.sqs(), aws.scheduler(), this, Ids.ulids(), installation);
        var table = new Table(aws.dynamoDb(), "muster");
        table.createIfAbsent();
        campaigns = new CampaignStore(table);
        shell = new CampaignShell(platform);
        shell.create(requested(), null);
    }

    /** Returns the platform as a function has it, whose calls are kept. */
    Platform platform(String function) {
        return platform.through(CallLog.ofThisRun().of(function)::watch);
    }

    private Queue queue(String name) {
        return new Queue(aws.sqs().createQueue(queue -> queue.queueName(name)).queueUrl(), MemorySqs.arn(name));
    }

    /** Starts one more campaign, which mails. */
    CampaignKey another(String id, Instant at) {
        var key = new CampaignKey(KEY.workspace(), id);
        shell.create(requested(key, "bc_" + id, at), null);
        return key;
    }

    private CampaignRequested requested() {
        return requested(KEY, "bc_1", START);
    }

    private CampaignRequested requested(CampaignKey key, String bidCard, Instant at) {
        var place = new BidRequest.Place("Austin", "TX", "78701", "US", null, null, 50);
        var request = new BidRequest(
                "Lawn care in Austin",
                null,
                "lawn care",
                List.of("lawn-care"),
                place,
                ZONE,
                null,
                null,
                List.of(),
                null,
                new BidRequest.Requester("Dana Reed", "dana@example.com"));
        return new CampaignRequested(
                "request",
                at,
                key,
                bidCard,
                request,
                4,
                0.95,
                Urgency.URGENT,
                List.of(Channel.EMAIL, Channel.PHONE),
                at,
                at.plus(Duration.ofHours(24)),
                false,
                pool());
    }

    private static CampaignInput.Pool pool() {
        var prospects = IntStream.range(0, 26)
                .mapToObj(i -> new Prospect(
                        "contact-" + (10 + i),
                        "Firm " + i,
                        i < 3 ? Tier.INTERNAL : i < 6 ? Tier.PROSPECT : Tier.GENERAL,
                        List.of(Channel.EMAIL, Channel.PHONE),
                        ZONE,
                        Gate.Past.NONE,
                        null,
                        null,
                        null,
                        null))
                .toList();
        return new CampaignInput.Pool(prospects, LearnedRates.NOTHING, TimeToBid.PRIOR, ENABLED);
    }

    @Override
    public CampaignInput.Pool find(CampaignState state, Instant at) {
        searches++;
        return pool();
    }

    @Override
    public Map<String, Reach> reach(CampaignKey campaign, Set<String> contactIds) {
        return contactIds.stream()
                .collect(Collectors.toMap(
                        id -> id, id -> new Reach(id, "Firm of " + id, List.of(Channel.EMAIL, Channel.PHONE), ZONE)));
    }

    @Override
    public Instant business() {
        return now;
    }

    @Override
    public Instant machine() {
        return now;
    }

    @Override
    public Instant machineAt(Instant business) {
        return business;
    }

    void pass(Duration time) {
        now = now.plus(time);
        aws.scheduler().fireDue();
    }

    CampaignState state() {
        return campaigns.load(KEY).orElseThrow();
    }

    /** Changes every touch that is stored, as dispatch and the providers do. */
    void touches(UnaryOperator<Touch> change) {
        var table = new Table(aws.dynamoDb(), "muster");
        for (var slice : state().slices()) {
            var touches = slice.touches().stream().map(change).toList();
            table.put(CampaignStore.slice(
                    KEY, new Slice(slice.wave(), slice.index(), touches, null, slice.version() + 1)));
        }
    }

    void send() {
        touches(touch -> touch.state().open() ? touch.sent(now) : touch);
    }

    /** Takes every message that is there. */
    List<Message> take(Queue queue) {
        return bodies(queue).stream().map(Messages::read).toList();
    }

    /** Takes the body of every message that is there, of whatever kind. */
    List<String> bodies(Queue queue) {
        var bodies = new ArrayList<String>();
        while (true) {
            var received = aws.sqs()
                    .receiveMessage(receive -> receive.queueUrl(queue.url()).maxNumberOfMessages(10))
                    .messages();
            if (received.isEmpty()) {
                return bodies;
            }
            for (var message : received) {
                aws.sqs().deleteMessage(delete -> delete.queueUrl(queue.url()).receiptHandle(message.receiptHandle()));
                bodies.add(message.body());
            }
        }
    }

    /** Returns messages as a queue delivers them to a function. */
    static SQSEvent delivery(List<? extends Message> messages) {
        var records = new ArrayList<SQSMessage>();
        for (var message : messages) {
            var record = new SQSMessage();
            record.setMessageId("delivery-" + records.size());
            record.setBody(Messages.write(message));
            records.add(record);
        }
        var event = new SQSEvent();
        event.setRecords(records);
        return event;
    }

    @Override
    public void close() {
        aws.close();
    }
}
