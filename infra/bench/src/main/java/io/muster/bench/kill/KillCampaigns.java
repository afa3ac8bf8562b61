package io.muster.bench.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.settings.Registry;
import io.muster.aws.settings.Settings;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.domain.touch.Channel;
import io.muster.local.Installed;
import io.muster.local.LocalApi;
import io.muster.local.StackOptions;
import io.muster.local.issuer.Issuer;
import io.muster.local.issuer.IssuerKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Kills a running stack at random moments while campaigns run, and says whether it kept its promises. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description =
                "Run campaigns on an embedded stack that is killed (SIGKILL) at random moments, and check its ledger.")
public final class KillCampaigns implements java.util.concurrent.Callable<Integer> {

    private static final Set<String> ENDED = Set.of("completed", "cancelled", "failed");
    private static final Duration TIMELINE = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_BIDS = Duration.ofMillis(150);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    private static final long LONGEST_LIFE_MILLIS = 1_500;

    @Option(names = "--kills", defaultValue = "20", description = "how often it is killed (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(names = "--campaigns", defaultValue = "200", description = "how many campaigns (default: ${DEFAULT-VALUE})")
    private int campaigns;

    @Option(
            names = "--bids",
            defaultValue = "40",
            description = "how many each wants; with many it lasts until its deadline (default: ${DEFAULT-VALUE})")
    private int bids;

    @Option(
            names = "--first",
            description = "how many of them are asked for before the first kill, the rest meanwhile; so many must be in"
                    + " flight at each kill (default: all)")
    private @Nullable Integer first;

    @Option(names = "--speed", defaultValue = "150", description = "of business time (default: ${DEFAULT-VALUE})")
    private long speed;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the moments and the market (default: ${DEFAULT-VALUE})")
    private long seed;

    private final List<String> broken = new ArrayList<>();
    private final Acknowledged acknowledged = new Acknowledged();
    private final Map<String, LocalApi> callers = new ConcurrentHashMap<>();

    public KillCampaigns() {}

    /** Runs it; exits with 0 when every promise was kept, and with 1 when not. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new KillCampaigns()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("muster-kill-");
        var child = Child.start(
                folder,
                List.of(
                        "--port=0",
                        "--aws-port=0",
                        "--smtp-port=0",
                        "--speed=" + speed,
                        "--market=" + seed,
                        "--start=2026-06-01T14:00:00Z"));
        try {
            prepare(folder, child);
            var customers = new Customers(() -> api(folder, child), acknowledged, bids);
            int before = first == null ? campaigns : Math.min(first, campaigns);
            customers.ask(1, before);
            var others = CompletableFuture.runAsync(
                    () -> {
                        customers.bid(1, before, BETWEEN_BIDS);
                        customers.ask(before + 1, campaigns);
                        customers.bid(before + 1, campaigns, BETWEEN_BIDS);
                    },
                    job -> Thread.ofVirtual().start(job));
            long started = System.nanoTime();
            killAtRandomMoments(folder, child, before);
            others.join();
            awaitEnd(folder, child);
            return report(folder, child, customers, Duration.ofNanos(System.nanoTime() - started));
        } finally {
            child.stop();
        }
    }

    /** Kills it while at least so many campaigns are in flight, each time. */
    private void killAtRandomMoments(Path folder, Child child, int wanted) {
        var random = new SplittableRandom(seed);
        for (int kill = 1; kill <= kills; kill++) {
            long inFlight = underWay(api(folder, child));
            if (inFlight < wanted) {
                broken.add("only " + inFlight + " campaigns were in flight before kill " + kill + ", not " + wanted);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(1, LONGEST_LIFE_MILLIS)));
            child.kill();
            child.restart();
            System.out.printf(
                    "killed %d of %d times, %d campaigns in flight, %d and %d bids acknowledged%n",
                    kill, kills, inFlight, acknowledged.campaigns().size(), acknowledged.bidCount());
        }
    }

