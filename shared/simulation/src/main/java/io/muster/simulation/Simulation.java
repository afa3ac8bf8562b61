package io.muster.simulation;

import io.muster.aws.settings.Registry;
import io.muster.aws.settings.Settings;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.touch.Channel;
import io.muster.memory.MemoryAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Runs one scenario as often as one likes; each run is a function of its seed and its plan. Used by one thread. */
final class Simulation implements AutoCloseable {

    /** How long after its deadline, and after all is well again, a campaign may take to end. */
    static final Duration GRACE = Duration.ofMinutes(15);

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final Scenario scenario;
    private Baton baton = new Baton();
    private final Supplier<Intervention> interventions;
    private final Snapshot base;
    private final Map<String, String> contacts = new HashMap<>();

    /** Prepares a scenario. */
    Simulation(Scenario scenario) {
        this(scenario, () -> Intervention.NONE);
    }

    /** Prepares a scenario in every run of which something is done besides what the plan says. */
    Simulation(Scenario scenario, Supplier<Intervention> interventions) {
        this.scenario = scenario;
        this.interventions = interventions;
        try (var aws = MemoryAws.open(MemoryAws.Options.forgetful(scenario::start))) {
            var empty = Snapshot.of(aws, Deployment.provision(aws));
            var world =
                    new World(baton, 0, Plan.NONE, false, scenario.start(), empty, Intervention.NONE, Market.deaf());
            scenario.workspaces().forEach(workspace -> {
                secrets(world, workspace);
                settle(world, workspace, scenario);
            });
            scenario.firms().forEach(firm -> {
                var id = enter(world, firm);
                contacts.put(firm.workspace() + " " + firm.email(), id);
                contacts.put(firm.workspace() + " " + firm.phone(), id);
            });
            this.base = Snapshot.of(world.aws(), world.installation());
        }
    }

    /** Sets what a workspace may mail a day, and who hears of trouble. */
    private static void settle(World world, String workspace, Scenario scenario) {
        var settings = Settings.DEFAULT
                .with(Registry.perDay(Channel.EMAIL), scenario.mailsPerDay(), "simulation", scenario.start())
                .with(Registry.OPERATOR_EMAIL, "operator@example.com", "simulation", scenario.start());
        new Table(world.aws().dynamoDb(), Deployment.TABLE).put(Items.write(Keys.settings(workspace), settings));
    }

    /** Ids of contacts and signatures of links follow from these, so that they are the same in every run. */
    private static void secrets(World world, String workspace) {
        var secrets = new byte[64];
        new Random(workspace.hashCode()).nextBytes(secrets);
        new KeyRing(new Table(world.aws().dynamoDb(), Deployment.TABLE)).adopt(workspace, secrets);
    }

    private static String enter(World world, Scenario.Firm firm) {
        var request = new Request(firm.workspace(), "POST /contacts", Map.of(), firm.json(), "enter-" + firm.number());
        var api = world.deployment().apis().get(request.route());
        if (api == null) {
            throw new IllegalStateException("contacts cannot be entered");
        }
        var answer = api.handleRequest(Events.http(request), NoContext.INSTANCE);
        var id = ID.matcher(answer.getBody());
        if (answer.getStatusCode() >= 300 || !id.find()) {
            throw new IllegalStateException(firm + " was refused: " + answer.getBody());
        }
        return id.group(1);
    }

    /**
     * How a run ended.
     *
     * @param options by which the command line makes the same run again
     * @param broken every promise that was broken, in words; empty when all were kept
     * @param trace the run as one number
     * @param lines the run in words, if they were asked for
     * @param calls how many remote calls there were
     * @param fired what went wrong, in order
     */
    record Outcome(
            String scenario,
            long seed,
            String options,
            List<String> broken,
            long trace,
            List<String> lines,
            int calls,
            int accepted,
            List<World.Fired> fired) {

        public Outcome {
            broken = List.copyOf(broken);
            lines = List.copyOf(lines);
            fired = List.copyOf(fired);
        }

        /** Returns which promise was broken first: its number, or the complaint. */
        String promise() {
            return broken.getFirst().split(":", 2)[0];
        }

        private Outcome with(String complaint) {
            var more = new ArrayList<>(broken);
            more.add(complaint);
            return new Outcome(scenario, seed, options, more, trace, lines, calls, accepted, fired);
        }
    }

    /** Runs the scenario once. */
    Outcome run(long seed, Plan plan) {
        return run(seed, plan, false);
    }

    /** Runs the scenario once, and tells it in words if they are wanted. */
    Outcome run(long seed, Plan plan, boolean inWords) {
        var market = new Market[1];
        var world = new World(
                baton,
                seed,
                plan,
                inWords,
                scenario.start(),
                base,
                interventions.get(),
                message -> market[0].hear(message));
        try {
            var broken = played(world, plan, market);
            var outcome = outcome(world, seed, plan, broken);
            var missed = plan.missed(outcome);
            return missed == null ? outcome : outcome.with(missed);
        } catch (RuntimeException | AssertionError failed) {
            baton.close();
            baton = new Baton();
            return outcome(world, seed, plan, List.of("the harness itself failed: " + told(failed)));
        }
    }

    /** Has everything happen, and returns the promises that were broken. */
    private List<String> played(World world, Plan plan, Market[] market) {
        var script = new Script(world, contacts);
        market[0] = new Market(script, contacts, scenario.temper());
        var well = world.lots()
                .between(scenario.length().toMillis() / 10, scenario.length().toMillis(), Lots.place("well", 0));
        if (plan.heals()) {
            world.spawn("well again", "", Duration.ofMillis(well), () -> {
                world.heal();
                script.vigil().well();
            });
        }
        disaster(world, well);
        scenario.play().accept(script);
        world.run(scenario.start().plus(scenario.length()));
        world.run(latestDeadline(world).plus(GRACE));
        return Invariants.broken(world, script, scenario);
    }

    private Outcome outcome(World world, long seed, Plan plan, List<String> broken) {
        return new Outcome(
                scenario.name(),
                seed,
                "--scenario=" + scenario.name() + " --seed=" + seed + plan.options(),
                broken,
                world.trace().hash(),
                world.trace().lines(),
                world.calls(),
                world.ledger().size(),
                world.fired());
    }

    /** Returns what was thrown first, and where of ours. */
    private static String told(Throwable thrown) {
        var first = thrown;
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            first = cause;
        }
        return first
                + Arrays.stream(first.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("io.muster."))
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
    }

    /** A campaign that was created late, since its client had to ask again and again, ends late. */
    private Instant latestDeadline(World world) {
        var store = new CampaignStore(new Table(world.aws().dynamoDb(), Deployment.TABLE));
        return scenario.workspaces().stream()
                .flatMap(workspace -> store.list(workspace, 100, null).campaigns().stream())
                .map(Campaign::deadline)
                .filter(deadline -> deadline.isAfter(world.now()))
                .max(Instant::compareTo)
                .orElse(world.now());
    }

    /** Returns what is simulated. */
    String name() {
        return scenario.name();
    }

    /** Returns how long the runs so far have used a processor, in nanoseconds. */
    long processorTime() {
        return baton.processorTime();
    }

    private static void disaster(World world, long before) {
        var place = new Place("world", 0, "loss", 0, Lots.place("world", 1));
        var moment = world.lots().between(1, before, Lots.place("world", 2));
        world.spawn("loss", "", Duration.ofMillis(moment), () -> {
            if (world.fault(place, Fault.OF_THE_WORLD) != null) {
                world.loseAll();
            }
        });
    }

    @Override
    public void close() {
        baton.close();
    }
}
