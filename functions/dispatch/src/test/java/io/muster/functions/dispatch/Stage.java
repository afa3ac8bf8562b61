package io.muster.functions.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Installation;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.settings.Setting;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.aws.token.KeyRing;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Subject;
import io.muster.domain.campaign.Tally;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Obstacle;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.functions.dispatch.sms.SmsSender;
import io.muster.memory.MemoryAws;
import io.muster.memory.calls.CallLog;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;

/** One installation in memory with an urgent campaign on a Tuesday noon, its clocks moved by hand. */
final class Stage implements AutoCloseable {

    static final CampaignKey KEY = new CampaignKey("acme", "camp1");
    static final Instant NOON = Instant.parse("2026-11-24T18:00:00Z");
    static final Instant DEADLINE = NOON.plus(Duration.ofHours(12));
    static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final String QUEUES = "arn:aws:sqs:us-east-1:000000000000:";

    final FakeProvider provider = new FakeProvider();
    final FakeTexts texts = new FakeTexts();
    boolean machineCalls;
    final Map<String, Recipient> contacts = new HashMap<>();
    final Map<String, Obstacle.Kind> closedSites = new HashMap<>();
    final List<String> looks = Collections.synchronizedList(new ArrayList<>());
    final Table table;
    private final MemoryAws aws;
    private final AtomicInteger ids = new AtomicInteger();
    Instant business = NOON;
    Instant machine = Instant.parse("2026-01-01T00:00:00Z");
    int speed = 1;