    private void awaitEnd(Path folder, Child child) {
        long until =
                System.nanoTime() + TIMELINE.dividedBy(speed).plus(PATIENCE).toNanos();
        while (System.nanoTime() < until && underWay(api(folder, child)) > 0) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Returns how many campaigns have not ended. */
    private static long underWay(LocalApi api) {
        long underWay = 0;
        var next = "";
        do {
            var page = api.get("/campaigns?limit=100" + (next.isEmpty() ? "" : "&cursor=" + next));
            for (var campaign : page.path("items")) {
                underWay += ENDED.contains(campaign.path("status").asText()) ? 0 : 1;
            }
            next = page.path("next").asText();
        } while (!next.isEmpty());
        return underWay;
    }

    private int report(Path folder, Child child, Customers customers, Duration took) {
        var verdict = Verdict.of(api(folder, child), Verdict.ledger(folder), acknowledged);
        broken.addAll(verdict.broken());
        broken.addAll(unproven(verdict));
        System.out.printf(
                "%d campaigns, %d kills, %d requests repeated, %d mails accepted, %d touches unknown, %d s%n",
                acknowledged.campaigns().size(),
                kills,
                customers.repeated(),
                verdict.mails(),
                verdict.unknown(),
                took.toSeconds());
        if (broken.isEmpty()) {
            System.out.println("Every campaign ended, no message went twice, nothing acknowledged is lost.");
            return 0;
        }
        broken.forEach(System.out::println);
        System.out.println("Promises were broken, or not put to the test. The state is in " + folder);
        return 1;
    }

    /** Returns why the run would prove little, even if nothing went wrong in it. */
    private List<String> unproven(Verdict verdict) {
        var missing = new ArrayList<String>();
        int asked = acknowledged.campaigns().size();
        if (asked != campaigns || acknowledged.bidCount() != campaigns) {
            missing.add("of " + campaigns + " campaigns " + asked + " were acknowledged, with "
                    + acknowledged.bidCount() + " bids");
        }
        if (verdict.mails() == 0) {
            missing.add("no mail was sent");
        }
        if (verdict.unknown() > kills * Installed.CONCURRENCY) {
            missing.add("more touches are unknown than sends can have been cut off");
        }
        return missing;
    }

    /** Raises the day's cap on mail, which protects real people, and imports contractors enough for all. */
    private void prepare(Path folder, Child child) {
        try (var dynamoDb = DynamoDbClient.builder()
                .endpointOverride(URI.create(child.addresses().aws()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            var settings = Settings.DEFAULT.with(Registry.perDay(Channel.EMAIL), 1_000_000, "bench", Instant.EPOCH);
            dynamoDb.putItem(
                    put -> put.tableName("muster").item(Items.write(Keys.settings(StackOptions.WORKSPACE), settings)));
        }
        JsonNode imported = api(folder, child).post("/contacts/import", "text/csv", contractors());
        System.out.println("imported " + imported.path("imported").asInt() + " contractors");
    }

    private byte[] contractors() {
        var csv = new StringBuilder("company,email,city,state,zip,tier,specialties\n");
        for (int number = 1; number <= campaigns * 40; number++) {
            int tier = number % 10 == 0 ? 1 : number % 3 == 0 ? 2 : 3;
            csv.append("Firm ").append(number).append(",firm").append(number).append("@example.com,Austin,TX,78701,");
            csv.append(tier).append(",lawn care\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a caller of the stack as it runs now: each start takes a free port of its own. */
    private LocalApi api(Path folder, Child child) {
        return callers.computeIfAbsent(child.addresses().api(), url -> {
            var issuer = new Issuer(url, IssuerKeys.in(folder.resolve("issuer")), Instant::now);
            return new LocalApi(url, () -> issuer.accessToken(StackOptions.WORKSPACE, List.of("read", "operate")));
        });
    }
}
