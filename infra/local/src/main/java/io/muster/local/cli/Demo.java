package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.Ids;
import io.muster.domain.touch.Channel;
import io.muster.local.Installed;
import io.muster.local.Stack;
import io.muster.local.StackOptions;
import io.muster.local.StackOptions.Mode;
import io.muster.local.cli.Console.Style;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.inbox.Mail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a whole campaign in half a minute, on a stack of its own that is gone afterwards. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Watch a campaign from bid card to report: a stack of its own, simulated contractors, half a minute.")
final class Demo implements Callable<Integer> {

    private static final int WHOLE_SECONDS = 50;

    /** The stories, as they are spelt on the command line. */
    private enum Scenario {
        bid("bid card"),
        account("request");

        private final String start;

        Scenario(String start) {
            this.start = start;
        }
    }

    private final Console console;

    @Option(
            names = "--seed",
            defaultValue = "2241",
            description = "another seed, another story (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--scenario",
            defaultValue = "bid",
            description =
                    "bid: bids for a job; account: a sequence across an account's people (default: ${DEFAULT-VALUE})")
    private Scenario scenario = Scenario.bid;

    @Option(
            names = "--account",
            paramLabel = "FILE",
            defaultValue = "events/samples/accounts/barton-foods.json",
            description = "with --scenario account: the request (default: ${DEFAULT-VALUE})")
    private Path account = Path.of("");

    @Option(
            names = "--bid-card",
            paramLabel = "FILE",
            defaultValue = "events/samples/bid-cards/lawn-care.json",
            description = "the job (default: ${DEFAULT-VALUE})")
    private Path bidCard = Path.of("");

    @Option(
            names = "--contractors",
            paramLabel = "FILE",
            defaultValue = "events/samples/contractors.csv",
            description = "who can be asked (default: ${DEFAULT-VALUE})")
    private Path contractors = Path.of("");

    @Option(
            names = "--speed",
            defaultValue = "auto",
            description = "campaign seconds in a second; 0: as fast as it goes; auto: the whole time in 50 s")
    private String speed = "auto";

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            defaultValue = "2026-05-04T14:00:00Z",
            description = "when the bid card comes in (default: ${DEFAULT-VALUE}, a Monday morning in Austin)")
    private Instant start = Instant.EPOCH;

    Demo(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        checkSpeed();
        var wanted = CampaignFile.read(scenario == Scenario.bid ? bidCard : account, Map.of());
        var folder = Files.createTempDirectory("muster-demo-");
        var out = System.out;
        var err = System.err;
        try {
            FunctionLog.into(folder);
            console.line(console.in(Style.BOLD, "Muster: one campaign from " + scenario.start + " to report")
                    + " (seed " + seed + ")");
            try (var stack = Stack.start(options(folder), new Installed())) {
                switch (wanted) {
                    case CampaignFile.BidCard card -> show(stack, card);
                    case CampaignFile.Account(var request) ->
                        new AccountDemo(stack, console).show(request, pace(AccountDemo.USUAL_SPEED));
                }
            }
            return 0;
        } finally {
            System.setOut(out);
            System.setErr(err);
            delete(folder);
        }
    }

    private void checkSpeed() {
        if (!speed.equals("auto") && !speed.matches("[0-9]{1,8}")) {
            throw new IllegalArgumentException("speed must be auto or a whole number from 0 on, not " + speed);
        }
    }

    private StackOptions options(Path folder) {
        var count = new AtomicLong();
        Ids ids = () -> String.format("01DEMO%020d", count.incrementAndGet());
        return StackOptions.in(folder)
                .withMode(new Mode.Conducted(start, scenario == Scenario.bid ? 1 : AccountDemo.SWEEP_MINUTES))
                .withMarket(scenario == Scenario.bid ? seed : null)
                .repeatable(ids, seed);
    }

    private void show(Stack stack, CampaignFile.BidCard wanted) {
        var api = stack.api();
        title("1  Contractors", "read from " + contractors);
        ImportPage.print(ImportPage.send(api, contractors), console);

        var preview = api.post("/campaigns/preview", wanted.request(), null);
        title(
                "2  The job",
                preview.path("title").asText() + ": "
                        + preview.path("bidsNeeded").asInt() + " bids wanted");
        title("3  The strategy", "the fewest contractors that make the goal likely enough");
        StrategyPage.print(preview, console);

        var campaign = api.post("/bid-cards", wanted.card(), "demo")
                .path("campaign")
                .path("id")
                .asText();
        var pace = pace(preview);
        title("4  The campaign", "as it happens, in the hours of the place where the work is");
        follow(stack, campaign, pace);

        title("5  The report", "stored, and mailed to whoever asked");
        ReportPage.print(api, campaign, console);
        mails(stack);
    }

    private Pace pace(JsonNode preview) {
        var deadline = Instant.parse(preview.path("deadline").asText());
        return pace(Math.max(1, Duration.between(start, deadline).toSeconds() / WHOLE_SECONDS));
    }

    private Pace pace(long usual) {
        if (!speed.equals("auto")) {
            return speed.equals("0") ? Pace.AT_ONCE : Pace.speed(Long.parseLong(speed));
        }
        return Pace.speed(usual);
    }

    private void follow(Stack stack, String campaign, Pace pace) {
        var story = new Story(stack.api(), campaign, console);
        var progress = new BidProgress(story.words());
        stack.conductor().runUntil(pace, () -> {
            story.tell();
            var status = stack.api().get("/campaigns/" + campaign + "/status");
            console.live("   " + story.words().moment(stack.time().business()) + "  " + progress.line(status));
            return Progress.ended(status) && reported(stack, campaign);
        });
        console.endLive();
        story.tell();
    }

    private static boolean reported(Stack stack, String campaign) {
        for (JsonNode line :
                stack.api().get("/campaigns/" + campaign + "/timeline").path("items")) {
            if (line.path("event").path("type").asText().equals("reported")) {
                return true;
            }
        }
        return false;
    }

    private void mails(Stack stack) {
        console.line();
        console.line("   " + sent(stack.mailbox().all())
                + " went out, each exactly once. To run it for real, and to read such mails as their readers"
                + " do: mvn -Plocal");
    }

    private static String sent(List<Mail> messages) {
        boolean mails = messages.stream().allMatch(message -> message.channel() == Channel.EMAIL);
        return Words.count(messages.size(), mails ? "mail" : "message");
    }

    private void title(String title, String what) {
        console.line();
        console.line(console.in(Style.BOLD, title) + "  " + console.in(Style.QUIET, what));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