    Stage() {
        aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> machine));
        table = new Table(aws.dynamoDb(), "muster");
        table.createIfAbsent();
        for (var queue : List.of("dispatch", "check-in", "escalation", "reporting", "feedback")) {
            aws.sqs().createQueue(create -> create.queueName(queue + "-dlq"));
            aws.sqs().createQueue(create -> create.queueName(queue));
        }
        aws.scheduler().createScheduleGroup(group -> group.name("muster"));
    }

    @Override
    public void close() {
        aws.close();
    }

    void pass(Duration onTheMachine) {
        business = business.plus(onTheMachine.multipliedBy(speed));
        machine = machine.plus(onTheMachine);
    }

    Platform platform(Remote remote) {
        var plain = new Platform(
                aws.dynamoDb(),
                aws.sqs(),
                aws.scheduler(),
                time(),
                () -> "claim-" + ids.incrementAndGet(),
                installation());
        return plain.through(remote::watch);
    }

    /** Returns the platform as a function has it, whose calls are kept. */
    Platform platform(String function, Remote remote) {
        return platform(remote).through(CallLog.ofThisRun().of(function)::watch);
    }

    private Time time() {
        return new Time() {
            @Override
            public Instant business() {
                return business;
            }

            @Override
            public Instant machine() {
                return machine;
            }

            @Override
            public Instant machineAt(Instant moment) {
                return machine.plus(Duration.between(business, moment).dividedBy(speed));
            }

            @Override
            public Instant businessAt(Instant moment) {
                return business.plus(Duration.between(machine, moment).multipliedBy(speed));
            }
        };
    }

    private Installation installation() {
        return new Installation(
                "muster",
                new Installation.Queues(
                        queue("dispatch"),
                        queue("check-in"),
                        queue("escalation"),
                        queue("reporting"),
                        queue("feedback")),
                new Installation.Timers("muster", "arn:aws:iam::000000000000:role/scheduler", null),
                URI.create("https://muster.example.com"),
                new Installation.Sender(
                        "bids@muster.example.com", "Green & Co", "1 Main St, Austin, TX 78701", "muster.example.com"),
                Set.of(Channel.EMAIL, Channel.PHONE, Channel.MANUAL),
                null,
                false);
    }

    private Installation.Queue queue(String name) {
        var url = aws.sqs().getQueueUrl(get -> get.queueName(name)).queueUrl();
        return new Installation.Queue(url, QUEUES + name);
    }

    DispatchHandler handler(Remote remote) {
        return new DispatchHandler(platform("dispatch", remote), outlets("dispatch", remote));
    }

    Outlets outlets(String function, Remote remote) {
        var witness = CallLog.ofThisRun().of(function);
        Sender watched = message -> remote.call("send", () -> provider.send(message));
        Recipients known = (workspace, wanted) -> {
            var found = new HashMap<>(contacts);
            found.keySet().retainAll(wanted);
            return found;
        };
        var client = witness.watch(PinpointSmsVoiceV2Client.class, remote.watch(PinpointSmsVoiceV2Client.class, texts));
        var senders = new EnumMap<Channel, Sender>(Channel.class);
        senders.put(Channel.EMAIL, watched);
        senders.put(Channel.SMS, new SmsSender(client, new Installation.Sms("+15125550199", "text-events")));
        if (machineCalls) {
            senders.put(Channel.PHONE, message -> {
                witness.saw("connect:StartOutboundVoiceContact", "connect");
                return watched.send(message);
            });
        }
        senders.put(Channel.WEBSITE_FORM, form(remote, watched));
        return new Outlets(senders, known);
    }

    /** A channel that looks first, and whose way serves the one message that it was looked at for. */
    private Sender form(Remote remote, Sender watched) {
        return new Sender() {
            @Override
            public Receipt send(OutgoingMessage message) {
                throw new AssertionError("a form is posted on the way that was prepared");
            }

            @Override
            public boolean prepares() {
                return true;
            }

            @Override
            public Preparation prepare(String website) {
                return remote.call("prepare", () -> {
                    looks.add(website);
                    var closed = closedSites.get(website);
                    return closed == null
                            ? new Preparation.Open(once(website, watched))
                            : new Preparation.Closed(closed);
                });
            }
        };
    }

    private static Sender once(String website, Sender watched) {
        var used = new AtomicBoolean();
        return new Sender() {
            @Override
            public Receipt send(OutgoingMessage message) {
                assertEquals(website, message.to().address());
                assertTrue(used.compareAndSet(false, true), "a prepared form is used once");
                return watched.send(message);
            }

            @Override
            public Duration lease() {
                return Duration.ofSeconds(20);
            }
        };
    }

    SQSBatchResponse deliver(DispatchHandler handler, Message... messages) {
        var event = new SQSEvent();
        event.setRecords(Arrays.stream(messages)
                .map(message -> {
                    var record = new SQSEvent.SQSMessage();
                    record.setMessageId(message.id());
                    record.setBody(Messages.write(message));
                    return record;
                })
                .toList());
        return handler.handleRequest(event, new NoContext());
    }

    void dispatch() {
        deliver(handler(Remote.immortal()), wave());
    }

    static Message.WavePlanned wave() {
        return wave(KEY);
    }

    static Message.WavePlanned wave(CampaignKey key) {
        return new Message.WavePlanned(key.id() + "/wave/1/0", key.workspace(), key.id(), NOON, 1, 0);
    }

    /** Returns what waits on a queue now, and takes it away. */
    List<Message> take(String queue) {
        var url = queue(queue).url();
        var got = aws.sqs().receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10));
        got.messages()
                .forEach(one ->
                        aws.sqs().deleteMessage(delete -> delete.queueUrl(url).receiptHandle(one.receiptHandle())));
        return got.messages().stream().map(one -> Messages.read(one.body())).toList();
    }

    List<String> timers() {
        return aws.scheduler().listSchedules(list -> list.groupName("muster")).schedules().stream()
                .map(one -> aws.scheduler()
                        .getSchedule(get -> get.groupName("muster").name(one.name())))
                .map(one -> one.scheduleExpression() + " "
                        + Messages.read(one.target().input()).id())
                .toList();
    }

    // -- what is stored

    <T> void set(Setting<T> setting, T value) {
        new SettingsStore(platform(Remote.immortal())).set("acme", setting, value, "dana");
    }

    void campaign(Status status, Urgency urgency, Instant deadline) {
        campaign(KEY, status, urgency, deadline);
    }

    void campaign(CampaignKey key, Status status, Urgency urgency, Instant deadline) {
        var campaign = new Campaign(
                key,
                Subject.bidCard("card1"),
                status,
                null,
                4,
                0.95,
                urgency,
                List.of(Channel.EMAIL),
                NOON,
                deadline,
                List.of(deadline),
                1,
                1,
                Level.NONE,
                Level.NONE,
                Set.of(),
                Tally.ZERO,
                1,
                null,
                null,
                null,
                false,
                null,
                1);
        table.put(CampaignStore.meta(campaign, null));
        table.put(CampaignStore.brief(key, request()));
    }

    static BidRequest request() {
        return new BidRequest(
                "Lawn care, spring",
                "Mow twice a month.",
                "lawn care",
                List.of("lawn-care"),
                new BidRequest.Place("Austin", "TX", "78701", "US", null, null, 50),
                CHICAGO,
                null,
                null,
                List.of(),
                null,
                new BidRequest.Requester("Sam", "sam@example.com"));
    }

    void contact(String id, @Nullable String email, @Nullable String phone) {
        var channels = new HashSet<Channel>();
        if (email != null) {
            channels.add(Channel.EMAIL);
        }
        if (phone != null) {
            channels.add(Channel.PHONE);
            channels.add(Channel.SMS);
        }
        contacts.put(id, recipient(id, email, phone, null, channels));
    }

    void website(String id, String website) {
        contacts.put(id, recipient(id, null, null, website, Set.of(Channel.WEBSITE_FORM, Channel.MANUAL)));
    }

    private static Recipient recipient(
            String id,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String website,
            Set<Channel> channels) {
        return new Recipient(
                id,
                "Firm " + id,
                email,
                phone,
                website,
                null,
                channels,
                CHICAGO,
                "TX",
                "you are listed in a public directory");
    }

    void slice(Touch... touches) {
        slice(KEY, touches);
    }

    void slice(CampaignKey key, Touch... touches) {
        table.put(CampaignStore.slice(key, new Slice(1, 0, List.of(touches), null, 0)));
    }

    static Touch invitation(String contact, Channel channel) {
        return Touch.planned(contact, Tier.INTERNAL, channel, Touch.Kind.INVITATION, NOON);
    }

    Slice stored() {
        return stored(KEY);
    }

    Slice stored(CampaignKey key) {
        return table.get(Keys.slice(key, 1, 0))
                .map(item -> Items.read(Slice.class, item))
                .orElseThrow();
    }

    List<String> states() {
        return stored().touches().stream().map(touch -> touch.state().name()).toList();
    }

    Gate gate(String contact) {
        return new GateStore(table).find("acme", contact);
    }

    void gate(Gate gate) {
        table.put(Items.write(Keys.gate("acme", gate.contactId()), gate));
    }

    long used(Channel channel, LocalDate day) {
        return Items.number(table.get(Keys.cap("acme", channel, day, 0)).orElse(null), "used");
    }

    List<HumanTask> tasks() {
        var seals = new SealedTexts(table, new KeyRing(table));
        return new TaskStore(table)
                .open("acme", 50, null).tasks().stream()
                        .map(task -> task.retold(text -> String.valueOf(seals.open("acme", text))))
                        .toList();
    }
}
