package io.muster.aws.message;

import io.muster.aws.Installation.Queue;
import io.muster.aws.Platform;
import java.util.Map;
import java.util.Optional;

/** Puts a body that was given up back on the queue that it was for, unchanged, so that it is the same input. */
public final class Redelivery {

    private final Platform platform;

    public Redelivery(Platform platform) {
        this.platform = platform;
    }

    /** Returns the name of the queue that a dead letter was for; empty when only the letter itself can say it. */
    public Optional<String> queueOf(String deadLettersArn) {
        return platform.installation().queuesByName().entrySet().stream()
                .filter(entry -> entry.getValue().deadLetters().arn().equals(deadLettersArn))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns the name of the queue that a message of ours belongs to, as its type says; empty for any other body. */
    public Optional<String> queueFor(String body) {
        try {
            var queue = Emitter.queue(platform.installation().queues(), Messages.read(body));
            return name(queue);
        } catch (Messages.MalformedMessage notOurs) {
            return Optional.empty();
        }
    }

    /** Returns whether there is a queue of this name. */
    public boolean knows(String queue) {
        return platform.installation().queuesByName().containsKey(queue);
    }

    /** Sends a body to a queue. */
    public void send(String queue, String workspace, String body) {
        var target = platform.installation().queuesByName().get(queue);
        if (target == null) {
            throw new IllegalArgumentException("there is no queue " + queue);
        }
        platform.sqs()
                .sendMessage(
                        send -> send.queueUrl(target.url()).messageBody(body).messageGroupId(workspace));
    }

    private Optional<String> name(Queue queue) {
        return platform.installation().queuesByName().entrySet().stream()
                .filter(entry -> entry.getValue().equals(queue))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
