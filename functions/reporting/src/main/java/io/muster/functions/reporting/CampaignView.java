package io.muster.functions.reporting;

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
 * @param nextCheckInAt absent when no check-in is to come
 * @param nextTouchAt when an account campaign looks for its next touch; absent when it does not
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
        @Nullable Instant nextTouchAt,
        @Nullable Instant endedAt,
        @Nullable Level level,
        @Nullable Level highestLevel,
        Tally tally,
        @Nullable Sequence sequence,
        long version) {

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
                bid ? nextCheckIn(campaign) : null,
                bid || campaign.status() != Status.ACTIVE ? null : nextCheckIn(campaign),
                campaign.endedAt(),
                bid ? campaign.level() : null,
                bid ? campaign.highest() : null,
                campaign.tally(),
                campaign.sequence(),
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
        return campaign.status().running() && next <= campaign.checkIns().size()
                ? campaign.checkIns().get(next - 1)
                : null;
    }
}
