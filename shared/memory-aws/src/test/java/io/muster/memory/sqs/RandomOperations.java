package io.muster.memory.sqs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/**
 * Draws requests, right ones and wrong ones. Queue URLs and receipt handles stand in them as marks, {@code @name} and
 * {@code #number}, for each side has its own. Whatever waits for time waits for longer than a test lasts.
 */
final class RandomOperations {
    static final List<String> NAMES = List.of("alpha", "beta", "gamma");
    static final String DEAD = "dead";
    private static final String REDRIVEN = "gamma";
    private static final String POLICY =
            "{\"deadLetterTargetArn\":\"" + MemorySqs.arn(DEAD) + "\",\"maxReceiveCount\":2}";

    private final RandomGenerator random;
    private int bodies;

    RandomOperations(RandomGenerator random) {
        this.random = random;
    }

    /** Returns the next request; handles are those of the receives so far. */
    SqsRequest next(int handles) {
        return switch (random.nextInt(26)) {
            case 0 -> create();
            case 1 ->
                random.nextInt(4) == 0
                        ? DeleteQueueRequest.builder().queueUrl(url()).build()
                        : create();
            case 2 -> GetQueueUrlRequest.builder().queueName(name()).build();
            case 3 ->
                ListQueuesRequest.builder()
                        .queueNamePrefix(pick("", "a", "be", "none"))
                        .build();
            case 4 ->
                GetQueueAttributesRequest.builder()
                        .queueUrl(url())
                        .attributeNames(QueueAttributeName.ALL)
                        .build();
            case 5 ->
                GetQueueAttributesRequest.builder()
                        .queueUrl(url())
                        .attributeNames(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                        .build();
            case 6 ->
                SetQueueAttributesRequest.builder()
                        .queueUrl(pick("@alpha", "@beta"))
                        .attributes(settings())
                        .build();
            case 7 -> tags();
            case 8, 9, 10, 11 -> send();
            case 12, 13 -> sendBatch();
            case 14, 15, 16, 17, 18 -> receive();
            case 19, 20 ->
                DeleteMessageRequest.builder()
                        .queueUrl(url())
                        .receiptHandle(handle(handles))
                        .build();
            case 21 -> deleteBatch(handles);
            case 22, 23 ->
                ChangeMessageVisibilityRequest.builder()
                        .queueUrl(url())
                        .receiptHandle(handle(handles))
                        .visibilityTimeout(0)
                        .build();
            case 24 -> changeBatch(handles);
            default ->
                ListDeadLetterSourceQueuesRequest.builder()
                        .queueUrl(pick("@" + DEAD, url()))
                        .build();
        };
    }

    /** One queue always has a redrive policy, the others never: ElasticMQ forgets it whenever attributes change. */
    private SqsRequest create() {
        var name = name();
        return CreateQueueRequest.builder()
                .queueName(name)
                .attributes(name.equals(REDRIVEN) ? Map.of(QueueAttributeName.REDRIVE_POLICY, POLICY) : settings())
                .build();
    }

    private Map<QueueAttributeName, String> settings() {
        var attributes = new LinkedHashMap<QueueAttributeName, String>();
        if (random.nextInt(3) == 0) {
            attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, pick("1000", "2000", "1000", "x"));
        }
        if (random.nextInt(6) == 0) {
            attributes.put(QueueAttributeName.DELAY_SECONDS, pick("0", "900", "0"));
        }
        return attributes;
    }

    private SqsRequest tags() {
        return switch (random.nextInt(3)) {
            case 0 ->
                TagQueueRequest.builder()
                        .queueUrl(url())
                        .tags(Map.of(pick("team", "cost"), pick("blue", "red")))
                        .build();
            case 1 ->
                UntagQueueRequest.builder()
                        .queueUrl(url())
                        .tagKeys(pick("team", "cost"))
                        .build();
            default -> ListQueueTagsRequest.builder().queueUrl(url()).build();
        };
    }

    private SqsRequest send() {
        return SendMessageRequest.builder()
                .queueUrl(url())
                .messageBody(body())
                .delaySeconds(delay())
                .messageAttributes(messageAttributes())
                .build();
    }

