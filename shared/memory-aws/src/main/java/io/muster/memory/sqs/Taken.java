package io.muster.memory.sqs;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** A received message as it was under the lock, so that its answer can be built after the lock is free. */
record Taken(io.muster.memory.sqs.Message.Letter letter, String handle, int receives, long firstReceivedAt) {
    static final String SENDER = "000000000000";

    Message answer(ReceiveMessageRequest request) {
        var attributes = chosen(request.messageAttributeNames());
        var answer = Message.builder()
                .messageId(letter.id())
                .receiptHandle(handle)
                .body(letter.body())
                .md5OfBody(MessageRules.md5(letter.body()));
        var system = system(request);
        if (!system.isEmpty()) {
            answer.attributesWithStrings(system);
        }
        if (!attributes.isEmpty()) {
            answer.messageAttributes(attributes).md5OfMessageAttributes(MessageRules.md5(attributes));
        }
        return answer.build();
    }

    private Map<String, MessageAttributeValue> chosen(List<String> names) {
        var chosen = new LinkedHashMap<String, MessageAttributeValue>();
        letter.attributes().forEach((name, value) -> {
            if (names.stream().anyMatch(wanted -> matches(wanted, name))) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }

    private static boolean matches(String wanted, String name) {
        return wanted.equals("All")
                || (wanted.endsWith(".*") && name.startsWith(wanted.substring(0, wanted.length() - 2)))
                || wanted.equals(name);
    }

    @SuppressWarnings("deprecation") // older clients still ask under the older name
    private Map<String, String> system(ReceiveMessageRequest request) {
        var system = new TreeMap<String, String>();
        if (request.hasAttributeNames() || request.hasMessageSystemAttributeNames()) {
            system.putAll(allSystem());
            var wanted = new HashMap<String, Boolean>();
            mark(wanted, request.attributeNamesAsStrings());
            mark(wanted, request.messageSystemAttributeNamesAsStrings());
            system.keySet().removeIf(name -> !wanted.containsKey("All") && !wanted.containsKey(name));
        }
        return system;
    }

    private static void mark(Map<String, Boolean> wanted, Collection<String> names) {
        names.forEach(name -> wanted.put(name, true));
    }

    private Map<String, String> allSystem() {
        var system = new TreeMap<String, String>();
        system.put("SenderId", SENDER);
        system.put("SentTimestamp", Long.toString(letter.sentAt()));
        system.put("ApproximateReceiveCount", Integer.toString(receives));
        system.put("ApproximateFirstReceiveTimestamp", Long.toString(firstReceivedAt));
        put(system, "MessageGroupId", letter.group());
        put(system, "AWSTraceHeader", letter.trace());
        put(system, "DeadLetterQueueSourceArn", letter.source());
        return system;
    }

    private static void put(Map<String, String> system, String name, @Nullable String value) {
        if (value != null) {
            system.put(name, value);
        }
    }
}
