package io.muster.aws;

import io.muster.aws.error.Categorized;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one installation is made of: names and addresses that never change while a function runs, read once.
 *
 * @param timers absent for a function that sets no timers
 * @param publicUrl where the API is reached from outside, without a slash at the end
 * @param enabled the channels that this installation can send on
 * @param configurationSet SES configuration set whose events come back on the feedback queue
 * @param sms how texts are sent on AWS; absent where none are
 * @param numbers which workspace receives the texts to a number of ours
 * @param connect how calls are made on AWS; absent where people make them
 * @param fineTimers whether the scheduler takes fractions of a second, so that no delay needs a queue
 * @param imports absent where no files can be uploaded
 * @param stage sets installations in one account apart in what they measure; absent where nothing is measured
 * @param topics the ARNs of the topics through which providers tell what comes back; none where nothing stands between
 * @param keysTable the table of the keys with which personal data are sealed, which is never restored
 */
public record Installation(
        String table,
        Queues queues,
        @Nullable Timers timers,
        URI publicUrl,
        Sender sender,
        Set<Channel> enabled,
        @Nullable String configurationSet,
        @Nullable Sms sms,
        Numbers numbers,
        @Nullable Connect connect,
        boolean fineTimers,
        @Nullable Imports imports,
        @Nullable String stage,
        Set<String> topics,
        String keysTable) {

    /** Ends the name of the keys' table where nothing else is said. */
    private static final String KEYS = "-keys";

    /**
     * How long a function may take for what a queue gave it: finding a website's form takes 10 s, and the lease within
     * which it is posted is 20 s, and there must be time to write down what came of it. A queue hides what it gave for six
     * times as long.
     */
    public static final Duration FUNCTION_LIMIT = Duration.ofSeconds(45);

    public Installation {
        enabled = Set.copyOf(enabled);
        topics = Set.copyOf(topics);
    }

    /** Makes an installation that neither texts nor calls by itself, and takes no uploads. */
    public Installation(
            String table,
            Queues queues,
            @Nullable Timers timers,
            URI publicUrl,
            Sender sender,
            Set<Channel> enabled,
            @Nullable String configurationSet,
            boolean fineTimers) {
        this(
                table,
                queues,
                timers,
                publicUrl,
                sender,
                enabled,
                configurationSet,
                null,
                Numbers.NONE,
                null,
                fineTimers,
                null);
    }

    /** Makes an installation that measures nothing. */
    public Installation(
            String table,
            Queues queues,
            @Nullable Timers timers,
            URI publicUrl,
            Sender sender,
            Set<Channel> enabled,
            @Nullable String configurationSet,
            @Nullable Sms sms,
            Numbers numbers,
            @Nullable Connect connect,
            boolean fineTimers,
            @Nullable Imports imports) {
        this(
                table,
                queues,
                timers,
                publicUrl,
                sender,
                enabled,
                configurationSet,
                sms,
                numbers,
                connect,
                fineTimers,
                imports,
                null,
                Set.of(),
                table + KEYS);
    }

    /** Returns this installation, measured under the name of a stage; absent: not measured. */
    public Installation measuredAs(@Nullable String name) {
        return with(fineTimers, name, topics);
    }

    Installation timedAsOnAws() {
        return with(false, stage, topics);
    }

    /** Returns this installation, told by these topics what comes back. */
    public Installation toldBy(Set<String> others) {
        return with(fineTimers, stage, others);
    }

    private Installation with(boolean fine, @Nullable String name, Set<String> tellers) {
        return new Installation(
                table,
                queues,
                timers,
                publicUrl,
                sender,
                enabled,
                configurationSet,
                sms,
                numbers,
                connect,
                fine,
                imports,
                name,
                tellers,
                keysTable);
    }

    /** The queues, one for each function that is fed by messages. */
    public record Queues(Queue dispatch, Queue checkIn, Queue escalation, Queue reporting, Queue feedback) {}

    /** One queue, as SQS and as the scheduler call it. */
    public record Queue(String url, String arn) {

        /** How the queue for another's dead letters is called. */
        public static final String DEAD_LETTERS = "-dlq";

        /** Returns the queue of this one's dead letters, which bears its name with {@value #DEAD_LETTERS} behind it. */
        public Queue deadLetters() {
            return new Queue(url + DEAD_LETTERS, arn + DEAD_LETTERS);
        }
    }

    /**
     * How timers are set.
     *
     * @param group the schedule group
     * @param roleArn the role under which the scheduler sends to the queues
     * @param deadLetterArn the queue for timers that could not be delivered; absent where none is kept
     */
    public record Timers(
            String group, String roleArn, @Nullable String deadLetterArn) {}

    /**
     * Who the messages come from.
     *
     * @param address the From address
     * @param name the name beside it
     * @param postalAddress printed in every commercial mail
     * @param answersAt the domain at which answers to single messages come in and are read; absent: they go to the address
     */
    public record Sender(
            String address,
            String name,
            String postalAddress,
            @Nullable String answersAt) {

        /** Makes a sender who reads the answers in the mailbox of the address. */
        public Sender(String address, String name, String postalAddress) {
            this(address, name, postalAddress, null);
        }
    }

    /**
     * Where files of contacts are uploaded to.
     *
     * @param bucket the S3 bucket, or what stands for it
     * @param queue told of each upload
     */
    public record Imports(String bucket, Queue queue) {}

    /**
     * How texts are sent.
     *
     * @param origination the number, sender id or pool that texts come from; absent: AWS chooses among the account's
     * @param configurationSet the one whose events come back on the feedback queue
     */
    public record Sms(@Nullable String origination, String configurationSet) {}

    /**
     * How calls are made.
     *
     * @param instance the id of the Amazon Connect instance
     * @param flow the id of the flow that speaks to whoever answers
     * @param number the number that calls come from, E.164
     */
    public record Connect(String instance, String flow, String number) {}

    /** Settings are missing or wrong; the message lists all of them. */
    public static final class IncompleteInstallation extends IllegalStateException implements Categorized {
        private static final long serialVersionUID = 1;

        IncompleteInstallation(List<String> problems) {
            super("The environment is incomplete: " + String.join("; ", problems));
        }

        @Override
        public Category category() {
            return Category.INTEGRATION;
        }

        @Override
        public String code() {
            return "installation_incomplete";
        }
    }

    /** Returns the queues by the names under which the API knows them, that of uploads among them where there is one. */
    public SortedMap<String, Queue> queuesByName() {
        var byName = new TreeMap<>(Map.of(
                "dispatch", queues.dispatch(),
                "check-in", queues.checkIn(),
                "escalation", queues.escalation(),
                "reporting", queues.reporting(),
                "feedback", queues.feedback()));
        if (imports != null) {
            byName.put("import", imports.queue());
        }
        return byName;
    }

    /** Returns the timers, for a function that sets some. */
    public Timers requireTimers() {
        if (timers == null) {
            throw new IncompleteInstallation(
                    List.of("MUSTER_SCHEDULE_GROUP and MUSTER_SCHEDULER_ROLE_ARN are missing"));
        }
        return timers;
    }

    /** Returns where files are uploaded to, for a function that imports them. */
    public Imports requireImports() {
        if (imports == null) {
            throw new IncompleteInstallation(
                    List.of("MUSTER_IMPORT_BUCKET, MUSTER_IMPORT_QUEUE_URL and MUSTER_IMPORT_QUEUE_ARN are missing"));
        }
        return imports;
    }

    /** Returns the topics of providers, for a function that takes their word. */
    public Set<String> requireTopics() {
        if (topics.isEmpty()) {
            throw new IncompleteInstallation(List.of("MUSTER_TOPICS is missing"));
        }
        return topics;
    }

    /** Returns the installation that environment variables describe; refuses with every problem at once. */
    public static Installation from(Map<String, String> environment) {
        var reader = new Reader(environment);
        var table = reader.text("MUSTER_TABLE");
        var keysTable = reader.text("MUSTER_KEYS_TABLE");
        var queues = new Queues(
                reader.queue("DISPATCH"),
                reader.queue("CHECK_IN"),
                reader.queue("ESCALATION"),
                reader.queue("REPORTING"),
                reader.queue("FEEDBACK"));
        var timers = environment.containsKey("MUSTER_SCHEDULE_GROUP") ? reader.timers() : null;
        var imports = environment.containsKey("MUSTER_IMPORT_BUCKET") ? reader.imports() : null;
        var sender = new Sender(
                reader.text("MUSTER_SENDER_ADDRESS"),
                reader.text("MUSTER_SENDER_NAME"),
                reader.text("MUSTER_SENDER_POSTAL_ADDRESS"),
                environment.get("MUSTER_ANSWERS_DOMAIN"));
        var url = reader.url("MUSTER_PUBLIC_URL");
        var enabled = reader.channels("MUSTER_CHANNELS");
        var sms = reader.sms();
        var numbers = reader.numbers("MUSTER_SMS_NUMBERS");
        var connect = reader.connect();
        reader.refuseProblems();
        var fine = Boolean.parseBoolean(environment.get("MUSTER_FINE_TIMERS"));
        return new Installation(
                table,
                queues,
                timers,
                url,
                sender,
                enabled,
                environment.get("MUSTER_CONFIGURATION_SET"),
                sms,
                numbers,
                connect,
                fine,
                imports,
                environment.get("MUSTER_STAGE"),
                reader.list("MUSTER_TOPICS"),
                keysTable);
    }

    private record Reader(Map<String, String> environment, List<String> problems) {

        Reader(Map<String, String> environment) {
            this(environment, new ArrayList<>());
        }

        String text(String name) {
            var value = environment.get(name);
            if (value == null || value.isBlank()) {
                problems.add(name + " is missing");
                return "";
            }
            return value.strip();
        }

        Set<String> list(String name) {
            return Arrays.stream(environment.getOrDefault(name, "").split(",", -1))
                    .map(String::strip)
                    .filter(entry -> !entry.isEmpty())
                    .collect(Collectors.toSet());
        }

        Queue queue(String name) {
            return new Queue(text("MUSTER_" + name + "_QUEUE_URL"), text("MUSTER_" + name + "_QUEUE_ARN"));
        }

        Timers timers() {
            return new Timers(
                    text("MUSTER_SCHEDULE_GROUP"),
                    text("MUSTER_SCHEDULER_ROLE_ARN"),
                    environment.get("MUSTER_SCHEDULE_DEAD_LETTER_ARN"));
        }

        Imports imports() {
            return new Imports(text("MUSTER_IMPORT_BUCKET"), queue("IMPORT"));
        }

        @Nullable
        Sms sms() {
            return environment.containsKey("MUSTER_SMS_CONFIGURATION_SET")
                    ? new Sms(environment.get("MUSTER_SMS_ORIGINATION"), text("MUSTER_SMS_CONFIGURATION_SET"))
                    : null;
        }

        /** Reads what goes {@code +15125550100=acme, *=other}; without it, texts belong to nobody. */
        Numbers numbers(String name) {
            var workspaces = new TreeMap<String, String>();
            for (var entry : environment.getOrDefault(name, "").split(",", -1)) {
                var parts = entry.strip().split("=", -1);
                if (parts.length == 2 && !parts[1].isBlank() && parts[0].matches("\\*|\\+[1-9][0-9]{1,14}")) {
                    workspaces.put(parts[0], parts[1].strip());
                } else if (!entry.isBlank()) {
                    problems.add(name + " is a list of number=workspace, which this is not: " + entry.strip());
                }
            }
            return new Numbers(workspaces);
        }

        /** Calls need all of it; with none of it, people make them. */
        @Nullable
        Connect connect() {
            var names = List.of("MUSTER_CONNECT_INSTANCE", "MUSTER_CONNECT_FLOW", "MUSTER_CONNECT_NUMBER");
            return names.stream().noneMatch(environment::containsKey)
                    ? null
                    : new Connect(text(names.get(0)), text(names.get(1)), text(names.get(2)));
        }

        URI url(String name) {
            var value = text(name);
            try {
                return URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            } catch (IllegalArgumentException malformed) {
                problems.add(name + " is no address: " + value);
                return URI.create("");
            }
        }

        Set<Channel> channels(String name) {
            var known = Arrays.stream(Channel.values()).map(Channel::name).collect(Collectors.toSet());
            var wanted = new TreeSet<>(
                    Arrays.asList(text(name).toUpperCase(Locale.ROOT).split("\\s*,\\s*")));
            wanted.stream()
                    .filter(channel -> !channel.isEmpty() && !known.contains(channel))
                    .forEach(channel -> problems.add(name + " names no channel: " + channel));
            return wanted.stream()
                    .filter(known::contains)
                    .map(Channel::valueOf)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
        }

        void refuseProblems() {
            if (!problems.isEmpty()) {
                throw new IncompleteInstallation(problems);
            }
        }
    }
}
