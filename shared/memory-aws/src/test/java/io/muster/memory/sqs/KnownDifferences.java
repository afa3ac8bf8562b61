package io.muster.memory.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * Where ElasticMQ and AWS's documentation differ, we follow the documentation; each difference stands here with its
 * reason. ElasticMQ also accepts visibility timeouts out of range and entry ids of any characters, knows
 * no prefixes of attribute names and no redrive policy set later; those are not drawn, and tested apart.
 */
final class KnownDifferences {
    private static final String NO_QUEUE = "QueueDoesNotExist";
    private static final String NO_HANDLE = "ReceiptHandleIsInvalid";

    /** A difference that is right: why, and whether our answer and ElasticMQ's differ in just this way. */
    private record Known(String reason, Class<? extends SqsRequest> of, BiPredicate<JsonNode, JsonNode> seen) {}

    /** Codes that one of the two uses for what the other calls by another of them. */
    private record OneName(String reason, String name, Set<String> codes, Set<Class<? extends SqsRequest>> of) {}

    private static final List<Known> ALL = List.of(
            new Known(
                    "A request that is wrong and also names no queue has two errors; which comes first is not"
                            + " documented.",
                    SqsRequest.class,
                    (ours, theirs) -> ours.isTextual() && theirs.asText().equals(NO_QUEUE)),
            new Known(
                    "ListDeadLetterSourceQueues documents QueueDoesNotExist; ElasticMQ answers with an empty list.",
                    ListDeadLetterSourceQueuesRequest.class,
                    (ours, theirs) -> ours.asText().equals(NO_QUEUE) && theirs.isEmpty()),
            new Known(
                    "All three batches document EmptyBatchRequest; ElasticMQ accepts two of them.",
                    SqsRequest.class,
                    (ours, theirs) -> ours.asText().equals("EmptyBatchRequest") && theirs.isEmpty()),
            new Known(
                    "Deleting by the handle of an older receive, or again, succeeds by the documentation; ElasticMQ"
                            + " refuses the handle.",
                    DeleteMessageRequest.class,
                    (ours, theirs) -> ours.isEmpty() && theirs.asText().equals(NO_HANDLE)),
            new Known(
                    "Changing the visibility of what is not in flight is refused by the documentation; ElasticMQ"
                            + " changes it.",
                    ChangeMessageVisibilityRequest.class,
                    (ours, theirs) -> ours.asText().equals(NO_HANDLE) && theirs.isEmpty()),
            new Known(
                    "CreateQueue of a queue that exists compares what the request names; ElasticMQ compares its"
                            + " defaults too.",
                    CreateQueueRequest.class,
                    (ours, theirs) -> ours.has("QueueUrl") && theirs.asText().equals("QueueNameExists")),
            new Known(
                    "CreateQueue compares with the attributes of now; ElasticMQ with those of the queue's creation.",
                    CreateQueueRequest.class,
                    (ours, theirs) -> ours.asText().equals("QueueNameExists") && theirs.has("QueueUrl")),
            new Known(
                    "A number that is none is InvalidAttributeValue; ElasticMQ fails without any code.",
                    SetQueueAttributesRequest.class,
                    (ours, theirs) -> ours.asText().equals("a wrong value")
                            && theirs.asText().equals("null")));

    private static final List<OneName> ONE_NAME = List.of(
            new OneName(
                    "ChangeMessageVisibility of what is no longer in flight is documented as MessageNotInflight, and"
                            + " of what is deleted as InvalidParameterValue; ElasticMQ refuses the handle.",
                    NO_HANDLE,
                    Set.of("MessageNotInflight", "InvalidParameterValue"),
                    Set.of(ChangeMessageVisibilityRequest.class, ChangeMessageVisibilityBatchRequest.class)),
            new OneName(
                    "A wrong attribute is InvalidAttributeValue, a wrong parameter InvalidParameterValue, an absent one"
                            + " MissingParameter, a forbidden character InvalidMessageContents; ElasticMQ mixes them.",
                    "a wrong value",
                    Set.of(
                            "InvalidAttributeValue",
                            "InvalidParameterValue",
                            "MissingParameter",
                            "InvalidMessageContents"),
                    Set.of()));

