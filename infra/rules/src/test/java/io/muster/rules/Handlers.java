package io.muster.rules;

import io.muster.aws.Installation;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Numbers;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.api.Api;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.campaign.Reach;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.Outlets;
import io.muster.functions.dispatch.Sender;
import io.muster.functions.dispatch.StoredRecipients;
import io.muster.local.Seen;
import io.muster.memory.MemoryAws;
import io.muster.memory.calls.CallLog;
import io.muster.memory.sqs.MemorySqs;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** HTTP handlers over AWS in memory, on a clock that moves by hand, with 3, 3 and 20 contractors to ask. */
final class Handlers implements AutoCloseable, ProspectFinder {

    static final Instant START = Instant.parse("2026-06-01T14:00:00Z");

    private static final Set<Channel> ENABLED = Set.of(Channel.EMAIL, Channel.PHONE, Channel.MANUAL);

    private final MemoryAws aws;
    private volatile Instant now = START;
    private final Platform platform;

    static {
        System.setProperty("aws.region", "us-east-1"); // functions that make a client of S3 want to know where
    }

    Handlers() {
        aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> now));
        var ids = new AtomicInteger();
        platform = new Platform(
                aws.dynamoDb(),
                aws.sqs(),
                aws.scheduler(),
                new Clock(),
                () -> "01JZ" + (1_000_000 + ids.incrementAndGet()),
                installation());
        new Table(aws.dynamoDb(), "muster").createIfAbsent();
        aws.scheduler().createScheduleGroup(group -> group.name("muster"));
    }

    Platform platform() {
        return platform;
    }

    /** Returns the platform as a function has it, whose calls are kept. */
    Platform platform(String function) {
        return platform.through(CallLog.ofThisRun().of(function)::watch);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Returns a handler made with what its constructor asks for; it is called as its class is, in smaller letters. */
    Api made(Class<?> type) {
        var function = type.getSimpleName().replaceAll("(?<=.)(?=\\p{Lu})", "-").toLowerCase(Locale.ROOT);
        var platform = platform(function);
        try {
            for (var constructor : type.getConstructors()) {
                var wanted = Arrays.asList(constructor.getParameterTypes());
                if (wanted.equals(List.of(Platform.class))) {
                    return (Api) constructor.newInstance(platform);
                }
                if (wanted.equals(List.of(Platform.class, Outlets.class))) {
                    return (Api) constructor.newInstance(platform, outlets(function));
                }
                if (wanted.equals(List.of(Platform.class, ProspectFinder.class))) {
                    return (Api) constructor.newInstance(platform, this);
                }
            }
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("cannot make a " + type, broken);
        }
        throw new IllegalStateException(type + " cannot be made of a platform");
    }

    /** Mail that every provider takes, to contacts that are stored. */
    private Outlets outlets(String function) {
        Sender taking = _ -> new Receipt.Accepted("provider-1");
        return new Outlets(
                Map.of(Channel.EMAIL, Seen.mail(taking, CallLog.ofThisRun().of(function))),
                new StoredRecipients(new ContactStore(platform(function))));
    }

    @Override
    public Pool find(CampaignState state, Instant at) {
        var prospects = new ArrayList<Prospect>();
        for (int i = 0; i < 26; i++) {
            var tier = i < 3 ? Tier.INTERNAL : i < 6 ? Tier.PROSPECT : Tier.GENERAL;
            var exclusion = i == 25
                    ? new Prospect.Exclusion(Prospect.Exclusion.Reason.COOLING_OFF, START.plusSeconds(3600))
                    : null;
            prospects.add(new Prospect(
                    "p" + (10 + i),
                    "Firm " + i,
                    tier,
                    List.of(Channel.EMAIL, Channel.PHONE),
                    ZoneId.of("America/Chicago"),
                    Gate.Past.NONE,
                    null,
                    null,
                    null,
                    exclusion));
        }
        return new Pool(prospects, LearnedRates.NOTHING, TimeToBid.PRIOR, ENABLED);
    }

    @Override
    public Map<String, Reach> reach(CampaignKey campaign, Set<String> contactIds) {
        return Map.of();
    }

    @Override
    public void close() {
        aws.close();
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
                URI.create("http://127.0.0.1:8080"),
                new Installation.Sender("bids@example.com", "Muster", "1 Main Street, Austin, TX"),
                ENABLED,
                null,
                null,
                Numbers.allOf("acme"),
                null,
                true,
                new Installation.Imports("imports", queue("import")));
    }

    private Queue queue(String name) {
        aws.sqs().createQueue(queue -> queue.queueName(name + Queue.DEAD_LETTERS));
        return new Queue(aws.sqs().createQueue(queue -> queue.queueName(name)).queueUrl(), MemorySqs.arn(name));
    }

    private final class Clock implements Time {
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
    }
}
