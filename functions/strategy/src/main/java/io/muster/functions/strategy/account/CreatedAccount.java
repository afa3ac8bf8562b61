package io.muster.functions.strategy.account;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Member;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.account.Step;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Subject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An account campaign as it was created.
 *
 * @param members whom it may touch, best first
 * @param firstTouch absent while other campaigns have every contact
 * @param conflicts all that was found to speak against it, in order of the list; it was made all the same
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
        @Nullable Step firstTouch,
        Set<Conflict> conflicts) {

    CreatedAccount {
        conflicts = Collections.unmodifiableSet(new TreeSet<>(conflicts));
    }

    static CreatedAccount of(CampaignState state, AccountBrief brief, Event.Created created, Set<Conflict> conflicts) {
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
                created.step(),
                conflicts);
    }
}
