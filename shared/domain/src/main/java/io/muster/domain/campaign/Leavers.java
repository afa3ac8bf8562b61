package io.muster.domain.campaign;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Upcoming;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.touch.Occasion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whoever must be left alone by now without having told this campaign: an opt-out by the link of another campaign, by an
 * operator or by a complaint is one for the account as well. An erasure looks the same, since nothing is left of whom it was
 * about; pausing is the safe side of that, and a person decides. So has left whoever has nothing left to be reached by that
 * an operator has not closed. Who merely has no channel left, or is held by another campaign, has not left.
 */
public final class Leavers {

    private Leavers() {}

    /** Returns those whose leaving pauses, and who are gone when the campaign begins. */
    static Set<String> of(AccountBrief brief, People people) {
        return brief.pausing().stream()
                .filter(id -> !people.reach().containsKey(id))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns those whose leaving pauses a sequence as soon as its next touch is looked for, or is to go. */
    public static Set<String> pausing(CampaignState state, AccountBrief brief, People people) {
        return Occasion.of(state.campaign(), brief).left(people.reach()::containsKey, state.responses());
    }

    /**
     * Returns the pause for whoever has left, unless that has paused the campaign before, or it is over anyway; the owner is
     * told.
     */
    static Optional<Decision> pause(
            CampaignState state, AccountBrief brief, People people, Upcoming upcoming, Instant at) {
        var campaign = state.campaign();
        var known = campaign.sequenceOrStart();
        var left = pausing(state, brief, people);
        if (left.isEmpty() || upcoming instanceof Upcoming.Over) {
            return Optional.empty();
        }
        var notices = SequenceControls.attention(state, brief, campaign.waves() + 1, at);
        var next = campaign.next().waves(campaign.waves() + notices.size());
        var sequence = known.leftBy(left).with(Set.of(Conflict.CONTACT_LEFT));
        var head = SequenceControls.paused(campaign, next, sequence).build();
        var event = new Event.Paused(head.statusReason());
        return Optional.of(new Decision.Changed(head, notices, null, List.of(), event));
    }
}
