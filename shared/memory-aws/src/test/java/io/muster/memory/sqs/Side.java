package io.muster.memory.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.memory.wire.SdkJson;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** One of two services that are compared: gives marks its own URLs and handles, and shows its answers without them. */
final class Side {
    private static final Set<String> MOMENTS =
            Set.of("SentTimestamp", "ApproximateFirstReceiveTimestamp", "CreatedTimestamp", "LastModifiedTimestamp");

    private final SqsClient client;
    private final String base;
    private final List<String> handles = new ArrayList<>();
    private final Map<String, String> ids = new HashMap<>();

    Side(SqsClient client, String base) {
        this.client = client;
        this.base = base;
    }

    int handles() {
        return handles.size();
    }

    /** Calls the operation that the request belongs to, and returns what a client sees: an answer, or an error's class, or its code if it has none. */
    JsonNode call(SqsRequest request) {
        var own = SdkJson.read(marks(SdkJson.write(request), true), builder(request));
        var name = request.getClass().getSimpleName().replaceAll("Request$", "");
        var method = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        try {
            var answer = SqsClient.class.getMethod(method, request.getClass()).invoke(client, own);
            if (answer instanceof ReceiveMessageResponse received) {
                received.messages().stream()
                        .sorted(Comparator.comparing(message -> mark(message.messageId())))
                        .forEach(message -> handles.add(message.receiptHandle()));
            }
            return marks(SdkJson.write((SdkPojo) answer), false);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SqsException failure) {
                return TextNode.valueOf(
                        failure.getClass().equals(SqsException.class)
                                ? String.valueOf(failure.awsErrorDetails().errorCode())
                                : failure.getClass().getSimpleName());
            }
            throw new IllegalStateException(request.toString(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SdkPojo builder(SqsRequest request) {
        try {
            return (SdkPojo) request.getClass().getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode marks(JsonNode node, boolean asked) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(one -> {
                    var marked = one.getValue().isTextual()
                            ? text(one.getKey(), one.getValue().asText(), asked)
                            : marks(one.getValue(), asked);
                    one.setValue(marked);
                });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(
                            i,
                            array.get(i).isTextual()
                                    ? text("", array.get(i).asText(), asked)
                                    : marks(array.get(i), asked));
                }
            }
            default -> {}
        }
        return node;
    }

    private JsonNode text(String name, String value, boolean asked) {
        if (asked) {
            return TextNode.valueOf(
                    name.equals("QueueUrl")
                            ? base + value.substring(1)
                            : name.equals("ReceiptHandle") && value.startsWith("#")
                                    ? handles.get(Integer.parseInt(value.substring(1)))
                                    : value);
        }
        if (MOMENTS.contains(name)) {
            return TextNode.valueOf("a moment");
        }
        return TextNode.valueOf(
                switch (name) {
                    case "MessageId" -> mark(value);
                    case "ReceiptHandle" -> "a handle";
                    default -> value.startsWith("http://") ? value.substring(value.lastIndexOf('/')) : value;
                });
    }

    private String mark(String id) {
        return ids.computeIfAbsent(id, one -> "id " + ids.size());
    }
}
