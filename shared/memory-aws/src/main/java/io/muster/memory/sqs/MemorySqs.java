package io.muster.memory.sqs;

import io.muster.memory.Journaled;
import io.muster.memory.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/**
 * SQS's standard queues in memory, behind the SDK's own interface.
 *
 * <p>Visibility, delays and retention follow the world's clock; a long poll ends when that clock or real time says so,
 * whichever comes first. A redrive is done at once, and messages take turns by group whenever several groups wait.
 */
public final class MemorySqs implements SqsClient, Journaled {
    /** The account that owns everything in memory. */
    public static final String ACCOUNT = "000000000000";
    /** The region that everything in memory is in. */
    public static final String REGION = "us-east-1";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final long PURGE_EVERY = 60_000;
    private static final int LONGEST_VISIBILITY = 43_200;

    private final World world;
    private final Queues queues;
    private volatile String endpoint = "http://sqs." + REGION + ".localhost";

    /** Makes an empty service; replay its records before use. */
    public MemorySqs(World world) {
        this.world = world;
        this.queues = new Queues(world);
    }

    /** Returns the ARN of a queue by its name. */
    public static String arn(String name) {
        return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + name;
    }

    static String nameIn(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** Sets the base of the queue URLs given from now on, such as {@code http://127.0.0.1:4566}. */
    public void endpoint(String base) {
        endpoint = base;
    }

    /** Returns the URL of a queue by its name, whether it exists or not. */
    public String urlOf(String name) {
        return endpoint + "/" + ACCOUNT + "/" + name;
    }

    // ---- queues

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        var name = checkedName(request.queueName());
        var wanted = Attributes.of(request.attributesAsStrings());
        return locked(() -> {
            var existing = queues.find(name);
            if (existing == null) {
                checkRedrive(wanted);
                queues.commit(new Change.QueueCreated(name, wanted.set(), now()));
                if (request.hasTags()) {
                    queues.commit(new Change.TagsSet(name, request.tags()));
                }
            } else {
                checkSame(existing.attributes, wanted);
            }
            return CreateQueueResponse.builder().queueUrl(urlOf(name)).build();
        });
    }

    private static String checkedName(@Nullable String name) {
        if (name == null) {
            throw Errors.missing("QueueName");
        }
        if (name.endsWith(".fifo")) {
            throw Errors.invalid("FIFO queues do not exist in memory, only standard ones: " + name);
        }
        if (!NAME.matcher(name).matches()) {
            throw Errors.invalid(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        return name;
    }

    private static void checkSame(Attributes existing, Attributes wanted) {
        for (var attribute : new TreeMap<>(wanted.set()).entrySet()) {
            if (!existing.text(attribute.getKey()).equals(attribute.getValue())) {
                throw Errors.queueExists(attribute.getKey());
            }
        }
    }

    private void checkRedrive(Attributes attributes) {
        attributes.redrive().ifPresent(redrive -> {
            if (queues.find(nameIn(redrive.targetArn())) == null) {
                throw Errors.invalid(
                        attributes.text(Attributes.REDRIVE), Attributes.REDRIVE, "Dead letter target does not exist.");
            }
        });
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        return locked(() -> GetQueueUrlResponse.builder()
                .queueUrl(urlOf(queues.get(checkedName(request.queueName())).name))
                .build());
    }

    @Override
    public ListQueuesResponse listQueues(ListQueuesRequest request) {
        var prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        return locked(() -> {
            var names = queues.all().stream().map(queue -> queue.name).filter(name -> name.startsWith(prefix));
            var page = Page.of(names.toList(), request.maxResults(), request.nextToken());
            var answer = ListQueuesResponse.builder().nextToken(page.next());
            return (page.names().isEmpty() ? answer : answer.queueUrls(urls(page.names()))).build();
        });
    }

    @Override
    public ListDeadLetterSourceQueuesResponse listDeadLetterSourceQueues(ListDeadLetterSourceQueuesRequest request) {
        return locked(() -> {
            var page = Page.of(
                    sourcesOf(queue(request.queueUrl()).arn()).stream()
                            .map(queue -> queue.name)
                            .toList(),
                    request.maxResults(),
                    request.nextToken());
            return ListDeadLetterSourceQueuesResponse.builder()
                    .queueUrls(urls(page.names()))
                    .nextToken(page.next())
                    .build();
        });
    }

    private List<String> urls(List<String> names) {
        return names.stream().map(this::urlOf).toList();
    }

    private List<Queue> sourcesOf(String targetArn) {
        return queues.all().stream()
                .filter(queue -> queue.attributes
                        .redrive()
                        .filter(redrive -> redrive.targetArn().equals(targetArn))
                        .isPresent())
                .toList();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        return locked(() -> {
            var all = attributesOf(queue(request.queueUrl()));
            var wanted = request.attributeNamesAsStrings();
            for (var name : wanted) {
                if (QueueAttributeName.fromValue(name) == QueueAttributeName.UNKNOWN_TO_SDK_VERSION) {
                    throw Errors.unknownAttribute(name);
                }
            }
            if (!wanted.contains("All")) {
                all.keySet().retainAll(wanted);
            }
            var answer = GetQueueAttributesResponse.builder();
            return (all.isEmpty() ? answer : answer.attributesWithStrings(all)).build();
        });
    }

    private static Map<String, String> attributesOf(Queue queue) {
        var all = new LinkedHashMap<>(queue.attributes.shown());
        var counts = queue.counts();
        all.put("QueueArn", queue.arn());
        all.put("ApproximateNumberOfMessages", Integer.toString(counts.visible()));
        all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
        all.put("CreatedTimestamp", Long.toString(queue.createdAt / 1000));
        all.put("LastModifiedTimestamp", Long.toString(queue.modifiedAt / 1000));
        return all;
    }

    @Override
    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
        return locked(() -> {
            var queue = queue(request.queueUrl());
            checkRedrive(queue.attributes.with(request.attributesAsStrings()));
            queues.commit(new Change.AttributesSet(queue.name, request.attributesAsStrings(), now()));
            return SetQueueAttributesResponse.builder().build();
        });
    }

    @Override
    public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
        return locked(() -> {
            queues.commit(new Change.QueueDeleted(queue(request.queueUrl()).name));
            return DeleteQueueResponse.builder().build();
        });
    }

    @Override
    public PurgeQueueResponse purgeQueue(PurgeQueueRequest request) {
        return locked(() -> {
            var queue = queue(request.queueUrl());
            if (queue.purgedAt > now() - PURGE_EVERY) {
                throw Errors.purgeInProgress(queue.name);
            }
            queues.commit(new Change.QueuePurged(queue.name, now()));
            return PurgeQueueResponse.builder().build();
        });
    }

    @Override
    public TagQueueResponse tagQueue(TagQueueRequest request) {
        return locked(() -> {
            var tags = new TreeMap<>(queue(request.queueUrl()).tags);
            tags.putAll(request.tags());
            queues.commit(new Change.TagsSet(queue(request.queueUrl()).name, tags));
            return TagQueueResponse.builder().build();
        });
    }

    @Override
    public UntagQueueResponse untagQueue(UntagQueueRequest request) {
        return locked(() -> {
            var tags = new TreeMap<>(queue(request.queueUrl()).tags);
            tags.keySet().removeAll(request.tagKeys());
            queues.commit(new Change.TagsSet(queue(request.queueUrl()).name, tags));
            return UntagQueueResponse.builder().build();
        });
    }

    @Override
    public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest request) {
        return locked(() -> {
            var tags = queue(request.queueUrl()).tags;
            var answer = ListQueueTagsResponse.builder();
            return (tags.isEmpty() ? answer : answer.tags(new TreeMap<>(tags))).build();
        });
    }

