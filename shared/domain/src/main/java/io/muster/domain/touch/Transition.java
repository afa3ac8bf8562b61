package io.muster.domain.touch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a touch, as a table of the states it leads to. A transition that a state does not know changes nothing:
 * that is how a repeated, early or late event is harmless, and why nothing leads back to PLANNED from where the provider
 * may have taken the message.
 */
public enum Transition {
    /** An invocation takes it. */
    CLAIM,
    /** The provider is about to be called. */
    SEND,
    /** The provider took it. */
    ACCEPT,
    /** The provider refused it for now. */
    REFUSE,
    /** It can never go this way: the address is bad, missing, or refused for good. */
    FAIL,
    /** Nobody can say whether the provider took it. */
    LOSE,
    /** The claim ended without a call, or without its outcome. */
    EXPIRE,
    /** It became work for a person. */
    HAND_OVER,
    /** A gate says never. */
    SKIP,
    /** The campaign or its contact went away. */
    CANCEL,
    /** The provider's event: it has taken the message. */
    PROVIDER_ACCEPTED,
    /** The provider's event: the recipient's server has it. */
    PROVIDER_DELIVERED,
    /** The provider's event: it came back. */
    PROVIDER_BOUNCED,
    /** The provider's event: the recipient complained. */
    PROVIDER_COMPLAINED,
    /** The provider's event: it was taken and then not sent. */
    PROVIDER_REJECTED,
    /** An operator's word, where nobody knows: it went. */
    OPERATOR_SENT,
    /** An operator's word, where nobody knows: it did not go. */
    OPERATOR_NOT_SENT;

    /** Returns the state that this transition leads to from the given one, or nothing when it changes nothing. */
    public Optional<TouchState> from(TouchState state) {
        return Optional.ofNullable(
                switch (state) {
                    case PLANNED -> fromPlanned();
                    case CLAIMED -> fromClaimed();
                    case SENDING -> fromSending();
                    case UNKNOWN -> fromUnknown();
                    case SENT -> this == PROVIDER_ACCEPTED ? null : settled();
                    case DELIVERED -> this == PROVIDER_DELIVERED || this == PROVIDER_ACCEPTED ? null : afterDelivery();
                    case BOUNCED, COMPLAINED, FAILED, SKIPPED, CANCELLED -> null;
                });
    }

    private @Nullable TouchState fromPlanned() {
        return switch (this) {
            case CLAIM -> TouchState.CLAIMED;
            case HAND_OVER -> TouchState.SENT;
            case FAIL -> TouchState.FAILED;
            case SKIP -> TouchState.SKIPPED;
            case CANCEL -> TouchState.CANCELLED;
            case SEND, ACCEPT, REFUSE, LOSE, EXPIRE, OPERATOR_SENT, OPERATOR_NOT_SENT -> null;
            case PROVIDER_ACCEPTED, PROVIDER_DELIVERED, PROVIDER_BOUNCED, PROVIDER_COMPLAINED, PROVIDER_REJECTED ->
                settled();
        };
    }

    private @Nullable TouchState fromClaimed() {
        return switch (this) {
            case SEND -> TouchState.SENDING;
            case EXPIRE -> TouchState.PLANNED;
            case CANCEL -> TouchState.CANCELLED;
            case CLAIM, ACCEPT, REFUSE, FAIL, LOSE, HAND_OVER, SKIP, OPERATOR_SENT, OPERATOR_NOT_SENT -> null;
            case PROVIDER_ACCEPTED, PROVIDER_DELIVERED, PROVIDER_BOUNCED, PROVIDER_COMPLAINED, PROVIDER_REJECTED ->
                settled();
        };
    }

    private @Nullable TouchState fromSending() {
        return switch (this) {
            case ACCEPT -> TouchState.SENT;
            case REFUSE -> TouchState.PLANNED;
            case FAIL -> TouchState.FAILED;
            case LOSE, EXPIRE -> TouchState.UNKNOWN;
            case CLAIM, SEND, HAND_OVER, SKIP, CANCEL, OPERATOR_SENT, OPERATOR_NOT_SENT -> null;
            case PROVIDER_ACCEPTED, PROVIDER_DELIVERED, PROVIDER_BOUNCED, PROVIDER_COMPLAINED, PROVIDER_REJECTED ->
                settled();
        };
    }

    /** Where nobody knows, somebody may say. */
    private @Nullable TouchState fromUnknown() {
        return switch (this) {
            case OPERATOR_SENT -> TouchState.SENT;
            case OPERATOR_NOT_SENT -> TouchState.FAILED;
            case CLAIM, SEND, ACCEPT, REFUSE, FAIL, LOSE, EXPIRE, HAND_OVER, SKIP, CANCEL -> null;
            case PROVIDER_ACCEPTED, PROVIDER_DELIVERED, PROVIDER_BOUNCED, PROVIDER_COMPLAINED, PROVIDER_REJECTED ->
                settled();
        };
    }

    private @Nullable TouchState afterDelivery() {
        return this == PROVIDER_REJECTED ? null : settled();
    }

    /** What a provider's event makes of a touch that it may have taken. */
    private @Nullable TouchState settled() {
        return switch (this) {
            case PROVIDER_ACCEPTED -> TouchState.SENT;
            case PROVIDER_DELIVERED -> TouchState.DELIVERED;
            case PROVIDER_BOUNCED -> TouchState.BOUNCED;
            case PROVIDER_COMPLAINED -> TouchState.COMPLAINED;
            case PROVIDER_REJECTED -> TouchState.FAILED;
            case CLAIM,
                    SEND,
                    ACCEPT,
                    REFUSE,
                    FAIL,
                    LOSE,
                    EXPIRE,
                    HAND_OVER,
                    SKIP,
                    CANCEL,
                    OPERATOR_SENT,
                    OPERATOR_NOT_SENT -> null;
        };
    }
}
