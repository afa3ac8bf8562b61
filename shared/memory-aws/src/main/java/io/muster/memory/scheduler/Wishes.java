package io.muster.memory.scheduler;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;

/** Turns a request to create or replace a schedule into the schedule, or refuses it as the service does. */
final class Wishes {
    private static final String NAME_PATTERN = "^[0-9a-zA-Z-_.]+$";
    private static final Pattern NAME = Pattern.compile(NAME_PATTERN);

    private Wishes() {}

    static String name(@Nullable String name, String member) {
        if (name == null) {
            throw Refusals.constraint(null, member, "Member must not be null");
        }
        if (name.isEmpty()) {
            throw Refusals.constraint(name, member, "Member must have length greater than or equal to 1");
        }
        if (name.length() > 64) {
            throw Refusals.constraint(name, member, "Member must have length less than or equal to 64");
        }
        if (!NAME.matcher(name).matches()) {
            throw Refusals.constraint(name, member, "Member must satisfy regular expression pattern: " + NAME_PATTERN);
        }
        return name;
    }

    static String group(@Nullable String group) {
        return group == null ? Schedules.DEFAULT_GROUP : name(group, "groupName");
    }

    static GetScheduleResponse schedule(CreateScheduleRequest request, Instant now) {
        var schedule = GetScheduleResponse.builder()
                .name(name(request.name(), "name"))
                .groupName(group(request.groupName()))
                .description(request.description())
                .scheduleExpression(request.scheduleExpression())
                .scheduleExpressionTimezone(request.scheduleExpressionTimezone())
                .startDate(request.startDate())
                .endDate(request.endDate())
                .flexibleTimeWindow(request.flexibleTimeWindow())
                .state(request.state())
                .target(request.target())
                .kmsKeyArn(request.kmsKeyArn())
                .actionAfterCompletion(request.actionAfterCompletion())
                .creationDate(now)
                .lastModificationDate(now)
                .build();
        return checked(schedule);
    }

    static GetScheduleResponse schedule(UpdateScheduleRequest request, Instant created, Instant now) {
        var schedule = GetScheduleResponse.builder()
                .name(request.name())
                .groupName(group(request.groupName()))
                .description(request.description())
                .scheduleExpression(request.scheduleExpression())
                .scheduleExpressionTimezone(request.scheduleExpressionTimezone())
                .startDate(request.startDate())
                .endDate(request.endDate())
                .flexibleTimeWindow(request.flexibleTimeWindow())
                .state(request.state())
                .target(request.target())
                .kmsKeyArn(request.kmsKeyArn())
                .actionAfterCompletion(request.actionAfterCompletion())
                .creationDate(created)
                .lastModificationDate(now)
                .build();
        return checked(schedule);
    }

    private static GetScheduleResponse checked(GetScheduleResponse schedule) {
        checkExpression(schedule.scheduleExpression());
        checkWindow(schedule.flexibleTimeWindow());
        checkTarget(schedule.target());
        if (schedule.startDate() != null
                && schedule.endDate() != null
                && !schedule.endDate().isAfter(schedule.startDate())) {
            throw Refusals.invalid("The EndDate you specified must be later than the StartDate.");
        }
        var zone = schedule.scheduleExpressionTimezone();
        return schedule.toBuilder()
                .scheduleExpressionTimezone(zone == null ? "UTC" : checkedZone(zone))
                .state(schedule.state() == null ? ScheduleState.ENABLED : schedule.state())
                .actionAfterCompletion(
                        schedule.actionAfterCompletion() == null
                                ? ActionAfterCompletion.NONE
                                : schedule.actionAfterCompletion())
                .arn(Schedules.arn("schedule/" + schedule.groupName() + "/" + schedule.name()))
                .build();
    }

    private static void checkExpression(@Nullable String expression) {
        if (expression == null) {
            throw Refusals.constraint(null, "scheduleExpression", "Member must not be null");
        }
        try {
            Expression.of(expression);
        } catch (IllegalArgumentException e) {
            throw Refusals.invalid("Invalid Schedule Expression " + expression + ".");
        }
    }

    private static String checkedZone(String zone) {
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw Refusals.invalid("Invalid Schedule Expression Timezone " + zone + ".");
        }
    }

    /** A flexible window is honoured at its very beginning, which is one of the moments it allows. */
    private static void checkWindow(@Nullable FlexibleTimeWindow window) {
        if (window == null || window.mode() == null) {
            throw Refusals.constraint(null, "flexibleTimeWindow", "Member must not be null");
        }
        var minutes = window.maximumWindowInMinutes();
        if (window.mode() == FlexibleTimeWindowMode.FLEXIBLE && (minutes == null || minutes < 1 || minutes > 1440)) {
            throw Refusals.constraint(
                    minutes, "flexibleTimeWindow.maximumWindowInMinutes", "Member must have value between 1 and 1440");
        }
    }

    private static void checkTarget(@Nullable Target target) {
        if (target == null) {
            throw Refusals.constraint(null, "target", "Member must not be null");
        }
        if (target.arn() == null) {
            throw Refusals.constraint(null, "target.arn", "Member must not be null");
        }
        if (target.roleArn() == null) {
            throw Refusals.constraint(null, "target.roleArn", "Member must not be null");
        }
        if (!isQueue(target.arn()) && !isFunction(target.arn())) {
            throw Refusals.invalid("Provided Arn " + target.arn()
                    + " is not a queue or a function: in memory, schedules" + " have SQS and Lambda targets only.");
        }
    }

    static boolean isQueue(String arn) {
        return arn.startsWith("arn:aws:sqs:");
    }

    static boolean isFunction(String arn) {
        return arn.startsWith("arn:aws:lambda:");
    }
}
