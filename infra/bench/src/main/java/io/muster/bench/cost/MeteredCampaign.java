package io.muster.bench.cost;

import io.muster.aws.Platform;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.settings.Registry;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Table;
import io.muster.bench.Caller;
import io.muster.bench.Crowd;
import io.muster.bench.Page;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.local.Stack;
import io.muster.local.StackOptions;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** One campaign of 24 hours from its creation to its report, counted step by step. */
public final class MeteredCampaign implements AutoCloseable {

    private static final Instant START = Instant.parse("2026-06-01T14:00:00Z");
    private static final String WORKSPACE = StackOptions.WORKSPACE;
    private static final int CHECK_INS = 4;

    /** What the table adds to each item for its own use. */
    private static final long ITEM_BYTES = 100;

    private final Meter meter = new Meter();
    private final Metered metered = new Metered(meter);
    private final Caller caller = new Caller(WORKSPACE);
    private final List<Step> steps = new ArrayList<>();
    private final Path folder;
    private final Stack stack;
    private int calls;

    /** A step of a campaign's life and what it asked of AWS. */
    public record Step(String name, Count count) {}

    /**
     * A campaign that has ended.
     *
     * @param timers schedules that fired for it
     * @param calls requests to the API
     */
    public record Ended(List<Step> steps, int timers, int calls) {

        public Ended {
            steps = List.copyOf(steps);
        }

        /** Returns everything that the campaign asked for. */
        public Count total() {
            return steps.stream().map(Step::count).reduce(Count.NONE, Count::plus);
        }
    }

    /**
     * The reference campaign with all that AWS is paid for.
     *
     * @param feedback what the provider's word on its messages asks for: of each, that it took it and that it delivered it
     * @param events how many times the provider spoke
     * @param idleSweep what a sweep asks for that finds nothing
     * @param sweepLogged bytes that such a sweep writes to its log
     * @param logged bytes that the functions wrote to their logs
     * @param stored bytes that stay in the table
     * @param nanoseconds how long each invocation took that a queue caused, on this machine, remote calls being none
     */
    public record Whole(
            Ended ended,
            Count feedback,
            int events,
            Count idleSweep,
            long sweepLogged,
            long logged,
            long stored,
            List<Long> nanoseconds) {

        public Whole {
            nanoseconds = List.copyOf(nanoseconds);
        }
    }

    private MeteredCampaign() throws IOException {
        folder = Files.createTempDirectory("muster-bench-");
        stack = Stack.start(
                StackOptions.in(folder).withMode(new Mode.Conducted(START)).measuredAs("production"), metered);
    }

    /**
     * Runs the reference campaign: four bids wanted, eight contacted, three bids before the first check-in and the fourth
     * after the third, nobody added since those left in the pool were asked by another campaign the day before.
     */
    public static Ended reference() throws IOException {
        try (var campaign = new MeteredCampaign()) {
            var crowd = Crowd.of("lawn-care", 3, 3, 2);
            campaign.prepare(crowd, Crowd.of("lawn-care-busy", 5, 15, 20));
            return campaign.run(crowd, 4, List.of(1.0, 2.0, 4.0, 20.0));
        }
    }

    /** Runs the reference campaign and then lets the provider speak, which is counted apart. */
    public static Whole whole() throws IOException {
        try (var campaign = new MeteredCampaign()) {
            var crowd = Crowd.of("lawn-care", 3, 3, 2);
            campaign.prepare(crowd, Crowd.of("lawn-care-busy", 5, 15, 20));
            long sweepLogged = Page.logged(campaign.metered::sweep);
            var sweep = campaign.meter.take();
            long before = campaign.stored();
            var ended = new AtomicReference<Ended>();
            var events = new AtomicInteger();
            long logged = Page.logged(() -> {
                ended.set(campaign.run(crowd, 4, List.of(1.0, 2.0, 4.0, 20.0)));
                events.set(campaign.tell());
            });
            return new Whole(
                    Objects.requireNonNull(ended.get()),
                    campaign.meter.take(),
                    events.get(),
                    sweep,
                    sweepLogged,
                    logged,
                    campaign.stored() - before,
                    campaign.metered.nanoseconds());
        }
    }

