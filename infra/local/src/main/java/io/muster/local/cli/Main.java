package io.muster.local.cli;

import io.muster.memory.journal.FolderInUseException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line. */
@Command(
        name = "muster",
        mixinStandardHelpOptions = true,
        version = "muster 0.1.0",
        description =
                "Collects answers from other people by a deadline. Runs the embedded stack, or talks to one that runs.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it failed; the message says why and what to do", "2:wrong usage"},
        subcommands = {
            Run.class,
            Demo.class,
            Main.Import.class,
            Main.Preview.class,
            Main.Create.class,
            Main.Watch.class,
            Main.Report.class,
            Main.Token.class
        })
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(Console.of(System.out)).execute(args));
    }

    static CommandLine commandLine(Console console) {
        var line = new CommandLine(new Main(), new Commands(console));
        line.setOut(new PrintWriter(
                System.out, true, StandardCharsets.UTF_8)); // now, since a stack sends what comes later to its log
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(console.terminal() ? Ansi.AUTO : Ansi.OFF));
        line.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("muster: " + message(failure));
            return 1;
        });
        return line;
    }

    /** Our own exceptions say what to do; of all others the type has to be named. */
    private static String message(Exception failure) {
        var text = failure.getMessage();
        if (text == null) {
            return failure.toString();
        }
        return failure.getClass().getName().startsWith("io.muster.")
                        || failure instanceof UncheckedIOException
                        || failure instanceof IllegalArgumentException
                        || failure instanceof FolderInUseException
                ? text
                : failure.toString();
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "which command? See: muster --help");
    }

    /** Gives each command the console. */
    private record Commands(Console console) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Console.class) {
                    return type.cast(constructor.newInstance(console));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    /** Imports contractors. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Import contractors from a CSV or JSON lines file, of up to 50 MB, into the running stack.")
    static final class Import implements Callable<Integer> {

        private final Console console;

        @Mixin
        private RunningStack stack = new RunningStack();

        @Parameters(paramLabel = "FILE", description = "CSV with a head line, or JSON lines")
        private Path file = Path.of("");

        Import(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws InterruptedException {
            try (var api = stack.api()) {
                ImportPage.load(api, file, console);
                return 0;
            }
        }
    }

    /** Shows what a campaign would do. */
    @Command(
            name = "preview",
            mixinStandardHelpOptions = true,
            description =
                    "Show what a campaign would do: whom a bid card's would ask and, with --simulate, what would come"
                            + " of it; every touch of an account's. Nothing is stored, nobody is written to.",
            footer = {
                "",
                "Examples:",
                "  muster preview events/samples/bid-cards/lawn-care.json --simulate 1000",
                "  muster preview events/samples/accounts/barton-foods.json maxTouches=6"
            })
    static final class Preview implements Callable<Integer> {

        private final Console console;

        @Mixin
        private RunningStack stack = new RunningStack();

        @Parameters(
                index = "0",
                paramLabel = "FILE",
                description = "JSON file of a bid card, or of a request for an account's campaign")
        private Path file = Path.of("");

        @Parameters(index = "1..*", paramLabel = "FIELD=VALUE", description = "fields that are to be otherwise")
        private Map<String, String> overrides = Map.of();

        @Option(
                names = "--simulate",
                paramLabel = "N",
                description =
                        "run a bid card's very campaign so often, 1 to 10000 times, with contractors that answer by"
                                + " what was learned of them")
        private @Nullable String simulate;

        @Option(
                names = "--seed",
                paramLabel = "SEED",
                description = "with --simulate: the same seed draws the same answers again (default: one that follows"
                        + " from the bid card)")
        private @Nullable String seed;

        Preview(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            try (var api = stack.api()) {
                var wanted = CampaignFile.read(file, overrides);
                var preview = api.post("/campaigns/preview" + query(), wanted.request(), null);
                switch (wanted) {
                    case CampaignFile.BidCard _ -> StrategyPage.print(preview, console);
                    case CampaignFile.Account _ -> new SequencePage(preview, console).print();
                }
                if (preview.has("simulation")) {
                    console.line();
                    SimulationPage.print(preview, console);
                }
                return 0;
            }
        }

        private String query() {
            var query = new StringJoiner("&", "?", "").setEmptyValue("");
            if (simulate != null) {
                query.add("simulate=" + URLEncoder.encode(simulate, StandardCharsets.UTF_8));
            }
            if (seed != null) {
                query.add("seed=" + URLEncoder.encode(seed, StandardCharsets.UTF_8));
            }
            return query.toString();
        }
    }

    /** Creates a campaign. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Start a campaign: store a bid card and ask for its bids, or begin an account's sequence.",
            footer = {
                "",
                "Examples:",
                "  muster create events/samples/bid-cards/lawn-care.json timelineHours=48",
                "  muster create events/samples/accounts/barton-foods.json maxTouches=6"
            })
    static final class Create implements Callable<Integer> {

        private final Console console;

        @Mixin
        private RunningStack stack = new RunningStack();

        @Parameters(
                index = "0",
                paramLabel = "FILE",
                description = "JSON file of a bid card, or of a request for an account's campaign")
        private Path file = Path.of("");

        @Parameters(index = "1..*", paramLabel = "FIELD=VALUE", description = "fields that are to be otherwise")
        private Map<String, String> overrides = Map.of();

        Create(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            try (var api = stack.api()) {
                switch (CampaignFile.read(file, overrides)) {
                    case CampaignFile.BidCard(var card) ->
                        CreatedBidsPage.print(api.post("/bid-cards", card, null), console);
                    case CampaignFile.Account(var request) ->
                        CreatedSequencePage.print(api, api.post("/campaigns", request, null), console);
                }
                return 0;
            }
        }
    }

    /** Follows a campaign. */
    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description =
                    "Follow a campaign until it ends: one live line on a terminal, else a line for each change. Where"
                            + " it waits for a person, it says for what.")
    static final class Watch implements Callable<Integer> {

        private static final long GLANCE_MILLIS = 250;
        private final Console console;

        @Mixin
        private RunningStack stack = new RunningStack();

        @Parameters(paramLabel = "CAMPAIGN", description = "id of the campaign")
        private String campaign = "";

        Watch(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws InterruptedException {
            try (var api = stack.api()) {
                var progress = Progress.of(api.get("/campaigns/" + campaign), new Names(api));
                var last = "";
                var advised = List.<String>of();
                while (true) {
                    var status = api.get("/campaigns/" + campaign + "/status");
                    var line = progress.line(status);
                    var ended = Progress.ended(status);
                    if (ended) {
                        console.endLive();
                    }
                    if (!line.equals(last) && (ended || !console.terminal())) {
                        console.line(line);
                    }
                    if (ended) {
                        return 0;
                    }
                    var advice = progress.advice(status);
                    if (!advice.equals(advised)) {
                        advice.forEach(each -> console.line("   " + each));
                    }
                    console.live(line);
                    last = line;
                    advised = advice;
                    Thread.sleep(GLANCE_MILLIS);
                }
            }
        }
    }

    /** Prints a report. */
    @Command(
            name = "report",
            mixinStandardHelpOptions = true,
            description = "Print what came of a campaign, or how it stands.")
    static final class Report implements Callable<Integer> {

        private final Console console;

        @Mixin
        private RunningStack stack = new RunningStack();

        @Parameters(paramLabel = "CAMPAIGN", description = "id of the campaign")
        private String campaign = "";

        Report(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            try (var api = stack.api()) {
                ReportPage.print(api, campaign, console);
                return 0;
            }
        }
    }

    /** Prints a token. */
    @Command(
            name = "token",
            mixinStandardHelpOptions = true,
            description = "Print an access token for the running stack.",
            footer = {"", "Example: curl -H \"Authorization: Bearer $(muster token)\" http://127.0.0.1:8080/campaigns"})
    static final class Token implements Callable<Integer> {

        private final Console console;

        @Mixin
        private RunningStack stack = new RunningStack();

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                split = ",",
                defaultValue = "read,operate,approve,admin",
                description = "scopes (default: ${DEFAULT-VALUE})")
        private List<String> scopes = List.of();

        Token(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            console.line(stack.token(scopes));
            return 0;
        }
    }
}
