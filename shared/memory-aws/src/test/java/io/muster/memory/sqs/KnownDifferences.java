package io.muster.memory.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * Where ElasticMQ and AWS's documentation differ, we follow the documentation; each difference stands here with its
 * reason. ElasticMQ also accepts visibility timeouts out of range; those are not drawn, and tested apart.
 */
final class KnownDifferences {
    private static final String NO_QUEUE = "QueueDoesNotExistException";

    private static final String NO_HANDLE = "ReceiptHandleIsInvalidException";
    private static final Set<String> WRONG_VALUE = Set.of("InvalidAttributeValueException", "InvalidParameterValue");

    /** A difference that is right: what it is, and whether our answer and ElasticMQ's differ in just this way. */
    private record Known(String reason, Class<? extends SqsRequest> of, BiPredicate<JsonNode, JsonNode> seen) {}

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
                    "DeleteMessage and ChangeMessageVisibility batches document EmptyBatchRequest; ElasticMQ accepts"
                            + " them.",
                    SqsRequest.class,
                    (ours, theirs) -> ours.asText().equals("EmptyBatchRequestException") && theirs.isEmpty()),
            new Known(
                    "A wrong attribute is InvalidAttributeValue, a wrong parameter InvalidParameterValue; ElasticMQ"
                            + " has it the other way round.",
                    SqsRequest.class,
                    (ours, theirs) -> WRONG_VALUE.contains(ours.asText()) && WRONG_VALUE.contains(theirs.asText())),
            new Known(
                    "Deleting by the handle of an older receive, or again, succeeds by the documentation; ElasticMQ"
                            + " refuses the handle.",
                    DeleteMessageRequest.class,
                    (ours, theirs) -> ours.isEmpty() && theirs.asText().equals(NO_HANDLE)));

    private static final Set<String> NOT_IN_ELASTICMQ =
            Set.of("MaximumMessageSize", "MessageRetentionPeriod", "SqsManagedSseEnabled", "SenderId");

    private KnownDifferences() {}

    static boolean alike(SqsRequest request, JsonNode ours, JsonNode theirs) {
        return ours.equals(theirs)
                || ALL.stream()
                        .anyMatch(known ->
                                known.of().isInstance(request) && known.seen().test(ours, theirs));
    }

    /**
     * Returns the answer without what says nothing: empty lists (AWS leaves them out), the order of queues (there is none),
     * attributes that ElasticMQ has not, the words (not the codes) of failed entries; and with a deletion refused for its
     * handle as in the list above.
     */
    static JsonNode levelled(SqsRequest request, JsonNode answer) {
        if (answer instanceof ObjectNode object) {
            object.forEach(one -> levelled(request, one));
            object.remove(NOT_IN_ELASTICMQ);
            if (object.get("Failed") instanceof ArrayNode failed) {
                failed.forEach(one -> ((ObjectNode) one).remove("Message"));
                forgive(request, object, failed);
            }
            object.properties()
                    .removeIf(one ->
                            one.getValue().isContainerNode() && one.getValue().isEmpty());
            for (var name : Set.of("QueueUrls", "queueUrls", "Successful", "Failed")) {
                if (object.get(name) instanceof ArrayNode array) {
                    var sorted = new ArrayList<JsonNode>();
                    array.forEach(sorted::add);
                    sorted.sort(Comparator.comparing(JsonNode::toString));
                    array.removeAll().addAll(sorted);
                }
            }
        }
        return answer;
    }

    private static void forgive(SqsRequest request, ObjectNode object, ArrayNode failed) {
        if (request instanceof DeleteMessageBatchRequest) {
            var successful = object.withArray("Successful");
            failed.forEach(one -> {
                if (one.path("Code").asText().equals("ReceiptHandleIsInvalid")) {
                    successful.addObject().set("Id", one.get("Id"));
                }
            });
            failed.removeIf(one -> one.path("Code").asText().equals("ReceiptHandleIsInvalid"));
        }
    }
}