    // ---- sending

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        var draft = Draft.of(request);
        var bodyDigest = MessageRules.md5(draft.body());
        var attributesDigest = MessageRules.md5(draft.attributes());
        return locked(() -> {
            var queue = queue(request.queueUrl());
            var letter = draft.letter(queues.numbers(1).getFirst(), queue.attributes, now());
            queues.commit(new Change.Sent(queue.name, List.of(letter)));
            return SendMessageResponse.builder()
                    .messageId(letter.id())
                    .md5OfMessageBody(bodyDigest)
                    .md5OfMessageAttributes(attributesDigest)
                    .build();
        });
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        Batches.check(request.entries(), SendMessageBatchRequestEntry::id, "SendMessageBatchRequestEntry");
        var failed = new ArrayList<BatchResultErrorEntry>();
        var drafts = new LinkedHashMap<String, Draft>();
        for (var entry : request.entries()) {
            attempt(entry.id(), failed, () -> drafts.put(entry.id(), Draft.of(entry)));
        }
        var bytes = drafts.values().stream().mapToInt(Draft::size).sum();
        if (bytes > MessageRules.LARGEST) {
            throw Errors.batchTooLong(bytes);
        }
        var sent = locked(() -> sendAll(queue(request.queueUrl()), drafts, failed));
        var answer = SendMessageBatchResponse.builder();
        if (!sent.isEmpty()) {
            answer.successful(sent.entrySet().stream()
                    .map(one -> sentEntry(one.getKey(), one.getValue()))
                    .toList());
        }
        return (failed.isEmpty() ? answer : answer.failed(failed)).build();
    }

    private Map<String, Message.Letter> sendAll(
            Queue queue, Map<String, Draft> drafts, List<BatchResultErrorEntry> failed) {
        var letters = new LinkedHashMap<String, Message.Letter>();
        var numbers = queues.numbers(drafts.size()).iterator();
        drafts.forEach((id, draft) ->
                attempt(id, failed, () -> letters.put(id, draft.letter(numbers.next(), queue.attributes, now()))));
        if (!letters.isEmpty()) {
            queues.commit(new Change.Sent(queue.name, List.copyOf(letters.values())));
        }
        return letters;
    }

    private static SendMessageBatchResultEntry sentEntry(String id, Message.Letter letter) {
        return SendMessageBatchResultEntry.builder()
                .id(id)
                .messageId(letter.id())
                .md5OfMessageBody(MessageRules.md5(letter.body()))
                .md5OfMessageAttributes(MessageRules.md5(letter.attributes()))
                .build();
    }

    private static void attempt(String id, List<BatchResultErrorEntry> failed, Runnable action) {
        try {
            action.run();
        } catch (SqsException e) {
            failed.add(Batches.failed(id, e));
        }
    }

    // ---- receiving

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        var most = within(request.maxNumberOfMessages(), 1, 10, 1, "MaxNumberOfMessages");
        var visibility = request.visibilityTimeout();
        within(visibility, 0, LONGEST_VISIBILITY, 0, "VisibilityTimeout");
        within(request.waitTimeSeconds(), 0, 20, 0, "WaitTimeSeconds");
        var taken = locked(() -> poll(request, most, visibility));
        var answer = ReceiveMessageResponse.builder();
        if (!taken.isEmpty()) {
            answer.messages(taken.stream().map(one -> one.answer(request)).toList());
        }
        return answer.build();
    }

    private static int within(@Nullable Integer value, int least, int most, int usual, String parameter) {
        if (value == null) {
            return usual;
        }
        if (value < least || value > most) {
            throw Errors.invalid(value, parameter, "Must be >= " + least + " and <= " + most + ", if provided.");
        }
        return value;
    }

    private List<Taken> poll(ReceiveMessageRequest request, int most, @Nullable Integer visibility) {
        var first = queue(request.queueUrl());
        var wait = 1000L
                * (request.waitTimeSeconds() == null
                        ? first.attributes.number(Attributes.WAIT)
                        : request.waitTimeSeconds());
        var clockEnd = now() + wait;
        var realEnd = System.nanoTime() + wait * 1_000_000;
        while (true) {
            var queue = queue(request.queueUrl());
            var taken = take(queue, most, visibility);
            var left = Math.min(clockEnd - now(), (realEnd - System.nanoTime() + 999_999) / 1_000_000);
            if (!taken.isEmpty() || left <= 0) {
                return taken;
            }
            pause(queue, Math.min(left, queue.nextVisible().orElse(Long.MAX_VALUE) - now()));
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is in poll
    private static void pause(Queue queue, long millis) {
        try {
            queue.arrived.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("The wait for messages of " + queue.name + " was interrupted.", e);
        }
    }

    private List<Taken> take(Queue queue, int most, @Nullable Integer visibility) {
        if (queue.counts().inFlight() >= Queue.MOST_IN_FLIGHT) {
            throw Errors.tooManyInFlight();
        }
        var now = now();
        var chosen = choose(queue, most, now);
        if (chosen.isEmpty()) {
            return List.of();
        }
        queues.commit(new Change.Received(
                queue.name, chosen.stream().map(Message::number).toList(), now));
        var seconds = visibility == null ? queue.attributes.number(Attributes.VISIBILITY) : visibility;
        var taken = new ArrayList<Taken>();
        for (var message : chosen) {
            queue.hide(message, now + seconds * 1000L, now);
            var handle = new Handle(queue.name, message.number(), message.receives).text();
            taken.add(new Taken(message.letter, handle, message.receives, message.firstReceivedAt));
        }
        return taken;
    }

    private List<Message> choose(Queue queue, int most, long now) {
        var chosen = new ArrayList<Message>();
        var givenUp = new ArrayList<Long>();
        var redrive = queue.attributes.redrive().filter(policy -> queues.find(nameIn(policy.targetArn())) != null);
        for (var next = queue.next(); next != null; next = chosen.size() < most ? queue.next() : null) {
            var receives = next.receives;
            if (queue.expired(next, now)) {
                queue.remove(next.number());
            } else if (redrive.filter(policy -> receives >= policy.most()).isPresent()) {
                givenUp.add(next.number());
            } else {
                chosen.add(next);
            }
        }
        if (!givenUp.isEmpty()) {
            queues.commit(new Change.DeadLettered(
                    queue.name, nameIn(redrive.orElseThrow().targetArn()), givenUp));
        }
        return chosen;
    }

    // ---- deleting and visibility

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        return locked(() -> {
            var queue = queue(request.queueUrl());
            delete(queue, List.of(Handle.of(queue.name, request.receiptHandle())));
            return DeleteMessageResponse.builder().build();
        });
    }

    private void delete(Queue queue, List<Handle> handles) {
        var numbers = handles.stream()
                .filter(handle -> latest(queue, handle).isPresent())
                .map(Handle::number)
                .toList();
        if (!numbers.isEmpty()) {
            queues.commit(new Change.Deleted(queue.name, numbers));
        }
    }

    /** Returns the message if this is the handle of its latest receive. */
    private static Optional<Message> latest(Queue queue, Handle handle) {
        return Optional.ofNullable(queue.find(handle.number())).filter(message -> message.receives == handle.receive());
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        Batches.check(request.entries(), DeleteMessageBatchRequestEntry::id, "DeleteMessageBatchRequestEntry");
        return locked(() -> {
            var queue = queue(request.queueUrl());
            var failed = new ArrayList<BatchResultErrorEntry>();
            var handles = new LinkedHashMap<String, Handle>();
            for (var entry : request.entries()) {
                attempt(
                        entry.id(),
                        failed,
                        () -> handles.put(entry.id(), Handle.of(queue.name, entry.receiptHandle())));
            }
            delete(queue, List.copyOf(handles.values()));
            var answer = DeleteMessageBatchResponse.builder();
            if (!handles.isEmpty()) {
                answer.successful(mapped(
                        handles.keySet(),
                        id -> DeleteMessageBatchResultEntry.builder().id(id).build()));
            }
            return (failed.isEmpty() ? answer : answer.failed(failed)).build();
        });
    }

    private static <T> List<T> mapped(Iterable<String> ids, Function<String, T> entry) {
        var entries = new ArrayList<T>();
        ids.forEach(id -> entries.add(entry.apply(id)));
        return entries;
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        return locked(() -> {
            changeVisibility(queue(request.queueUrl()), request.receiptHandle(), request.visibilityTimeout());
            return ChangeMessageVisibilityResponse.builder().build();
        });
    }

    private void changeVisibility(Queue queue, @Nullable String receipt, @Nullable Integer seconds) {
        var handle = Handle.of(queue.name, receipt);
        if (seconds == null) {
            throw Errors.missing("VisibilityTimeout");
        }
        if (seconds < 0 || seconds > LONGEST_VISIBILITY) {
            throw Errors.invalid(
                    seconds, "VisibilityTimeout", "VisibilityTimeout must be >= 0 and <= " + LONGEST_VISIBILITY + ".");
        }
        if (queue.find(handle.number()) == null) {
            throw Errors.invalid(
                    receipt,
                    "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change.");
        }
        var message = latest(queue, handle)
                .filter(found -> found.place == Message.Place.IN_FLIGHT)
                .orElseThrow(Errors::notInFlight);
        var until = now() + seconds * 1000L;
        if (until - message.receivedAt > LONGEST_VISIBILITY * 1000L) {
            throw Errors.invalid(
                    seconds,
                    "VisibilityTimeout",
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
        }
        queue.rehide(message, until, now());
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        Batches.check(
                request.entries(),
                ChangeMessageVisibilityBatchRequestEntry::id,
                "ChangeMessageVisibilityBatchRequestEntry");
        return locked(() -> {
            var queue = queue(request.queueUrl());
            var failed = new ArrayList<BatchResultErrorEntry>();
            var done = new ArrayList<String>();
            for (var entry : request.entries()) {
                attempt(entry.id(), failed, () -> {
                    changeVisibility(queue, entry.receiptHandle(), entry.visibilityTimeout());
                    done.add(entry.id());
                });
            }
            var answer = ChangeMessageVisibilityBatchResponse.builder();
            if (!done.isEmpty()) {
                answer.successful(mapped(
                        done,
                        id -> ChangeMessageVisibilityBatchResultEntry.builder()
                                .id(id)
                                .build()));
            }
            return (failed.isEmpty() ? answer : answer.failed(failed)).build();
        });
    }

    // ---- redrive

    @Override
    public StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest request) {
        return locked(() -> {
            var source = byArn(request.sourceArn(), "SourceArn");
            if (sourcesOf(source.arn()).isEmpty()) {
                throw Errors.invalid("Source queue must be configured as a Dead Letter Queue.");
            }
            var moves = moves(source, request.destinationArn());
            var number = queues.numbers(moves.size() + 1).getLast();
            var rate = request.maxNumberOfMessagesPerSecond();
            var task = new Change.MoveTask(
                    Queues.id(number),
                    source.arn(),
                    request.destinationArn() == null ? "" : request.destinationArn(),
                    rate == null ? 0 : rate,
                    now(),
                    moves.size());
            queues.commit(new Change.Redriven(task, moves));
            return StartMessageMoveTaskResponse.builder()
                    .taskHandle(task.handle())
                    .build();
        });
    }

    private List<Change.Move> moves(Queue source, @Nullable String destinationArn) {
        var destination = destinationArn == null ? null : byArn(destinationArn, "DestinationArn").name;
        var moves = new ArrayList<Change.Move>();
        for (var message : source.messages()) {
            var origin = message.letter.source();
            var target = destination != null ? destination : origin == null ? null : nameIn(origin);
            if (message.place == Message.Place.VISIBLE && target != null && queues.find(target) != null) {
                var number = queues.numbers(moves.size() + 1).getLast();
                moves.add(new Change.Move(
                        message.number(), target, message.letter.sentAgain(number, Queues.id(number), now())));
            }
        }
        return moves;
    }

    private Queue byArn(@Nullable String arn, String parameter) {
        if (arn == null) {
            throw Errors.missing(parameter);
        }
        if (!arn.startsWith(arn(""))) {
            throw Errors.invalid("Invalid value for parameter " + parameter + ": " + arn + ".");
        }
        var queue = queues.find(nameIn(arn));
        if (queue == null) {
            throw Errors.noSuchResource(
                    "The resource that you specified for the " + parameter + " parameter doesn't exist.");
        }
        queue.advance(now());
        return queue;
    }

    @Override
    public ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest request) {
        var most = within(request.maxResults(), 1, 10, 1, "MaxResults");
        return locked(() -> {
            var source = byArn(request.sourceArn(), "SourceArn");
            var results = queues.tasksOf(source.arn()).stream()
                    .limit(most)
                    .map(MemorySqs::shown)
                    .toList();
            var answer = ListMessageMoveTasksResponse.builder();
            return (results.isEmpty() ? answer : answer.results(results)).build();
        });
    }

    private static ListMessageMoveTasksResultEntry shown(Change.MoveTask task) {
        return ListMessageMoveTasksResultEntry.builder()
                .status("COMPLETED")
                .sourceArn(task.source())
                .destinationArn(task.destination().isEmpty() ? null : task.destination())
                .maxNumberOfMessagesPerSecond(task.rate() == 0 ? null : task.rate())
                .approximateNumberOfMessagesMoved(task.moved())
                .approximateNumberOfMessagesToMove(task.moved())
                .startedTimestamp(task.startedAt())
                .build();
    }

    @Override
    public CancelMessageMoveTaskResponse cancelMessageMoveTask(CancelMessageMoveTaskRequest request) {
        throw Errors.noSuchResource(
                "Task does not exist or is not running: in memory, every move task is done at once.");
    }

    @Override
    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        throw new UnsupportedOperationException("SQS AddPermission does not exist in memory: nothing checks policies.");
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        throw new UnsupportedOperationException(
                "SQS RemovePermission does not exist in memory: nothing checks policies.");
    }

    // ---- for the stack

    /** Returns how many messages this queue has, by its name. */
    public Counts counts(String name) {
        return locked(() -> {
            var queue = queues.get(name);
            queue.advance(now());
            return queue.counts();
        });
    }

    /** Returns how many messages all queues have together, dead-letter queues included. */
    public Counts counts() {
        return locked(() -> queues.all().stream()
                .map(queue -> {
                    queue.advance(now());
                    return queue.counts();
                })
                .reduce(new Counts(0, 0, 0), Counts::plus));
    }

    /**
     * Returns whether nothing is in hand: no message is visible or in flight, but in dead-letter queues. Delayed messages
     * are in the future and not in hand; {@link #nextDue()} tells when.
     */
    public boolean idle() {
        return locked(() -> queues.all().stream()
                .filter(queue -> sourcesOf(queue.arn()).isEmpty())
                .allMatch(queue -> {
                    queue.advance(now());
                    return queue.counts().visible() + queue.counts().inFlight() == 0;
                }));
    }

    /** Returns when the next delayed or in-flight message becomes visible by time alone. */
    public Optional<Instant> nextDue() {
        return locked(() -> queues.all().stream()
                .flatMapToLong(queue -> queue.nextVisible().stream())
                .boxed()
                .min(Long::compare)
                .map(Instant::ofEpochMilli));
    }

    /** Lets long polls look at the clock again, after it was moved by hand. */
    public void clockMoved() {
        locked(() -> {
            queues.all().forEach(queue -> queue.arrived.signalAll());
            return true;
        });
    }

    /**
     * Returns the record that, once replayed, puts a message into a queue. It is for a service that journals it inside a
     * record of its own, so that both happen or neither does; call it with the world's lock held, and replay it at once.
     */
    public byte[] deliveryOf(
            String queueArn, String body, @Nullable String group, Map<String, MessageAttributeValue> attributes) {
        var draft = Draft.of(SendMessageRequest.builder()
                .messageBody(body)
                .messageGroupId(group)
                .messageAttributes(attributes)
                .build());
        var queue = queues.get(nameIn(queueArn));
        var letter = draft.letter(queues.numbers(1).getFirst(), queue.attributes, now());
        return ChangeCodec.encode(new Change.Sent(queue.name, List.of(letter)));
    }

    @Override
    public String service() {
        return Queues.SERVICE;
    }

    @Override
    public void replay(byte[] entry) {
        var change = ChangeCodec.decode(entry);
        locked(() -> {
            queues.apply(change);
            return change;
        });
    }

    @Override
    public void snapshot(Consumer<byte[]> sink) {
        queues.snapshot(sink);
    }

    @Override
    public String serviceName() {
        return SqsClient.SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing to let go of: the world outlives its clients.
    }

    private Queue queue(@Nullable String url) {
        if (url == null || url.isEmpty()) {
            throw Errors.missing("QueueUrl");
        }
        var queue = queues.get(url.substring(url.lastIndexOf('/') + 1));
        queue.advance(now());
        return queue;
    }

    private long now() {
        return world.clock().millis();
    }

    private <T> T locked(Supplier<T> operation) {
        world.lock().lock();
        try {
            return operation.get();
        } finally {
            world.lock().unlock();
        }
    }
}
