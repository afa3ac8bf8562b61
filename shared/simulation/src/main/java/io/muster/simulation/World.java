package io.muster.simulation;

import io.muster.aws.Ids;
import io.muster.aws.Installation;
import io.muster.aws.Platform;
import io.muster.memory.MemoryAws;
import io.muster.memory.calls.CallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One simulated installation: services, functions, providers and clock, moved on as a discrete-event simulation.
 */
final class World {

    /** How long the gateway waits for a function. */
    static final Duration API_LIMIT = Duration.ofSeconds(30);

    private final Baton baton;
    private final Lots lots;
    private final Plan plan;
    private final Intervention intervention;
    private final VirtualTime time;
    private final MemoryAws aws;
    private final Agenda agenda;
    private final Wire wire;
    private final Pledges pledges = new Pledges();
    private final News news = new News(pledges);
    private final Bucket bucket = new Bucket();
    private final Voices voices = new Voices();
    private final Chronicle chronicle = new Chronicle();
    private final Watch watch = new Watch(this);
    private final Trace trace;
    private final Providers providers;
    private final Installation installation;
    private final Deployment deployment;
    private final Pump pump;
    private final Clockwork clockwork;
    private final List<Fired> fired = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Sweeps sweeps = new Sweeps(this);
    private boolean wellAgain;
    private Instant lastTrouble;
    private @Nullable Instant lost;
    private int ids;
    private final List<String> complaints = new ArrayList<>();

    /** One thing that went wrong. */
    record Fired(Place place, Fault fault, Instant at) {}

    /**
     * Makes a world in which nothing has happened.
     *
     * @param intervention what is done to this run besides what the plan says
     * @param accepted is told what providers accept, at once
     */
    World(
            Baton baton,
            long seed,
            Plan plan,
            boolean inWords,
            Instant start,
            Snapshot snapshot,
            Intervention intervention,
            Consumer<Accepted> accepted) {
        this.baton = baton;
        this.lastTrouble = start;
        this.lots = new Lots(seed);
        this.plan = plan;
        this.intervention = intervention;
        this.time = new VirtualTime(start, () -> {
            var actor = baton.running();
            return actor == null ? Duration.ZERO : actor.skew();
        });
        this.agenda = new Agenda(lots);
        this.wire = new Wire(this);
        this.trace = new Trace(inWords);
        this.aws =
                MemoryAws.open(MemoryAws.Options.forgetful(time::now).withContention((table, key) -> wire.conflicts()));
        this.installation = snapshot.restore(aws);
        this.providers = new Providers(time::now, accepted);
        var mail = Remote.stub(SesV2Client.class, Service.MAIL, providers::take, this::carry);
        var texts = Remote.stub(PinpointSmsVoiceV2Client.class, Service.TEXT, providers::take, this::carry);
        var log = intervention.equals(Intervention.NONE) ? CallLog.ofThisRun() : CallLog.forgetful();
        this.deployment =
                intervention.installed(Deployment.of(platform(), mail, texts, bucket.files(this::carry), log));
        intervention.begins(this);
        this.pump = new Pump(this, deployment.feeds());
        this.clockwork = new Clockwork(this, baton, pump, sweeps);
    }

    private Platform platform() {
        Ids inOrder = () -> String.format("01SIMULATED%015d", ++ids);
        return new Platform(
                Remote.client(DynamoDbClient.class, Service.TABLE, aws.dynamoDb(), this::carry),
                Remote.client(SqsClient.class, Service.QUEUE, aws.sqs(), this::carry),
                Remote.client(SchedulerClient.class, Service.TIMER, aws.scheduler(), this::carry),
                time,
                inOrder,
                installation);
    }

    // ---- what everybody may ask

    Instant now() {
        return time.now();
    }

    Agenda agenda() {
        return agenda;
    }

    VirtualTime time() {
        return time;
    }

    Lots lots() {
        return lots;
    }

    Trace trace() {
        return trace;
    }

    MemoryAws aws() {
        return aws;
    }

    Installation installation() {
        return installation;
    }

    Deployment deployment() {
        return deployment;
    }

    List<Accepted> ledger() {
        return providers.ledger();
    }

    List<Fired> fired() {
        return fired;
    }

    int calls() {
        return wire.calls();
    }

    /** Returns what the system has given its word on. */
    Pledges pledges() {
        return pledges;
    }

    /** Returns what providers told, and what became of it. */
    News news() {
        return news;
    }

