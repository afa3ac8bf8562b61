package io.muster.local.cli;

import io.muster.local.Addresses;
import io.muster.local.Installed;
import io.muster.local.Stack;
import io.muster.local.StackOptions;
import io.muster.local.StackOptions.Mode;
import io.muster.local.cli.Console.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a stack until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Run the embedded stack on loopback until Ctrl-C. Whatever it acknowledged survives even kill -9.")
final class Run implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = ".muster",
            description = "where its state lies (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of(".muster");

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "of the API and the inbox page; 0: a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--aws-port",
            defaultValue = "4566",
            description = "of the AWS endpoints (default: ${DEFAULT-VALUE})")
    private int awsPort;

    @Option(names = "--smtp-port", defaultValue = "2525", description = "of the inbox (default: ${DEFAULT-VALUE})")
    private int smtpPort;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "business seconds in a second; 3600: an hour in a second (default: ${DEFAULT-VALUE})")
    private long speed;

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            defaultValue = "now",
            description = "business moment to begin at, such as 2026-05-04T14:00:00Z (default: ${DEFAULT-VALUE})")
    private String start = "now";

    @Option(names = "--market", paramLabel = "SEED", description = "have simulated contractors answer")
    private @Nullable Long market;

    @Option(names = "--fsync", description = "wait for the disk with every acknowledgement: safe against power loss")
    private boolean fsync;

    Run(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        FunctionLog.into(folder);
        var options = StackOptions.in(folder)
                .withPorts(port, awsPort, smtpPort)
                .withMode(new Mode.Live(speed, moment()))
                .withMarket(market)
                .withFsync(fsync)
                .measuredAs("local");
        var stopped = new CountDownLatch(1);
        var stack = Stack.start(options, new Installed());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stack.close();
                            stopped.countDown();
                        },
                        "stop"));
        ready(stack.addresses());
        stopped.await();
        return 0;
    }

    private @Nullable Instant moment() {
        try {
            return start.equals("now") ? null : Instant.parse(start);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "start must be now or a moment such as 2026-05-04T14:00:00Z, not " + start, e);
        }
    }

    private void ready(Addresses addresses) {
        console.line(console.in(Style.BOLD, "Muster is ready.") + " Ctrl-C stops it; its state is in " + folder + ".");
        console.line();
        console.line("  API     " + addresses.api());
        console.line("  Inbox   " + addresses.inbox());
        console.line("  AWS     " + addresses.aws() + "  (DynamoDB, SQS, EventBridge Scheduler)");
        console.line("  SMTP    127.0.0.1:" + addresses.smtpPort());
        console.line();
        console.line("In another terminal:");
        console.line();
        console.line("  TOKEN=$(curl -s -u \"muster-local:$(sed -n 2p " + folder
                + "/issuer)\" -d grant_type=client_credentials " + addresses.api()
                + "/oauth2/token | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')");
        console.line("  curl -w '\\n' -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: text/csv' --data-binary"
                + " @events/samples/contractors.csv "
                + addresses.api() + "/contacts/import");
        console.line(
                "  curl -w '\\n' -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' --data-binary"
                        + " @events/samples/bid-cards/lawn-care.json "
                        + addresses.api() + "/bid-cards");
        console.line("  curl -w '\\n' -H \"Authorization: Bearer $TOKEN\" " + addresses.api() + "/campaigns");
        console.line("  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws --region us-east-1 --endpoint-url "
                + addresses.aws() + " sqs list-queues");
        console.line();
        console.line("Jobs that are no emergency reach nobody at night or on a weekend. To begin on a Monday morning:");
        console.line();
        console.line("  mvn -Plocal -Dstart=2026-05-04T14:00:00Z -Dfolder=.muster-monday");
        console.line();
    }
}
