package io.muster.memory.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The settable attributes of a queue, validated as SQS does; what was not set has the service's default. */
record Attributes(Map<String, String> set, Optional<Redrive> redrive) {
    static final String DELAY = "DelaySeconds";
    static final String MAXIMUM_SIZE = "MaximumMessageSize";
    static final String RETENTION = "MessageRetentionPeriod";
    static final String WAIT = "ReceiveMessageWaitTimeSeconds";
    static final String VISIBILITY = "VisibilityTimeout";
    static final String REDRIVE = "RedrivePolicy";

    private record Range(int least, int most, int usual) {}

    private static final Map<String, Range> NUMBERS = Map.of(
            DELAY,
            new Range(0, 900, 0),
            MAXIMUM_SIZE,
            new Range(1024, MessageRules.LARGEST, MessageRules.LARGEST),
            RETENTION,
            new Range(60, 1_209_600, 345_600),
            WAIT,
            new Range(0, 20, 0),
            VISIBILITY,
            new Range(0, 43_200, 30),
            "KmsDataKeyReusePeriodSeconds",
            new Range(60, 86_400, 300));
    private static final Set<String> TEXTS =
            Set.of(REDRIVE, "Policy", "RedriveAllowPolicy", "KmsMasterKeyId", "SqsManagedSseEnabled");
    private static final Set<String> OF_FIFO =
            Set.of("FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where messages go that were received too often. */
    record Redrive(String targetArn, int most) {}

    Attributes {
        set = Map.copyOf(set);
    }

    static Attributes of(Map<String, String> set) {
        set.forEach(Attributes::check);
        var policy = set.get(REDRIVE);
        return new Attributes(set, policy == null ? Optional.empty() : Optional.of(redrive(policy)));
    }

    /** Returns these attributes with some set anew; an empty text removes an attribute. */
    Attributes with(Map<String, String> changes) {
        var next = new TreeMap<>(set);
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
        });
        return of(next);
    }

    /** Returns a number attribute, in its unit (seconds, bytes). */
    int number(String name) {
        return Integer.parseInt(text(name));
    }

    String text(String name) {
        var range = NUMBERS.get(name);
        return set.getOrDefault(name, range == null ? "" : Integer.toString(range.usual()));
    }

    /** Returns everything that GetQueueAttributes shows of the settings. */
    Map<String, String> shown() {
        var shown = new TreeMap<>(set);
        for (var name : Set.of(DELAY, MAXIMUM_SIZE, RETENTION, WAIT, VISIBILITY)) {
            shown.putIfAbsent(name, text(name));
        }
        shown.putIfAbsent("SqsManagedSseEnabled", "true");
        return shown;
    }

    private static void check(String name, String value) {
        if (OF_FIFO.contains(name)) {
            throw Errors.invalidAttribute(name + ": FIFO queues do not exist in memory, only standard ones");
        }
        var range = NUMBERS.get(name);
        if (range == null && !TEXTS.contains(name)) {
            throw Errors.unknownAttribute(name);
        }
        if (range != null && !within(range, value)) {
            throw Errors.invalidAttribute(name);
        }
    }

    private static boolean within(Range range, String value) {
        try {
            var number = Integer.parseInt(value);
            return number >= range.least() && number <= range.most();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Redrive redrive(String policy) {
        try {
            var json = JSON.readTree(policy);
            var target = json.path("deadLetterTargetArn").asText();
            var most = json.path("maxReceiveCount").asInt(0);
            if (!target.startsWith(MemorySqs.arn(""))) {
                throw Errors.invalid(policy, REDRIVE, "Invalid value for deadLetterTargetArn.");
            }
            if (most < 1 || most > 1000) {
                throw Errors.invalid(
                        policy,
                        REDRIVE,
                        "Invalid value for maxReceiveCount: "
                                + json.path("maxReceiveCount").asText()
                                + ", valid values are from 1 to 1000 both inclusive.");
            }
            return new Redrive(target, most);
        } catch (JsonProcessingException e) {
            throw Errors.invalid(policy, REDRIVE, "Redrive policy is not a valid JSON map.");
        }
    }
}
