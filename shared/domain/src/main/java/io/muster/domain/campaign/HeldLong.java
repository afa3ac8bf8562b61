package io.muster.domain.campaign;

import io.muster.domain.account.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A sequence of which nothing could go for long, and nobody has paused it: its owner is told, once until it goes on. */
final class HeldLong {

    /** How long something that is due may be held before its owner hears of it. */
    static final Duration LONG = Duration.ofDays(7);

    private HeldLong() {}

    /** Returns the next look at a sequence that is held, with a notice to its owner where that has lasted long. */
    static Decision look(CampaignState state, AccountBrief brief, Instant at, Instant until, String why) {
        var campaign = state.campaign();
        if (why.equals(campaign.statusReason())) {
            return Sequences.postponed(campaign, until, why, why);
        }
        if (at.isBefore(since(state, brief).plus(LONG))) {
            return Sequences.postponed(campaign, until, why);
        }
        var notices = SequenceControls.attention(state, brief, campaign.waves() + 1, at);
        var alarm = Sequences.within(campaign, until);
        var head = campaign.next()
                .status(Status.ACTIVE, why)
                .waves(campaign.waves() + notices.size())
                .alarm(alarm)
                .build();
        return new Decision.Changed(head, notices, null, List.of(), new Event.TouchPostponed(alarm, why));
    }

    /** From when on it could have gone: what waits since its own moment, else the next since its turn. */
    private static Instant since(CampaignState state, AccountBrief brief) {
        var course = Course.of(state);
        var start = state.campaign().startAt();
        var due = course.waiting()
                .flatMap(touch -> Stream.ofNullable(touch.notBefore()))
                .min(Instant::compareTo)
                .orElseGet(() -> Sequences.earliest(course, brief));
        return due.isBefore(start) ? start : due;
    }
}