    /** Runs a campaign that asks everybody of a crowd, with bids in step with the clock. */
    public static Ended of(Crowd crowd, int bids) throws IOException {
        try (var campaign = new MeteredCampaign()) {
            campaign.prepare(crowd, Crowd.of("other-work", 0, 0, 0));
            var hours = new ArrayList<Double>();
            for (int bid = 0; bid < bids; bid++) {
                hours.add(0.5 + 23.0 * bid / bids);
            }
            return campaign.run(crowd, bids, hours);
        }
    }

    /** Stores the crowd, and others of the same trade who cannot be asked; none of this is counted. */
    private void prepare(Crowd crowd, Crowd busy) {
        var platform = metered.plain();
        new SettingsStore(platform).set(WORKSPACE, Registry.perDay(Channel.EMAIL), 900, "bench");
        var contacts = new ContactStore(platform);
        contacts.save(WORKSPACE, crowd.contacts());
        contacts.save(WORKSPACE, Crowd.doing(crowd.category(), busy).contacts());
        cool(platform, busy);
        meter.take();
    }

    private static void cool(Platform platform, Crowd busy) {
        var table = Table.of(platform);
        var yesterday = new Gate.Recent(START.minus(Duration.ofDays(1)), "another-campaign");
        for (var id : busy.ids()) {
            var transaction = table.transaction();
            var open = Gate.open(id);
            GateStore.put(
                    transaction,
                    WORKSPACE,
                    new Gate(id, Set.of(), null, List.of(yesterday), open.past(), open.version()));
            transaction.commit();
        }
    }

    private Ended run(Crowd crowd, int bids, List<Double> hours) {
        var created = step("Creation, and its request", () -> create(crowd, bids));
        step("First wave: claimed, sent, recorded", this::settle);
        int bid = 0;
        for (int checkIn = 1; checkIn <= CHECK_INS; checkIn++) {
            double until = 24.0 * checkIn / CHECK_INS;
            for (; bid < hours.size() && hours.get(bid) < until; bid++) {
                var contact = crowd.ids().get(bid);
                double hour = hours.get(bid);
                step("Bid " + (bid + 1), () -> {
                    at(hour);
                    call(() -> caller.bid(metered.api("responses-api"), created, contact, "bid-" + contact));
                });
                step(bid + 1 == bids ? "The end: report, rates" : "", this::settle);
            }
            step("Check-in " + checkIn, () -> at(until));
        }
        return new Ended(steps, CHECK_INS, calls);
    }

    /** The provider takes and delivers every message, and says so, one event after the other; returns how many. */
    private int tell() {
        int events = 0;
        for (var word : List.of("Send", "Delivery")) {
            for (var touch : metered.touches()) {
                metered.tell(WORKSPACE, touch, word);
                settle();
                events++;
            }
        }
        return events;
    }

    private long stored() {
        var table = metered.plain().installation().table();
        var description = metered.plain()
                .dynamoDb()
                .describeTable(describe -> describe.tableName(table))
                .table();
        return description.tableSizeBytes() + ITEM_BYTES * description.itemCount();
    }

    private String create(Crowd crowd, int bids) {
        calls++;
        return caller.create(metered.api("campaigns-api"), crowd.category(), bids, "reference");
    }

    private void call(Runnable request) {
        calls++;
        request.run();
    }

    private void settle() {
        stack.conductor().runUntil(Pace.AT_ONCE, () -> true);
    }

    private void at(double hour) {
        var moment = START.plusMillis(Math.round(hour * Duration.ofHours(1).toMillis()));
        stack.conductor().runUntil(Pace.AT_ONCE, () -> !stack.time().business().isBefore(moment));
    }

    private void step(String name, Runnable work) {
        step(name, () -> {
            work.run();
            return "";
        });
    }

    private <T> T step(String name, java.util.function.Supplier<T> work) {
        var made = work.get();
        var count = meter.take();
        if (count.total() > 0) {
            steps.add(new Step(name, count));
        }
        return made;
    }

    @Override
    public void close() throws IOException {
        stack.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
