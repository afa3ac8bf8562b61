package io.muster.functions.dispatch.template;

import io.muster.domain.account.Conflict;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.Status;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why an account's messages stand still or have ended, in words for its owner. */
final class Reasons {

    private static final String ANSWERED = "somebody has answered";

    private static final Set<Conflict> SAID =
            EnumSet.of(Conflict.PRIMARY_RESPONDED, Conflict.UNSUBSCRIBED, Conflict.NEGATIVE_SENTIMENT);

    private Reasons() {}

    /**
     * Returns what a campaign is paused or held for, or what has ended it.
     *
     * @param heard whether an answer is to be read, whatever has paused it
     */
    static String why(Campaign campaign, boolean heard) {
        var said = said(campaign);
        return switch (campaign.status()) {
            case PAUSED -> String.join(", ", found(campaign, heard));
            case DRAFT, SCHEDULED, ACTIVE -> !said.isEmpty() ? said : heard ? ANSWERED : "it goes on";
            case COMPLETED -> said.isEmpty() ? "it is over" : said;
            case CANCELLED -> said.isEmpty() ? "it was cancelled" : "it was cancelled: " + said;
            case FAILED -> said.isEmpty() ? "it has failed" : "it has failed: " + said;
        };
    }

    /**
     * Returns what there is to tell of a campaign, in a line after its company's name.
     *
     * @param heard whether an answer is to be read
     */
    static String news(Campaign campaign, boolean heard) {
        return switch (campaign.status()) {
            case PAUSED -> "needs a look: " + why(campaign, heard);
            case DRAFT, SCHEDULED, ACTIVE -> {
                if (held(campaign)) {
                    yield (heard ? "has answered, and " : "") + "is held up: " + why(campaign, heard);
                }
                yield heard ? "has answered" : "needed a look, and goes on";
            }
            case COMPLETED, CANCELLED, FAILED ->
                (heard ? "has answered, and the campaign " : "needed a look, and ") + ended(campaign.status());
        };
    }

    /** Returns whether a campaign runs, and has nobody whom it may touch. */
    static boolean held(Campaign campaign) {
        return campaign.status() == Status.ACTIVE && campaign.statusReason() != null;
    }

    /** Returns whether an answer is what has paused a campaign. */
    static boolean pausedByAnswer(Campaign campaign) {
        return campaign.status() == Status.PAUSED
                && campaign.sequenceOrStart().conflicts().stream().anyMatch(SAID::contains);
    }

    /** Returns whether a campaign is paused, and may be resumed: not before its meeting. */
    static boolean resumable(Campaign campaign) {
        return campaign.status() == Status.PAUSED
                && campaign.sequenceOrStart().meetings().isEmpty();
    }

    /** Returns how a campaign ended; nothing while it has not. */
    static @Nullable String ended(Status status) {
        return switch (status) {
            case DRAFT, SCHEDULED, ACTIVE, PAUSED -> null;
            case COMPLETED -> "is completed";
            case CANCELLED -> "was cancelled";
            case FAILED -> "has failed";
        };
    }

    private static String said(Campaign campaign) {
        var reason = campaign.statusReason();
        return reason == null ? "" : reason.strip();
    }

    private static List<String> found(Campaign campaign, boolean heard) {
        var sequence = campaign.sequenceOrStart();
        var said = said(campaign);
        var all = new ArrayList<String>();
        sequence.conflicts().forEach(conflict -> all.add(words(conflict)));
        if (sequence.byHand() && !said.isEmpty()) {
            all.add("it was paused by hand: " + said);
        } else if (all.isEmpty()) {
            all.add("it was paused by hand");
        }
        if (heard && !pausedByAnswer(campaign)) {
            all.addFirst(ANSWERED);
        }
        return all;
    }

    private static String words(Conflict conflict) {
        return switch (conflict) {
            case PRIMARY_RESPONDED -> ANSWERED;
            case MEETING_SCHEDULED -> "a meeting is in the calendar";
            case UNSUBSCRIBED -> "somebody has opted out";
            case CONTACT_LEFT -> "somebody has left (opted out elsewhere, or was erased)";
            case NEGATIVE_SENTIMENT -> "an answer is a no or sounds annoyed";
            case CONTACT_IN_ANOTHER_CAMPAIGN -> "another campaign has a contact";
            case COMPANY_IN_ANOTHER_CAMPAIGN -> "another campaign has the account";
            case DEAL_WON -> "the deal was won";
            case DEAL_LOST -> "the deal was lost";
            case ADDRESS_OUT_OF_DATE -> "messages to somebody came back";
        };
    }
}
