package io.muster.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.Installation;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.file.ImportTrigger;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.local.StackOptions.Mode;
import io.muster.local.clock.AcceleratedClock;
import io.muster.local.clock.Scale;
import io.muster.local.clock.SteppedClock;
import io.muster.local.clock.StoredClock;
import io.muster.local.files.FolderFiles;
import io.muster.local.files.Tickets;
import io.muster.local.files.UploadFront;
import io.muster.local.front.ApiFront;
import io.muster.local.front.Authorizer;
import io.muster.local.front.HttpFront;
import io.muster.local.front.HttpFunctions;
import io.muster.local.front.Route;
import io.muster.local.host.Actor;
import io.muster.local.host.Batches;
import io.muster.local.host.Conductor;
import io.muster.local.host.Driver;
import io.muster.local.host.Events;
import io.muster.local.host.FunctionHost;
import io.muster.local.host.Functions;
import io.muster.local.host.LiveDriver;
import io.muster.local.inbox.AnswersDomain;
import io.muster.local.inbox.InboxPage;
import io.muster.local.inbox.InboxTexts;
import io.muster.local.inbox.MailAnswers;
import io.muster.local.inbox.Mailbox;
import io.muster.local.inbox.OpenTask;
import io.muster.local.inbox.SmtpInbox;
import io.muster.local.inbox.TextAnswers;
import io.muster.local.inbox.Topic;
import io.muster.local.inbox.TopicKeys;
import io.muster.local.issuer.Issuer;
import io.muster.local.issuer.IssuerFront;
import io.muster.local.issuer.IssuerKeys;
import io.muster.local.market.Market;
import io.muster.local.site.ContractorSites;
import io.muster.memory.MemoryAws;
import io.muster.memory.http.MemoryAwsEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One running stack. Everything that it needs starts in order, what others depend on first, and stops the other way
 * round; what was acknowledged is in the folder, however it stops.
 */
public final class Stack implements AutoCloseable {

    private final StackOptions options;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final ReentrantLock turn = new ReentrantLock(true);
    private final FunctionHost host = new FunctionHost(Installation.FUNCTION_LIMIT);
    private @Nullable Functions functions;
    private @Nullable Conductor conductor;
    private @Nullable Parts parts;

    /** What the outside asks a stack for. */
    private record Parts(Addresses addresses, LocalApi api, Time time, Mailbox mailbox, Topic topic) {}

    private Stack(StackOptions options) {
        this.options = options;
    }

