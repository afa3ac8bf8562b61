package io.muster.memory.scheduler;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * A firing on its way to a Lambda function: durable until the function took it or the retry policy is exhausted.
 *
 * @param id number of the firing, which orders them
 * @param scheduledAt the moment that the schedule was due
 * @param attempts how many have failed
 * @param due when to try next
 */
record Delivery(
        long id, String scheduleArn, Target target, String input, Instant scheduledAt, int attempts, Instant due) {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    Delivery failed(Instant now) {
        var pause = Duration.ofSeconds(1L << Math.min(attempts, 9));
        var capped = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return new Delivery(id, scheduleArn, target, input, scheduledAt, attempts + 1, now.plus(capped));
    }

    /** Returns which limit of the retry policy leaves no further attempt, or nothing while there is one. */
    @Nullable
    String exhausted() {
        var policy = target.retryPolicy();
        var most = policy == null || policy.maximumRetryAttempts() == null ? 185 : policy.maximumRetryAttempts();
        var oldest = policy == null || policy.maximumEventAgeInSeconds() == null
                ? 86_400
                : policy.maximumEventAgeInSeconds();
        if (attempts > most) {
            return "MaximumRetryAttempts";
        }
        return due.isAfter(scheduledAt.plusSeconds(oldest)) ? "MaximumEventAgeInSeconds" : null;
    }
}
