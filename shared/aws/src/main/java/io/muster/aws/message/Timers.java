package io.muster.aws.message;

import io.muster.aws.Installation.Queue;
import io.muster.aws.Platform;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.DeadLetterConfig;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * One-off schedules that put a message on a queue at a moment of machine time and then vanish. A timer is named by its
 * message's id, so that the same timer is set once, however often.
 */
final class Timers {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter FRACTIONS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    private final Platform platform;

    Timers(Platform platform) {
        this.platform = platform;
    }

    /** Sets a timer; one that is set already stays as it is. */
    void set(Message message, Queue queue, Instant due) {
        var timers = platform.installation().requireTimers();
        var target = Target.builder().arn(queue.arn()).roleArn(timers.roleArn()).input(Messages.write(message));
        var deadLetters = timers.deadLetterArn();
        if (deadLetters != null) {
            target.deadLetterConfig(DeadLetterConfig.builder().arn(deadLetters).build());
        }
        try {
            platform.scheduler()
                    .createSchedule(schedule -> schedule.groupName(timers.group())
                            .name(name(message))
                            .scheduleExpression(
                                    expression(due, platform.installation().fineTimers()))
                            .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                            .actionAfterCompletion(ActionAfterCompletion.DELETE)
                            .target(target.build()));
        } catch (ConflictException there) {
            return;
        }
    }

    /** Returns a name of 40 characters that no other purpose, generation, campaign or workspace has. */
    static String name(Message message) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((message.workspace() + "#" + message.id()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 20);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the moment as the scheduler takes it, never early: in whole seconds, or in milliseconds where it can. */
    static String expression(Instant due, boolean fine) {
        var unit = fine ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
        var floor = due.truncatedTo(unit);
        var moment = floor.equals(due) ? due : floor.plus(1, unit);
        return "at(" + (fine ? FRACTIONS : SECONDS).format(moment.atOffset(ZoneOffset.UTC)) + ")";
    }
}