    /**
     * Starts a stack; when this returns, it answers.
     *
     * @throws io.muster.memory.journal.FolderInUseException when another process runs on the folder
     */
    public static Stack start(StackOptions options, Assembly assembly) {
        var stack = new Stack(options);
        try {
            stack.run(assembly);
            return stack;
        } catch (IOException e) {
            stack.close();
            throw new UncheckedIOException("the stack cannot start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Starts what listens on a port; where it cannot, the port and its option are named. */
    private static <T> T at(int port, String option, Callable<T> start) throws IOException {
        try {
            return start.call();
        } catch (Exception e) {
            throw new IOException(
                    "port " + port + " cannot be used (another stack, perhaps); choose one with " + option
                            + ", 0 for a free one",
                    e);
        }
    }

    private void run(Assembly assembly) throws IOException {
        var folder = Files.createDirectories(options.folder());
        var time = clock(folder);
        var aws = opened(MemoryAws.open(MemoryAws.Options.durable(time::machine, folder.resolve("aws"), options.fsync())
                .withLambda(this::scheduled)));
        var endpoint =
                opened(at(options.awsPort(), "--aws-port", () -> MemoryAwsEndpoint.start(aws, options.awsPort())));
        var mailbox = Mailbox.open(folder.resolve("inbox"), time::business);
        var sites = opened(ContractorSites.start(mailbox));
        var front = opened(at(options.httpPort(), "--port", () -> HttpFront.bind(options.httpPort())));
        var issuer = new Issuer(front.url(), IssuerKeys.in(folder.resolve("issuer")), Instant::now);
        var api = opened(new LocalApi(
                front.url(), () -> issuer.accessToken(StackOptions.WORKSPACE, List.of("read", "operate"))));
        var platform = opened(assembly)
                .around(new Platform(
                        new ForgettingTable(aws).client(),
                        aws.sqs(),
                        aws.scheduler(),
                        time,
                        options.ids(),
                        new Resources(aws, options.mode().sweep())
                                .create(URI.create(front.url()))
                                .measuredAs(options.stage())));
        if (options.secrets() != null) {
            var secrets = new byte[64];
            new Random(options.secrets()).nextBytes(secrets);
            new KeyRing(Table.of(platform)).adopt(StackOptions.WORKSPACE, secrets);
        }
        var tickets =
                Tickets.in(Files.createDirectories(folder.resolve("files")).resolve("key"));
        var files = new FolderFiles(folder.resolve("files"), front.url(), tickets, time::machine);
        front.serve(UploadFront.PATH, new UploadFront(files, tickets, time::machine, told(platform)));
        var keys = TopicKeys.in(folder.resolve("topic"), time::machine);
        var feedback = platform.installation().queues().feedback().url();
        var topic = new Topic(Resources.TOPIC, aws.sqs(), feedback, time::machine, keys);
        var domain = new AnswersDomain(Resources.ANSWERS_DOMAIN, files, topic, time::machine);
        var smtp = opened(
                at(options.smtpPort(), "--smtp-port", () -> SmtpInbox.start(options.smtpPort(), mailbox, domain)));
        var providers = new Providers(smtp.port(), new InboxTexts(mailbox), sites, files, keys);
        var assembled = assembly.functions(platform, providers);
        functions = assembled;
        serve(
                front,
                issuer,
                assembled,
                new InboxPage(mailbox, () -> openTasks(api), new TextAnswers(topic), new MailAnswers(domain)));
        var market = options.market() == null
                ? List.<Actor>of()
                : List.<Actor>of(new Market(mailbox, api, options.market()));
        scheduled(FunctionHost.arn(Resources.SWEEP), Events.scheduledJson("arn:aws:scheduler:boot", time.machine()));
        opened(driver(aws, new Batches(platform.sqs(), host), time, assembled, market))
                .start();
        var addresses = new Addresses(
                front.url(),
                endpoint.uri().toString(),
                smtp.port(),
                ProcessHandle.current().pid());
        addresses.store(folder);
        parts = new Parts(addresses, api, time, mailbox, topic);
    }

    /** Tells the import queue of uploads, as S3 does; of files of other kinds nobody is told. */
    private static BiConsumer<String, Long> told(Platform platform) {
        var imports = platform.installation().requireImports();
        return (key, bytes) -> ImportTrigger.ofKey(key)
                .map(trigger -> trigger.uploaded(
                        imports.bucket(), bytes, platform.time().machine().toString()))
                .ifPresent(event -> platform.sqs()
                        .sendMessage(
                                send -> send.queueUrl(imports.queue().url()).messageBody(event)));
    }

    private <T extends AutoCloseable> T opened(T part) {
        running.push(part);
        return part;
    }

    private Time clock(Path folder) {
        return switch (options.mode()) {
            case Mode.Conducted(Instant start, int _) -> new SteppedClock(start);
            case Mode.Live(long speed, Instant start) -> {
                var file = folder.resolve("clock");
                if (speed == 1 && start == null && !Files.exists(file)) {
                    yield Time.system();
                }
                if (!Files.exists(file) && Files.exists(folder.resolve("aws"))) {
                    throw new IllegalArgumentException("the state in " + folder + " runs on the machine's own time, and"
                            + " its timers with it; leave out speed and start, or use another folder");
                }
                var now = Instant.now();
                var clock = opened(StoredClock.open(file, new Scale(start == null ? now : start, now, speed)));
                requireSame(clock.scale(), speed, start);
                // Its file is there before the state is, so that a kill leaves no state without its clock.
                clock.instant();
                yield new AcceleratedClock(clock.scale(), clock);
            }
        };
    }

    /** A folder goes on where it stopped; what was asked for and cannot be is refused, not passed over. */
    private void requireSame(Scale kept, long speed, @Nullable Instant start) {
        if (kept.speed() != speed) {
            throw new IllegalArgumentException("the state in " + options.folder() + " runs at speed " + kept.speed()
                    + ", and its timers with it; use that speed or another folder");
        }
        if (start != null && !start.equals(kept.businessStart())) {
            throw new IllegalArgumentException("the state in " + options.folder() + " began at " + kept.businessStart()
                    + " and goes on where it stopped; leave out start or use another folder");
        }
    }

    private void serve(HttpFront front, Issuer issuer, Functions assembled, InboxPage inbox) {
        var authorizer = new Authorizer(issuer.url(), Set.of(Issuer.CLIENT_ID), issuer.publicKeys(), Instant::now);
        front.serve("/", new ApiFront(routes(assembled), authorizer, httpFunctions(assembled), Instant::now));
        front.serve(new IssuerFront(issuer, StackOptions.WORKSPACE).endpoints());
        front.serve("/inbox", inbox);
        front.start();
    }

    private static List<Route> routes(Functions assembled) {
        var routes = new ArrayList<Route>();
        assembled
                .apis()
                .forEach((name, api) -> api.router().routes().forEach(route -> {
                    var scope = route.scope();
                    routes.add(
                            new Route(route.key(), route.open(), scope == null ? Set.of() : scope.spellings(), name));
                }));
        return routes;
    }

    /** Under a conductor, a request from outside waits for its turn. */
    private HttpFunctions httpFunctions(Functions assembled) {
        return (name, json) -> {
            var api = assembled.apis().get(name);
            if (api == null) {
                throw new IllegalStateException("no function " + name);
            }
            var event = Events.http(json);
            if (conductor == null) {
                return host.invoke(name, api, event);
            }
            turn.lock();
            try {
                return host.invoke(name, api, event);
            } finally {
                turn.unlock();
            }
        };
    }

    private void scheduled(String arn, String input) {
        var name = arn.substring(arn.lastIndexOf(':') + 1);
        var function = functions == null ? null : functions.scheduled().get(name);
        if (function == null) {
            throw new IllegalStateException("no function " + arn);
        }
        host.invoke(name, function, Events.scheduled(input));
    }

    private Driver driver(MemoryAws aws, Batches batches, Time time, Functions assembled, List<Actor> actors) {
        return switch (options.mode()) {
            case Mode.Live _ -> new LiveDriver(aws, time, batches, assembled.queues(), actors);
            case Mode.Conducted _ -> {
                conductor = new Conductor((SteppedClock) time, aws, batches, assembled.queues(), actors, turn);
                yield conductor;
            }
        };
    }

    private static List<OpenTask> openTasks(LocalApi api) {
        JsonNode page = api.get("/tasks?limit=100");
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(task -> new OpenTask(
                        task.path("id").asText(),
                        task.path("kind").asText(),
                        task.path("subject").asText(),
                        task.path("instructions").asText(),
                        task.hasNonNull("dueAt")
                                ? Instant.parse(task.path("dueAt").asText())
                                : null))
                .toList();
    }

    /** Returns where it is reached. */
    public Addresses addresses() {
        return parts().addresses();
    }

    /** Returns a caller of its API with every right that an operator has. */
    public LocalApi api() {
        return parts().api();
    }

    /** Returns its clocks. */
    public Time time() {
        return parts().time();
    }

    /** Returns its inbox. */
    public Mailbox mailbox() {
        return parts().mailbox();
    }

    /** Returns the topic of its providers' events. */
    public Topic topic() {
        return parts().topic();
    }

    /** Returns what moves it on, in a conducted run. */
    public Conductor conductor() {
        if (conductor == null) {
            throw new IllegalStateException("this stack moves by itself");
        }
        return conductor;
    }

    private Parts parts() {
        if (parts == null) {
            throw new IllegalStateException("the stack has not started");
        }
        return parts;
    }

    @Override
    public void close() {
        try {
            if (parts != null) {
                Files.deleteIfExists(Addresses.file(options.folder()));
            }
        } catch (IOException e) {
            System.err.println("the addresses stay in " + options.folder() + ": " + e.getMessage());
        }
        while (!running.isEmpty()) {
            var part = running.pop();
            try {
                part.close();
            } catch (Exception e) {
                System.err.println(part.getClass().getSimpleName() + " did not stop cleanly: " + e);
            }
        }
    }
}
