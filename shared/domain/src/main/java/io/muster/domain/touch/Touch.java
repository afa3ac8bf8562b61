package io.muster.domain.touch;

import io.muster.domain.contact.Tier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message to one contact on one channel, sent at most once. Its id is its place: {@link Slice#touchId}.
 *
 * @param contactId whom it goes to; {@link #REQUESTER} or {@link #OPERATOR} for a notice
 * @param tier the contact's tier when it was planned; absent for a notice
 * @param notBefore the first moment at which it may go (business time)
 * @param sentAt when the provider took it (business time)
 * @param attempts how often a provider refused it and it went back to PLANNED
 * @param reason why it stands where it stands, where that needs a reason
 * @param earlier what the contact had done before this campaign, where it had been asked before; kept on its first touch,
 *     so that every later forecast gives it the chance that it was chosen with
 * @param reference the colleague whom it names, where it names one
 * @param looks who has looked at it, where somebody or something has
 */
public record Touch(
        String contactId,
        @Nullable Tier tier,
        Channel channel,
        Kind kind,
        TouchState state,
        @Nullable Instant notBefore,
        @Nullable Instant sentAt,
        int attempts,
        @Nullable String reason,
        @Nullable Earlier earlier,
        @Nullable Reference reference,
        @Nullable Looks looks) {

    /** A touch of a contact without a history. */
    public Touch(
            String contactId,
            @Nullable Tier tier,
            Channel channel,
            Kind kind,
            TouchState state,
            @Nullable Instant notBefore,
            @Nullable Instant sentAt,
            int attempts,
            @Nullable String reason) {
        this(contactId, tier, channel, kind, state, notBefore, sentAt, attempts, reason, null, null, null);
    }

    /** In how many campaigns before this one a contact was asked, bid and declined. */
    public record Earlier(int asked, int bids, int declines) {}

    /** Stands in for a contact where a notice goes to whoever asked for the campaign. */
    public static final String REQUESTER = "requester";

    /** Stands in for a contact where a notice goes to the workspace's operator. */
    public static final String OPERATOR = "operator";

    /** Why a touch stands where it stands, of which nobody knew whether it went. */
    static final String SETTLED_BY_OPERATOR = "SETTLED_BY_OPERATOR";

    /** Why a person is to tell what a notice should have told: it did not arrive. */
    public static final String NOTICE_LOST = "NOTICE_LOST";

    /** Why a person is to tell what a notice may have told: nobody knows whether it went. */
    public static final String NOTICE_UNCERTAIN = "NOTICE_UNCERTAIN";

    /** Returns a touch that is to be sent at or after the given moment. */
    public static Touch planned(String contactId, @Nullable Tier tier, Channel channel, Kind kind, Instant notBefore) {
        return new Touch(contactId, tier, channel, kind, TouchState.PLANNED, notBefore, null, 0, null);
    }

    /** Returns whether a gate took it back, so that its step is open again; what is planned anew after a pause is not. */
    public boolean takenBack() {
        return !kind.notice()
                && (state == TouchState.SKIPPED || state == TouchState.CANCELLED)
                && !Obstacle.Kind.PLANNED_ANEW.name().equals(reason);
    }

    /** Returns whether it is a notice to a campaign's own people that did not arrive, or of which nobody knows. */
    public boolean unheard() {
        return kind.notice()
                && !kind.answer()
                && channel != Channel.MANUAL
                && (state.lost() || state == TouchState.UNKNOWN);
    }

    /** Returns whether it stands where an operator's word has put it. */
    public boolean settled(Settlement word) {
        return SETTLED_BY_OPERATOR.equals(reason)
                && word.transition()
                        .from(TouchState.UNKNOWN)
                        .filter(state::equals)
                        .isPresent();
    }

    /** Returns whether it waits, was due before a sequence was taken up again, and is therefore planned anew. */
    public boolean overtaken(@Nullable Instant resumedAt) {
        return resumedAt != null
                && state == TouchState.PLANNED
                && attempts == 0
                && notBefore != null
                && notBefore.isBefore(resumedAt);
    }

    /** Returns this touch with what its contact did before. */
    public Touch knowing(@Nullable Earlier past) {
        return new Touch(
                contactId, tier, channel, kind, state, notBefore, sentAt, attempts, reason, past, reference, looks);
    }

    /** Returns this touch naming a colleague. */
    public Touch naming(@Nullable Reference colleague) {
        return new Touch(
                contactId, tier, channel, kind, state, notBefore, sentAt, attempts, reason, earlier, colleague, looks);
    }

    /** Returns this touch in another state. */
    public Touch in(TouchState next, @Nullable String why) {
        return new Touch(
                contactId, tier, channel, kind, next, notBefore, sentAt, attempts, why, earlier, reference, looks);
    }

    /** Returns this touch as taken by the provider. */
    public Touch sent(Instant at) {
        return gone(TouchState.SENT, at);
    }

    /** Returns this touch just before the provider is called, with the moment at which it may have gone. */
    public Touch sending(Instant at) {
        return gone(TouchState.SENDING, at);
    }

    private Touch gone(TouchState as, Instant at) {
        return new Touch(contactId, tier, channel, kind, as, notBefore, at, attempts, null, earlier, reference, looks);
    }

    /** Returns this touch as work for a person, on the given channel. */
    public Touch handedOver(Channel by, Instant at, @Nullable String why) {
        return new Touch(
                contactId, tier, by, kind, TouchState.SENT, notBefore, at, attempts, why, earlier, reference, looks);
    }

    /** Returns this touch as refused by the provider for now, to be tried again at or after a moment. */
    public Touch refused(String why, Instant next) {
        return new Touch(
                contactId,
                tier,
                channel,
                kind,
                TouchState.PLANNED,
                next,
                null,
                attempts + 1,
                why,
                earlier,
                reference,
                looks);
    }

    /** Returns this touch as somebody or something has looked at it; nothing else of it changes. */
    public Touch seen(Looks by) {
        return new Touch(
                contactId, tier, channel, kind, state, notBefore, sentAt, attempts, reason, earlier, reference, by);
    }

    /** What a touch is for; the kind chooses its template and the gates that it must pass. */
    public enum Kind {
        /** The first message of a campaign to a contact. */
        INVITATION,
        /** A second message to a silent contact. */
        REMINDER,
        /** The first message to somebody of an account. */
        INTRODUCTION,
        /** A later one. */
        FOLLOW_UP,
        /** A first message that names a colleague, in the first of three wordings. */
        REFERRAL,
        /** The same in the second wording. */
        REFERRAL_TWO,
        /** The same in the third wording. */
        REFERRAL_THREE,
        /** Tells an account's owner that its sequence needs a look, and why: passes no marketing gate. */
        ATTENTION,
        /** Tells an account's owner how its sequence ended: passes no marketing gate. */
        OUTCOME,
        /** The final report to the requester: passes no marketing gate. */
        REPORT,
        /** A warning to the requester or the operator: passes no marketing gate. */
        ALERT,
        /** The one text that confirms to a contact that there will be no more: passes every gate, the suppression too. */
        CONFIRMATION,
        /** The text that tells a contact who asked who is writing: passes every gate. */
        HELP;

        /**
         * Returns whether no cap, quiet hour, hold or suppression stands in its way: it goes to the campaign's own people, or
         * it is the answer that a contact asked for and the law wants.
         */
        public boolean notice() {
            return switch (this) {
                case INVITATION, REMINDER, INTRODUCTION, FOLLOW_UP, REFERRAL, REFERRAL_TWO, REFERRAL_THREE -> false;
                case REPORT, ALERT, ATTENTION, OUTCOME, CONFIRMATION, HELP -> true;
            };
        }

        /** Returns whether it is the first message of a campaign to a contact. */
        public boolean first() {
            return this == INVITATION || this == INTRODUCTION || referral();
        }

        /** Returns whether it names a colleague. */
        public boolean referral() {
            return this == REFERRAL || this == REFERRAL_TWO || this == REFERRAL_THREE;
        }

        /** Returns whether it belongs to an account campaign. */
        public boolean ofAccount() {
            return switch (this) {
                case INTRODUCTION, FOLLOW_UP, REFERRAL, REFERRAL_TWO, REFERRAL_THREE, ATTENTION, OUTCOME -> true;
                case INVITATION, REMINDER, REPORT, ALERT, CONFIRMATION, HELP -> false;
            };
        }

        /** Returns whether it goes although its campaign is paused: answers that cannot wait, and what tells of the pause. */
        public boolean passesPause() {
            return answer() || this == ATTENTION;
        }

        /** Returns whether it is the answer to a contact's own text. */
        public boolean answer() {
            return switch (this) {
                case CONFIRMATION, HELP -> true;
                case INVITATION,
                        REMINDER,
                        INTRODUCTION,
                        FOLLOW_UP,
                        REFERRAL,
                        REFERRAL_TWO,
                        REFERRAL_THREE,
                        REPORT,
                        ALERT,
                        ATTENTION,
                        OUTCOME -> false;
            };
        }
    }
}