    /** Returns where mails lie that came in. */
    Bucket bucket() {
        return bucket;
    }

    /** Returns when contacts were first heard of. */
    Voices voices() {
        return voices;
    }

    /** Returns when each line of a history was written. */
    Chronicle chronicle() {
        return chronicle;
    }

    /** Returns who looks at every call and every write. */
    Watch watch() {
        return watch;
    }

    /** Returns what was found wrong while it ran. */
    List<String> complaints() {
        return complaints;
    }

    void complain(String what) {
        complaints.add(what);
    }

    @Nullable
    Actor actor() {
        return baton.running();
    }

    private Object carry(Service.Call call, Function<Service.Call, Object> carrier) {
        return intervention.call(call, made -> wire.carry(made, carrier));
    }

    /** Returns what goes wrong at a place, noted as having happened; nothing once all is well again. */
    @Nullable
    Fault fault(Place place, Set<Fault> possible) {
        if (wellAgain) {
            return null;
        }
        var fault = plan.at(place, possible);
        if (fault != null) {
            fired.add(new Fired(place, fault, now()));
            lastTrouble = now();
        }
        return fault;
    }

    /** Takes back that something went wrong at a place, since it came to nothing. */
    void withdraw(Place place) {
        fired.removeIf(one -> one.place().equals(place));
    }

    /** Returns when something went wrong last, or all faults ended; the beginning, when nothing ever did. */
    Instant lastTrouble() {
        return lastTrouble;
    }

    /** Returns whether all queues and timers were lost at or after a moment. */
    boolean lostSince(Instant moment) {
        return lost != null && !lost.isBefore(moment);
    }

    /** Returns whether all queues and timers are to be lost just before a call of the run. */
    boolean losesAllBefore(int call) {
        return plan.losesAllBefore(call);
    }

    /** Ends all faults. */
    void heal() {
        wellAgain = true;
        lastTrouble = now();
        trace.note(now(), "world", "well again");
    }

    // ---- actors

    /** Lets something begin after a delay; where several of a name do, they are numbered. */
    Actor spawn(String name, String workspace, Duration delay, Runnable body) {
        int count = names.merge(name, 1, Integer::sum);
        var unique = count == 1 ? name : name + " (" + count + ")";
        var actor = new Actor(unique, workspace, body);
        agenda.add(actor, now().plus(delay), Lots.place(unique, 0));
        return actor;
    }

    /** Lets a process of ours begin: it has a clock of its own, and an end. */
    Actor process(String name, String workspace, Duration delay, Duration limit, Runnable body) {
        var self = new Actor[1];
        self[0] = spawn(name, workspace, delay, () -> {
            var actor = self[0];
            actor.endsAt(now().plus(limit));
            var clock = actor.place("clock");
            if (fault(clock, Fault.OF_A_PROCESS) != null) {
                actor.skew(Duration.ofMillis(lots.between(-300_000, 300_000, clock.id())));
            }
            body.run();
        });
        return self[0];
    }

    /** Lets others act for a while. */
    void rest(Actor actor, Duration duration, long place) {
        agenda.add(actor, now().plus(duration), place);
        baton.rest(actor);
    }

    // ---- time

    /** Runs until a moment, and until nobody is under way any more; what is to begin later begins when it runs on. */
    void run(Instant until) {
        clockwork.run(until);
    }

    /** Notes what a call may have changed. */
    void changed(Service.Call call) {
        switch (call.service()) {
            case TABLE -> {
                if (!Wire.reads(call)) {
                    sweeps.look();
                }
            }
            case QUEUE -> pump.look();
            case TIMER, MAIL, TEXT, FILE -> {}
        }
    }

    /** Has the queues looked at. */
    void look() {
        pump.look();
    }

    /** Empties every queue and forgets every timer. */
    void loseAll() {
        for (var queue : installation.queuesByName().values()) {
            aws.sqs().purgeQueue(purge -> purge.queueUrl(queue.url()));
        }
        var scheduler = aws.scheduler();
        for (var page = scheduler.listSchedules(list -> {}); !page.schedules().isEmpty(); ) {
            page.schedules()
                    .forEach(timer -> scheduler.deleteSchedule(
                            delete -> delete.groupName(timer.groupName()).name(timer.name())));
            page = scheduler.listSchedules(list -> {});
        }
        lost = now();
        lastTrouble = now();
        trace.note(now(), "world", "all queues and timers are lost");
    }
}
