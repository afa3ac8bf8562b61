package io.muster.bench;

import io.muster.bench.cost.MonthlyCost;
import io.muster.bench.cost.Requests;
import io.muster.bench.kill.KillCampaigns;
import io.muster.bench.load.Accounts;
import io.muster.bench.load.Campaigns;
import io.muster.bench.start.ColdStart;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All benchmarks by one command. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Benchmarks of Muster, printed as Markdown tables.",
        subcommands = {
            Main.All.class,
            Main.Engine.class,
            Main.Quality.class,
            Requests.class,
            MonthlyCost.class,
            Campaigns.class,
            Accounts.class,
            ColdStart.class,
            KillCampaigns.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("Measured on: " + Machine.line());
        System.out.println();
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /** Everything that takes a minute or two. */
    @Command(
            name = "all",
            mixinStandardHelpOptions = true,
            description = "All but quality, kill, accounts and coldstart, in a few minutes.")
    static final class All implements Callable<Integer> {

        @Override
        public Integer call() throws Exception {
            new Engine().call();
            System.out.println();
            new Requests().call();
            System.out.println();
            new MonthlyCost().call();
            System.out.println();
            return new CommandLine(new Campaigns()).execute();
        }
    }

    /** How fast the engine decides. */
    @Command(name = "engine", mixinStandardHelpOptions = true, description = "Strategies per second.")
    static final class Engine implements Callable<Integer> {

        @Override
        public Integer call() {
            EngineBenchmark.main(new String[0]);
            return 0;
        }
    }

    /** How good its decisions are. */
    @Command(
            name = "quality",
            mixinStandardHelpOptions = true,
            description = "Success and contacts over simulated markets, against a baseline and an oracle.")
    static final class Quality implements Callable<Integer> {

        @Option(names = "--markets", defaultValue = "10000", description = "for each truth (default: ${DEFAULT-VALUE})")
        private String markets = "10000";

        @Option(names = "--seed", defaultValue = "1", description = "of the markets (default: ${DEFAULT-VALUE})")
        private String seed = "1";

        @Override
        public Integer call() {
            DecisionQuality.main(new String[] {markets, seed});
            return 0;
        }
    }
}
