package io.muster.functions.strategy.account;

import io.muster.domain.account.Member;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.account.Step;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Subject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account campaign as it was created.
 *
 * @param members whom it may touch, best first
 * @param firstTouch absent while other campaigns have every contact
 */
record CreatedAccount(
        String id,
        Subject.Kind kind,
        String accountId,
        Status status,
        @Nullable String companyName,
        String topic,
        Instant startAt,
        SequenceTerms terms,
        List<Member> members,
        @Nullable Step firstTouch) {

    static CreatedAccount of(CampaignState state, AccountBrief brief, Event.Created created) {
        var campaign = state.campaign();
        return new CreatedAccount(
                campaign.key().id(),
                campaign.subject().kind(),
                campaign.subject().id(),
                created.status(),
                brief.companyName(),
                brief.title(),
                campaign.startAt(),
                brief.terms(),
                brief.members(),
                created.step());
    }
}
