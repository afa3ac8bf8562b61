package io.muster.functions.strategy.contacts;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Eligibility;
import io.muster.domain.touch.Obstacle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a contact may be reached on a channel now, and every gate that says no.
 *
 * @param campaignId on whose behalf; absent for a campaign that would start now and does not press
 * @param next the first moment at which no gate says no; absent where one does for good
 */
record EligibilityView(
        String contactId,
        Channel channel,
        @Nullable String campaignId,
        boolean eligible,
        List<Closed> gates,
        @Nullable Instant next,
        Instant at) {

    EligibilityView {
        gates = List.copyOf(gates);
    }

    /**
     * A gate that says no.
     *
     * @param gate its name
     * @param reason the same for people
     * @param until when it opens by itself; absent where it does not
     */
    record Closed(String gate, String reason, @Nullable Instant until) {}

    /**
     * Returns what the gates say, and what keeps the channel itself closed.
     *
     * @param lacks why the channel cannot be used with this contact at all, where that is known better
     */
    static EligibilityView of(
            String contactId,
            Channel channel,
            @Nullable String campaignId,
            Eligibility eligibility,
            @Nullable Lack lacks,
            Instant at) {
        var gates = new ArrayList<Closed>();
        if (lacks != null) {
            gates.add(new Closed(lacks.name().toLowerCase(Locale.ROOT), lacks.sentence, null));
        }
        eligibility.obstacles().stream()
                .filter(obstacle -> lacks == null || obstacle.kind() != Obstacle.Kind.NO_ADDRESS)
                .map(EligibilityView::closed)
                .forEach(gates::add);
        boolean open = gates.isEmpty();
        return new EligibilityView(
                contactId, channel, campaignId, open, gates, lacks == null ? eligibility.next() : null, at);
    }

    /** Why a channel cannot be used at all. */
    enum Lack {
        CHANNEL_DISABLED("The workspace or the installation does not send on this channel."),
        NO_CONSENT("Texts and calls need a consent on record, with its source and date.");

        private final String sentence;

        Lack(String sentence) {
            this.sentence = sentence;
        }
    }

    private static Closed closed(Obstacle obstacle) {
        return new Closed(obstacle.kind().name().toLowerCase(Locale.ROOT), sentence(obstacle.kind()), obstacle.until());
    }

    private static String sentence(Obstacle.Kind kind) {
        return switch (kind) {
            case CAMPAIGN_NOT_SENDING -> "The campaign does not send: it has not started, is paused or has ended.";
            case DEADLINE_PASSED -> "The campaign's deadline has passed.";
            case ANSWERED -> "The contact has answered the campaign.";
            case SUPPRESSED -> "The contact or one of its addresses is on the suppression list.";
            case NO_ADDRESS -> "The contact has no address for this channel.";
            case ZONE_UNKNOWN -> "Nobody knows where the contact is, so its hours are not known.";
            case QUIET_HOURS -> "It is not an hour at which this channel may be used at the contact's place.";
            case CHANNEL_CAP -> "The workspace has sent its day's messages on this channel.";
            case SENDER_RATE -> "The sender has sent its minute's messages on this channel.";
            case PROVIDER_DOWN -> "The channel's provider fails and is left alone for a while.";
            case DAILY_CAP -> "The contact has had its touches of the last 24 hours.";
            case WEEKLY_CAP -> "The contact has had its touches of the last 7 days.";
            case CAMPAIGN_CAP -> "The contact has had its touches of this campaign.";
            case COOLING_OFF -> "Another campaign has reached the contact within the cool-off.";
            case HELD_BY_ANOTHER_CAMPAIGN -> "Another campaign that runs has the contact.";
            case PLANNED_ANEW -> "The sequence was taken up again since, and plans anew.";
            case ACCOUNT_LEFT -> "Somebody of the account wants to be left alone, which pauses its sequence.";
            case NO_FORM -> "The contact's website has no form that can be filled in.";
            case SITE_REFUSED -> "The contact's website is not at an address of the public internet.";
            case ROBOTS -> "The contact's website does not want to be read by machines.";
            case CAPTCHA -> "The form on the contact's website wants to see a person.";
            case FORM_NEEDS_PERSON -> "The form on the contact's website asks what only a person can answer.";
        };
    }
}
