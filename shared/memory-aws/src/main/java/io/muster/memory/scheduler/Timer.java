package io.muster.memory.scheduler;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

/**
 * A schedule with what it has done.
 *
 * @param token the client token of the request that made it, so that the same request again is no conflict
 * @param firedAt when it fired last
 * @param next when it is due, if ever again
 */
record Timer(GetScheduleResponse schedule, @Nullable String token, Optional<Instant> firedAt, Optional<Instant> next) {

    static Timer of(GetScheduleResponse schedule, @Nullable String token, Optional<Instant> firedAt) {
        return new Timer(schedule, token, firedAt, next(schedule, firedAt));
    }

    private static Optional<Instant> next(GetScheduleResponse schedule, Optional<Instant> firedAt) {
        var expression = Expression.of(schedule.scheduleExpression());
        if (schedule.state() == ScheduleState.DISABLED
                || (expression instanceof Expression.At && firedAt.isPresent())) {
            return Optional.empty();
        }
        var start = schedule.startDate() == null ? schedule.creationDate() : schedule.startDate();
        var earliest = schedule.startDate() == null ? Instant.MIN : start.minusNanos(1);
        var after = firedAt.orElse(schedule.lastModificationDate().minusNanos(1));
        var next = expression.next(
                after.isBefore(earliest) ? earliest : after, start, ZoneId.of(schedule.scheduleExpressionTimezone()));
        var ends = expression instanceof Expression.At ? null : schedule.endDate();
        return next.filter(due -> ends == null || !due.isAfter(ends));
    }

    Key key() {
        return new Key(schedule.groupName(), schedule.name());
    }

    Timer fired(Instant at) {
        return of(schedule, token, Optional.of(at));
    }

    /** Returns whether a schedule that has fired like this is over and wishes to be deleted. */
    boolean endsItself() {
        return next.isEmpty() && schedule.actionAfterCompletion() == ActionAfterCompletion.DELETE;
    }

    /** What a schedule is known by. */
    record Key(String group, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            var byGroup = group.compareTo(other.group);
            return byGroup != 0 ? byGroup : name.compareTo(other.name);
        }
    }
}
