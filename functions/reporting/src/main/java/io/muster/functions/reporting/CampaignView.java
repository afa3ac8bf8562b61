package io.muster.functions.reporting;

import io.muster.domain.account.Meeting;
import io.muster.domain.account.Sequence;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Result;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Subject;
import io.muster.domain.campaign.Tally;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's head as the API tells it; what only the other kind of campaign has is absent.
 *
 * @param nextCheckInAt when a bid campaign next looks at its progress; absent when no look is to come. An account campaign has
 *     no check-ins: when its next touch goes is told by its status
 */
record CampaignView(
        String id,
        Subject.Kind kind,
        @Nullable String bidCardId,
        @Nullable String accountId,
        Status status,
        @Nullable String statusReason,
        @Nullable Result result,
        @Nullable Integer bidsNeeded,
        @Nullable Double confidence,
        @Nullable Urgency urgency,
        List<Channel> channels,
        Instant startAt,
        Instant deadline,
        @Nullable Instant nextCheckInAt,
        @Nullable Instant endedAt,
        @Nullable Level level,
        @Nullable Level highestLevel,
        Tally tally,
        @Nullable SequenceView sequence,
        long version) {

    /**
     * How far a sequence has come. What speaks against going on is told by the status, where all of it is known.
     *
     * @param steps touches planned so far
     * @param byHand whether somebody, and not only a conflict, has paused it
     * @param settledAt when somebody last resumed it; absent while nobody has
     */
    record SequenceView(
            int steps,
            List<Meeting> meetings,
            boolean byHand,
            @Nullable Instant settledAt) {

        static @Nullable SequenceView of(@Nullable Sequence sequence) {
            return sequence == null
                    ? null
                    : new SequenceView(sequence.steps(), sequence.meetings(), sequence.byHand(), sequence.settledAt());
        }
    }

    static CampaignView of(Campaign campaign) {
        boolean bid = campaign.subject().kind() == Subject.Kind.BID;
        return new CampaignView(
                campaign.key().id(),
                campaign.subject().kind(),
                subject(campaign, Subject.Kind.BID),
                subject(campaign, Subject.Kind.ACCOUNT),
                campaign.status(),
                campaign.statusReason(),
                campaign.result(),
                bid ? campaign.needed() : null,
                bid ? campaign.confidence() : null,
                bid ? campaign.urgency() : null,
                campaign.channels(),
                campaign.startAt(),
                campaign.deadline(),
                nextCheckIn(campaign),
                campaign.endedAt(),
                bid ? campaign.level() : null,
                bid ? campaign.highest() : null,
                campaign.tally(),
                SequenceView.of(campaign.sequence()),
                campaign.version());
    }

    /** Returns the id of what a campaign is about, if that is of a kind. */
    static @Nullable String subject(Campaign campaign, Subject.Kind kind) {
        return subject(campaign.subject(), kind);
    }

    static @Nullable String subject(Subject subject, Subject.Kind kind) {
        return subject.kind() == kind ? subject.id() : null;
    }

    static @Nullable Instant nextCheckIn(Campaign campaign) {
        int next = campaign.nextCheckIn();
        return campaign.subject().kind() == Subject.Kind.BID
                        && campaign.status().running()
                        && next <= campaign.checkIns().size()
                ? campaign.checkIns().get(next - 1)
                : null;
    }
}
