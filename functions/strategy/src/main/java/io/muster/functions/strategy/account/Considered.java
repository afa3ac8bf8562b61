package io.muster.functions.strategy.account;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Outlook;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.AccountRequested;
import io.muster.domain.campaign.Event;
import io.muster.domain.contact.Contact;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request for an account campaign with all that is known of it, before anything is stored.
 *
 * @param contacts its people as they would be stored, by id
 * @param event the campaign's beginning
 * @param live the campaign that has the account already
 * @param conflicts all that speaks against writing to the account
 */
record Considered(
        AccountRequested requested,
        Map<String, Contact> contacts,
        Event.Created event,
        Outlook outlook,
        Optional<String> live,
        Set<Conflict> conflicts) {

    /** What refuses a campaign; anything else that is found is told. */
    private static final Set<Conflict> REFUSING =
            EnumSet.of(Conflict.MEETING_SCHEDULED, Conflict.DEAL_WON, Conflict.DEAL_LOST);

    AccountBrief brief() {
        return requested.brief();
    }

    /** Returns whether it is refused, unless it is wanted all the same. */
    boolean refused() {
        return conflicts.stream().anyMatch(REFUSING::contains);
    }
}