    private static final Set<String> NOT_IN_ELASTICMQ =
            Set.of("MaximumMessageSize", "MessageRetentionPeriod", "SqsManagedSseEnabled", "SenderId");
    /** Lists that have no order: AWS promises none for standard queues either. */
    private static final Set<String> UNORDERED = Set.of("QueueUrls", "queueUrls", "Successful", "Failed", "Messages");

    private KnownDifferences() {}

    static boolean alike(SqsRequest request, JsonNode ours, JsonNode theirs) {
        return ours.equals(theirs)
                || ALL.stream()
                        .anyMatch(known ->
                                known.of().isInstance(request) && known.seen().test(ours, theirs));
    }

    /**
     * Returns whether the two received different ones of more than ten messages, which is allowed: no order is promised, and
     * in ElasticMQ a message on its way to the dead-letter queue takes up a place. The queues differ from then on.
     */
    static boolean parted(JsonNode ours, JsonNode theirs) {
        return ours.path("Messages").size() == 10
                && !theirs.path("Messages").isEmpty()
                && !ours.equals(theirs)
                && !ids(ours).equals(ids(theirs));
    }

    private static List<String> ids(JsonNode answer) {
        return answer.path("Messages").findValuesAsText("MessageId");
    }

    /**
     * Returns the answer without what says nothing: empty lists (AWS leaves them out), order, attributes that ElasticMQ has
     * not, the words (not the codes) of failed entries; and with errors under their one name.
     */
    static JsonNode levelled(SqsRequest request, JsonNode answer) {
        return switch (answer) {
            case TextNode error -> TextNode.valueOf(oneName(request, error.asText()));
            case ObjectNode object -> object(request, object);
            default -> answer;
        };
    }

    private static ObjectNode object(SqsRequest request, ObjectNode object) {
        if (object.get("Failed") instanceof ArrayNode failed) {
            failed.forEach(one -> {
                var entry = (ObjectNode) one;
                entry.remove("Message");
                entry.put("Code", oneName(request, entry.get("Code").asText()));
            });
            forgive(request, object, failed);
        }
        object.remove(NOT_IN_ELASTICMQ);
        object.forEach(one -> descend(request, one));
        object.properties()
                .removeIf(one ->
                        one.getValue().isContainerNode() && one.getValue().isEmpty());
        UNORDERED.forEach(name -> sort(object.get(name)));
        return object;
    }

    private static void descend(SqsRequest request, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object(request, object);
        } else if (node instanceof ArrayNode array) {
            array.forEach(one -> descend(request, one));
        }
    }

    private static void sort(@org.jspecify.annotations.Nullable JsonNode node) {
        if (node instanceof ArrayNode array) {
            var sorted = new ArrayList<JsonNode>();
            array.forEach(sorted::add);
            sorted.sort(
                    Comparator.comparing((JsonNode one) -> one.path("MessageId").asText())
                            .thenComparing(JsonNode::toString));
            array.removeAll().addAll(sorted);
        }
    }

    private static String oneName(SqsRequest request, String error) {
        var code = error.replace("AWS.SimpleQueueService.", "").replaceAll("Exception$", "");
        return ONE_NAME.stream()
                .filter(one -> one.codes().contains(code)
                        && (one.of().isEmpty() || one.of().contains(request.getClass())))
                .findFirst()
                .map(OneName::name)
                .orElse(code);
    }

    /** What is known of handles that no longer hold their message, for entries of a batch. */
    private static void forgive(SqsRequest request, ObjectNode object, ArrayNode failed) {
        if (request instanceof DeleteMessageBatchRequest || request instanceof ChangeMessageVisibilityBatchRequest) {
            var successful = object.withArray("Successful");
            failed.forEach(one -> {
                if (one.path("Code").asText().equals(NO_HANDLE)) {
                    successful.addObject().set("Id", one.get("Id"));
                }
            });
            failed.removeIf(one -> one.path("Code").asText().equals(NO_HANDLE));
        }
    }
}
