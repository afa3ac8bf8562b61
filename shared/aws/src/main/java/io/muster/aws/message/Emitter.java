package io.muster.aws.message;

import io.muster.aws.Installation.Queue;
import io.muster.aws.Installation.Queues;
import io.muster.aws.Platform;
import io.muster.aws.error.Categorized;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Effect;
import io.muster.domain.error.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Turns effects into messages and timers. Emitting an effect twice is harmless: its message has the same id and its
 * timer the same name.
 */
public final class Emitter {

    private static final Duration LONGEST_QUEUE_DELAY = Duration.ofSeconds(60);
    private static final int BATCH = 10;

    private final Platform platform;
    private final Timers timers;

    public Emitter(Platform platform) {
        this.platform = platform;
        this.timers = new Timers(platform);
    }

    /** Some messages were not taken by their queue; whoever emits tries all of it again. */
    public static final class EmissionFailed extends RuntimeException implements Categorized {
        private static final long serialVersionUID = 1;

        EmissionFailed(List<String> ids) {
            super("The queue did not take " + ids + "; emit again");
        }

        @Override
        public Category category() {
            return Category.API;
        }

        @Override
        public String code() {
            return "emission_failed";
        }
    }

    /** Something to be delivered to a queue, after a delay of machine time. */
    private record Delivery(Message message, int delaySeconds) {}

    /**
     * Emits effects of a campaign.
     *
     * @param at what messages that are due at once carry as their moment (business time)
     */
    public void emit(CampaignKey campaign, List<Effect> effects, Instant at) {
        var deliveries = new LinkedHashMap<Queue, List<Delivery>>();
        for (var effect : effects) {
            var message = message(campaign, effect, at);
            place(message, platform.time().machineAt(message.at()), deliveries);
        }
        deliveries.forEach(this::deliver);
    }

    /** Sends a message once more, or for the first time, after a delay of machine time. */
    public void send(Message message, Duration delay) {
        var deliveries = new LinkedHashMap<Queue, List<Delivery>>();
        place(message, platform.time().machine().plus(delay), deliveries);
        deliveries.forEach(this::deliver);
    }

    /** Asks dispatch to answer a text; however often it is asked, one answer goes. */
    public void send(AnswerDue answer) {
        platform.sqs()
                .sendMessage(send -> send.queueUrl(
                                platform.installation().queues().dispatch().url())
                        .messageBody(answer.write())
                        .messageGroupId(answer.workspace()));
    }

    private void place(Message message, Instant due, Map<Queue, List<Delivery>> deliveries) {
        var left = Duration.between(platform.time().machine(), due);
        var queue = queue(platform.installation().queues(), message);
        boolean byQueue = !left.isPositive()
                || (!platform.installation().fineTimers() && left.compareTo(LONGEST_QUEUE_DELAY) < 0);
        if (byQueue) {
            deliveries
                    .computeIfAbsent(queue, _ -> new ArrayList<>())
                    .add(new Delivery(message, left.isPositive() ? wholeSeconds(left) : 0));
        } else {
            timers.set(message, queue, due);
        }
    }

    private static int wholeSeconds(Duration left) {
        return (int) left.plusNanos(999_999_999).toSeconds();
    }

    private void deliver(Queue queue, List<Delivery> deliveries) {
        for (int from = 0; from < deliveries.size(); from += BATCH) {
            var batch = deliveries.subList(from, Math.min(from + BATCH, deliveries.size()));
            var entries = new ArrayList<SendMessageBatchRequestEntry>();
            for (var delivery : batch) {
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .messageBody(Messages.write(delivery.message))
                        .delaySeconds(delivery.delaySeconds > 0 ? delivery.delaySeconds : null)
                        .messageGroupId(delivery.message.workspace())
                        .build());
            }
            var answer = platform.sqs()
                    .sendMessageBatch(request -> request.queueUrl(queue.url()).entries(entries));
            if (!answer.failed().isEmpty()) {
                throw new EmissionFailed(
                        batch.stream().map(one -> one.message.id()).toList());
            }
        }
    }

    /** Returns the queue that a message belongs to. */
    static Queue queue(Queues queues, Message message) {
        return switch (message) {
            case Message.WavePlanned _, Message.WakeUpDue _ -> queues.dispatch();
            case Message.LaunchDue _, Message.CheckInDue _, Message.Replied _ -> queues.checkIn();
            case Message.ShortfallFound _, Message.TouchesFailed _ -> queues.escalation();
            case Message.CampaignEnded _ -> queues.reporting();
        };
    }

    /** Returns what an effect says on the wire. */
    static Message message(CampaignKey campaign, Effect effect, Instant at) {
        var w = campaign.workspace();
        var c = campaign.id();
        return switch (effect) {
            case Effect.DispatchWave(int wave, int slice) ->
                new Message.WavePlanned(c + "/wave/" + wave + "/" + slice, w, c, at, wave, slice);
            case Effect.ScheduleWakeUp(Instant due) -> new Message.WakeUpDue(c + "/wake-up/" + due, w, c, due);
            case Effect.ScheduleLaunch(int generation, Instant due) ->
                new Message.LaunchDue(c + "/launch/g" + generation, w, c, due, generation);
            case Effect.ScheduleCheckIn(int number, int generation, Instant due) ->
                new Message.CheckInDue(c + "/check-in/" + number + "/g" + generation, w, c, due, number, generation);
            case Effect.Escalate(long version) ->
                new Message.ShortfallFound(c + "/shortfall/" + version, w, c, at, version);
            case Effect.ReportUnreachable(int wave, int slice) ->
                new Message.TouchesFailed(c + "/unreachable/" + wave + "/" + slice, w, c, at, wave, slice);
            case Effect.EndCampaign(long version) ->
                new Message.CampaignEnded(c + "/ended/" + version, w, c, at, version);
        };
    }
}
