package io.muster.domain.campaign;

import io.muster.domain.account.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A sequence of which nothing could go for long, and nobody has paused it: its owner is told, once until it goes on. */
final class HeldLong {

    /** How long something that is due may be held before its owner hears of it. */
    static final Duration LONG = Duration.ofDays(7);

    private HeldLong() {}

    /** Returns the next look at a sequence that is held, with a notice to its owner where that has lasted long. */
    static Decision look(CampaignState state, AccountBrief brief, Instant at, Instant until, String why) {
        var campaign = state.campaign();
        boolean told = campaign.statusReason() != null;
        if (told || at.isBefore(due(state, brief).plus(LONG))) {
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

    private static Instant due(CampaignState state, AccountBrief brief) {
        var start = state.campaign().startAt();
        var due = Sequences.earliest(Course.of(state), brief);
        return due.isBefore(start) ? start : due;
    }
}
