package io.muster.functions.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.muster.aws.Ids;
import io.muster.aws.Installation;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignRequested;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.task.HumanTask;
import io.muster.domain.task.TaskInput;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Slice;
import io.muster.memory.MemoryAws;
import io.muster.memory.calls.CallLog;
import io.muster.memory.sqs.MemorySqs;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody is asked to call for a campaign that is over. */
class TasksOfAnEndedCampaignTest {

    private static final Instant START = Instant.parse("2026-06-01T14:00:00Z");
    private static final Instant DEADLINE = START.plus(Duration.ofHours(24));
    private static final CampaignKey KEY = new CampaignKey("acme", "01JZ0000000000000000000001");
    private static final Set<Channel> ENABLED = Set.of(Channel.EMAIL, Channel.PHONE, Channel.MANUAL);

    private static final Context CONTEXT = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new AssertionError("nobody asks the context for " + method.getName());
            });

    private Instant now = START;
    private final MemoryAws aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> now));
    private final Platform platform = platform();
    private final Table table = new Table(aws.dynamoDb(), "muster");
    private final CampaignShell shell = new CampaignShell(platform);
    private final CampaignStore campaigns = new CampaignStore(table);
    private final TaskStore tasks = new TaskStore(table);

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void what_is_open_is_closed_with_the_reason_and_what_is_done_stays_done() {
        called();
        tasks.apply(
                "acme", id(0), new TaskInput.Completed(HumanTask.Outcome.NO_ANSWER, null, "ada", START.plusSeconds(9)));
        now = START.plus(Duration.ofHours(1));
        shell.apply(KEY, _ -> new CampaignInput.Cancelled("c", now, "sold"));
        report();
        var first = tasks.find("acme", id(1)).orElseThrow();
        assertEquals(HumanTask.State.CANCELLED, first.state());
        assertEquals("campaign", first.closedBy());
        assertEquals("the campaign has ended: cancelled", first.closedBecause());
        assertEquals(
                HumanTask.State.DONE, tasks.find("acme", id(0)).orElseThrow().state());
        assertEquals(List.of(), tasks.open("acme", 10, null).tasks());
        report();
        assertEquals(first, tasks.find("acme", id(1)).orElseThrow());
    }

    @Test
    void at_the_deadline_they_have_expired() {
        called();
        now = DEADLINE;
        shell.apply(
                KEY,
                state -> new CampaignInput.CheckInDue(
                        "end",
                        now,
                        state.campaign().nextCheckIn(),
                        state.campaign().generation(),
                        pool()));
        report();
        var task = tasks.find("acme", id(0)).orElseThrow();
        assertEquals(HumanTask.State.EXPIRED, task.state());
        assertEquals("the campaign has ended: unmet", task.closedBecause());
    }

    /** Everybody is to be called. */
    private void called() {
        table.createIfAbsent();
        aws.scheduler().createScheduleGroup(group -> group.name("muster"));
        shell.create(requested(), null);
        var slice = campaigns.load(KEY).orElseThrow().slices().getFirst();
        var touches = slice.touches().stream()
                .map(touch -> touch.handedOver(Channel.PHONE, START, null))
                .toList();
        table.put(CampaignStore.slice(KEY, new Slice(1, 0, touches, null, slice.version() + 1)));
        for (int position = 0; position < touches.size(); position++) {
            var task = new HumanTask(
                    id(position),
                    HumanTask.Kind.CALL,
                    KEY.id(),
                    touches.get(position).contactId(),
                    "Call",
                    "Ask whether they will bid",
                    START,
                    DEADLINE,
                    HumanTask.State.OPEN,
                    null);
            table.put(TaskStore.item("acme", task));
        }
    }

    private static String id(int position) {
        return KEY.id() + "-1-0-" + position;
    }

    private void report() {
        var version = campaigns.head(KEY).orElseThrow().version();
        var record = new SQSMessage();
        record.setMessageId("delivery");
        record.setBody(Messages.write(new Message.CampaignEnded("ended", "acme", KEY.id(), now, version)));
        var event = new SQSEvent();
        event.setRecords(List.of(record));
        assertEquals(
                List.of(),
                new ReportingHandler(platform.through(CallLog.ofThisRun().of("reporting")::watch))
                        .handleRequest(event, CONTEXT)
                        .getBatchItemFailures());
    }

    private Platform platform() {
        var time = new Time() {
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
        };
        var installation = new Installation(
                "muster",
                new Installation.Queues(
                        queue("dispatch"),
                        queue("check-in"),
                        queue("escalation"),
                        queue("reporting"),
                        queue("feedback")),
                new Installation.Timers("muster", "arn:aws:iam::000000000000:role/scheduler", null),
                URI.create("http://localhost:8080"),
                new Installation.Sender("bids@example.com", "Muster", "1 Main Street, Austin, TX"),
                ENABLED,
                null,
                true);
        return new Platform(aws.dynamoDb(), aws.sqs(), aws.scheduler(), time, Ids.ulids(), installation);
    }

    private Queue queue(String name) {
        return new Queue(aws.sqs().createQueue(queue -> queue.queueName(name)).queueUrl(), MemorySqs.arn(name));
    }

    private static CampaignRequested requested() {
        var request = new BidRequest(
                "Lawn care in Austin",
                null,
                "lawn care",
                List.of("lawn-care"),
                new BidRequest.Place("Austin", "TX", "78701", "US", null, null, 50),
                ZoneId.of("America/Chicago"),
                null,
                null,
                List.of(),
                null,
                null);
        return new CampaignRequested(
                "request",
                START,
                KEY,
                "bc_1",
                request,
                4,
                0.95,
                Urgency.URGENT,
                List.of(Channel.EMAIL),
                START,
                DEADLINE,
                false,
                pool());
    }

    private static CampaignInput.Pool pool() {
        var prospects = IntStream.range(0, 3)
                .mapToObj(i -> new Prospect(
                        "contact-" + i,
                        "Firm " + i,
                        Tier.INTERNAL,
                        List.of(Channel.EMAIL),
                        ZoneId.of("America/Chicago"),
                        Gate.Past.NONE,
                        null,
                        null,
                        null,
                        null))
                .toList();
        return new CampaignInput.Pool(prospects, LearnedRates.NOTHING, TimeToBid.PRIOR, ENABLED);
    }
}
