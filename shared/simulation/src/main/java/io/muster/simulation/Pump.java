package io.muster.simulation;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import io.muster.aws.Installation;
import io.muster.aws.Installation.Queue;
import io.muster.simulation.Deployment.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Lambda's event source: takes messages from the queues to their functions in batches, deletes what was dealt with and
 * leaves the rest to the queue. Nobody is told of what goes wrong here, which is why it can.
 */
final class Pump {

    private static final int LARGEST = 10;

    private final World world;
    private final List<Feed> feeds;
    private final int[] inHand;
    private boolean looking = true;

    Pump(World world, List<Feed> feeds) {
        this.world = world;
        this.feeds = feeds;
        this.inHand = new int[feeds.size()];
    }

    /** Has the queues looked at, since something may be visible. */
    void look() {
        looking = true;
    }

    /** Receives what is visible, as far as functions may run at once. */
    void receive() {
        if (!looking) {
            return;
        }
        looking = false;
        for (int number = 0; number < feeds.size(); number++) {
            while (inHand[number] < feeds.get(number).concurrency() && received(number)) {
                // as many batches as there are
            }
        }
    }

    private boolean received(int number) {
        var feed = feeds.get(number);
        var most =
                world.lots().between(1, LARGEST, Lots.place("batch", world.now().toEpochMilli() + number));
        var batch = world.aws()
                .sqs()
                .receiveMessage(ReceiveMessageRequest.builder()
                        .queueUrl(feed.queue().url())
                        .maxNumberOfMessages((int) most)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All")
                        .build())
                .messages();
        if (batch.isEmpty()) {
            return false;
        }
        inHand[number]++;
        var self = new Actor[1];
        self[0] = world.process(
                name(feed, batch.getFirst()),
                workspace(batch),
                Duration.ZERO,
                Installation.FUNCTION_LIMIT,
                () -> deliver(self[0], number, batch));
        return true;
    }

    private void deliver(Actor actor, int number, List<Message> batch) {
        var fault = world.fault(actor.place("delivery"), Fault.OF_A_DELIVERY);
        if (fault == Fault.DELIVERY_DELAYED) {
            var place = actor.place("delay").id();
            world.rest(actor, Duration.ofMillis(world.lots().between(1, 60_000, place)), place);
            actor.endsAt(world.now().plus(Installation.FUNCTION_LIMIT));
        }
        if (fault == Fault.POISON) {
            poison(actor, feeds.get(number));
        }
        if (fault != Fault.DELIVERY_DROPPED) {
            boolean settled = settle(feeds.get(number), batch, handled(actor, feeds.get(number), batch), fault);
            if (fault == Fault.DELIVERY_REPEATED && !settled) {
                world.withdraw(actor.place("delivery"));
            }
        }
        inHand[number]--;
        looking = true;
    }

    private void poison(Actor actor, Feed feed) {
        var body = "{\"type\":\"Nonsense\",\"id\":\""
                + Long.toHexString(actor.place("poison").id()) + "\"}";
        world.aws().sqs().sendMessage(send -> send.queueUrl(feed.queue().url()).messageBody(body));
        looking = true;
    }

    /** Returns the ids of the messages that are not dealt with; all of them when the function died. */
    private Set<String> handled(Actor actor, Feed feed, List<Message> batch) {
        var all = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        @Nullable SQSBatchResponse response;
        try {
            response = feed.handler().handleRequest(Events.sqs(feed.queue().arn(), batch), NoContext.INSTANCE);
        } catch (Crash died) {
            return all;
        } catch (RuntimeException thrown) {
            world.complain(actor.name() + " threw " + thrown + " out of its batch");
            return all;
        }
        if (actor.dead()) {
            world.complain(actor.name() + " went on after its death");
            return all;
        }
        return response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .collect(Collectors.toSet());
    }

    /** Deletes what was dealt with, or lets it come again; returns whether anything was. */
    private boolean settle(Feed feed, List<Message> batch, Set<String> failed, @Nullable Fault fault) {
        var done = batch.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .toList();
        if (done.isEmpty()) {
            return false;
        }
        var sqs = world.aws().sqs();
        var url = feed.queue().url();
        boolean deadLetters = feed.queue().arn().endsWith(Queue.DEAD_LETTERS);
        done.forEach(message -> world.news().dealtWith(message, deadLetters, world.now()));
        if (fault == Fault.DELIVERY_REPEATED) {
            var again = done.stream()
                    .map(message -> ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(message.messageId())
                            .receiptHandle(message.receiptHandle())
                            .visibilityTimeout(1)
                            .build())
                    .toList();
            sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(again));
        } else {
            var gone = done.stream()
                    .map(message -> DeleteMessageBatchRequestEntry.builder()
                            .id(message.messageId())
                            .receiptHandle(message.receiptHandle())
                            .build())
                    .toList();
            sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(gone));
        }
        return true;
    }

    /** A delivery is known by what it delivers first, and how often that came: the same in runs that differ elsewhere. */
    private static String name(Feed feed, Message first) {
        var arn = feed.queue().arn();
        var body = first.body();
        var id = field(body, "id");
        return arn.substring(arn.lastIndexOf("muster-") + 7) + " "
                + (id.isEmpty() ? Integer.toHexString(body.hashCode()) : id) + " #"
                + first.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    }

    private static String workspace(List<Message> batch) {
        var workspaces = batch.stream()
                .map(message -> field(message.body(), "workspace"))
                .distinct()
                .toList();
        return workspaces.size() == 1 ? workspaces.getFirst() : "";
    }

    private static String field(String json, String name) {
        var mark = "\"" + name + "\":\"";
        int from = json.indexOf(mark);
        return from < 0 ? "" : json.substring(from + mark.length(), json.indexOf('"', from + mark.length()));
    }
}