    private SqsRequest sendBatch() {
        var entries = ids().stream()
                .map(id -> SendMessageBatchRequestEntry.builder()
                        .id(id)
                        .messageBody(body())
                        .delaySeconds(delay())
                        .messageAttributes(messageAttributes())
                        .build())
                .toList();
        return SendMessageBatchRequest.builder()
                .queueUrl(url())
                .entries(entries)
                .build();
    }

    private List<String> ids() {
        return switch (random.nextInt(16)) {
            case 0 -> List.of();
            case 1 -> List.of("same", "same");
            case 2 -> IntStream.range(0, 11).mapToObj(Integer::toString).toList();
            default ->
                IntStream.rangeClosed(1, random.nextInt(1, 4))
                        .mapToObj(i -> "entry-" + i)
                        .toList();
        };
    }

    private String body() {
        bodies++;
        return random.nextInt(40) == 0 ? pick("", "bell\u0007") : "body " + bodies + pick("", " ä", " €", " 𝄞", "\n");
    }

    private Integer delay() {
        return random.nextInt(3) != 0 ? Integer.valueOf(0) : Integer.valueOf(pick("0", "900", "901", "-1", "0", "0"));
    }

    private Map<String, MessageAttributeValue> messageAttributes() {
        var attributes = new LinkedHashMap<String, MessageAttributeValue>();
        for (int i = random.nextInt(3); i > 0; i--) {
            attributes.put(pick("color", "count", "raw.bytes", "other_one"), attribute());
        }
        return attributes;
    }

    private MessageAttributeValue attribute() {
        return switch (random.nextInt(3)) {
            case 0 ->
                MessageAttributeValue.builder()
                        .dataType(pick("String", "String.custom"))
                        .stringValue(pick("a", "ü", "long one"))
                        .build();
            case 1 ->
                MessageAttributeValue.builder()
                        .dataType("Number")
                        .stringValue(pick("1", "-2.5", "1000000"))
                        .build();
            default ->
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {1, (byte) random.nextInt()}))
                        .build();
        };
    }

    private SqsRequest receive() {
        return ReceiveMessageRequest.builder()
                .queueUrl(random.nextInt(8) == 0 ? "@" + DEAD : url())
                .maxNumberOfMessages(Integer.valueOf(pick("10", "10", "10", "10", "10", "10", "0", "11")))
                .visibilityTimeout(random.nextInt(3) == 0 ? timeout() : null)
                .waitTimeSeconds(0)
                .messageAttributeNames(pickList(List.of("All"), List.of(), List.of("color"), List.of("raw.bytes")))
                .messageSystemAttributeNames(pickList(
                        List.of(MessageSystemAttributeName.ALL),
                        List.of(),
                        List.of(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)))
                .build();
    }

    private Integer timeout() {
        return Integer.valueOf(pick("0", "0", "1000", "2000"));
    }

    private SqsRequest deleteBatch(int handles) {
        var entries = ids().stream()
                .map(id -> DeleteMessageBatchRequestEntry.builder()
                        .id(id)
                        .receiptHandle(handle(handles))
                        .build())
                .toList();
        return DeleteMessageBatchRequest.builder()
                .queueUrl(url())
                .entries(entries)
                .build();
    }

    private SqsRequest changeBatch(int handles) {
        var entries = ids().stream()
                .map(id -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(id)
                        .receiptHandle(handle(handles))
                        .visibilityTimeout(0)
                        .build())
                .toList();
        return ChangeMessageVisibilityBatchRequest.builder()
                .queueUrl(url())
                .entries(entries)
                .build();
    }

    private String handle(int handles) {
        if (handles == 0 || random.nextInt(20) == 0) {
            return "nonsense";
        }
        return "#" + Math.max(0, handles - 1 - random.nextInt(12));
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private String url() {
        return "@" + (random.nextInt(30) == 0 ? "absent" : name());
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> List<T> pickList(List<T>... choices) {
        return new ArrayList<>(choices[random.nextInt(choices.length)]);
    }
}
