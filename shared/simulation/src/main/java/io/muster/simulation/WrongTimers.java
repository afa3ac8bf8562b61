package io.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;

/** Timers that fire otherwise than they were set. */
final class WrongTimers {

    private static final Duration NEVER = Duration.ofDays(30_000);

    private WrongTimers() {}

    /**
     * Sets a timer, and sets it wrong.
     *
     * @param wrong how late it fires, or fires again
     */
    static Object set(Service.Call call, Function<Service.Call, Object> carrier, Fault fault, Duration wrong) {
        var asked = (CreateScheduleRequest) call.request();
        var due = due(asked);
        return switch (fault) {
            case TIMER_LATE -> carrier.apply(call.with(at(asked, due.plus(wrong))));
            case TIMER_NEVER -> carrier.apply(call.with(at(asked, due.plus(NEVER))));
            default -> {
                var answer = carrier.apply(call);
                Wire.applied(
                        call.with(at(asked, due.plus(wrong)).toBuilder()
                                .name(asked.name() + "-again")
                                .build()),
                        carrier);
                yield answer;
            }
        };
    }

    private static Instant due(CreateScheduleRequest asked) {
        var expression = asked.scheduleExpression();
        return Instant.parse(expression.substring("at(".length(), expression.length() - 1) + "Z");
    }

    private static CreateScheduleRequest at(CreateScheduleRequest asked, Instant due) {
        var moment = due.toString();
        return asked.toBuilder()
                .scheduleExpression("at(" + moment.substring(0, moment.length() - 1) + ")")
                .build();
    }
}
