package io.muster.aws.metric;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.util.Optional;

/** What came of sending a touch, as it is counted: once for each call, and for each piece of work given to a person. */
public enum SendOutcome {
    /** The provider took it. */
    SENT,
    /** The provider refused it for now; it is tried again. */
    REFUSED,
    /** It cannot go this way. */
    FAILED,
    /** Nobody can say whether it went. */
    UNKNOWN,
    /** It is work for a person. */
    HANDED_OVER;

    /** Returns what one write made of a touch; empty where it sent nothing, or settled what had been counted. */
    static Optional<SendOutcome> between(Touch before, Touch after) {
        return before.state().open()
                ? Optional.ofNullable(
                        switch (after.state()) {
                            case SENT, DELIVERED, BOUNCED, COMPLAINED ->
                                before.state() != TouchState.SENDING && byHand(after.channel()) ? HANDED_OVER : SENT;
                            case UNKNOWN -> UNKNOWN;
                            case FAILED -> FAILED;
                            case PLANNED -> before.state() == TouchState.SENDING ? REFUSED : null;
                            case CLAIMED, SENDING, SKIPPED, CANCELLED -> null;
                        })
                : Optional.empty();
    }

    private static boolean byHand(Channel channel) {
        return switch (channel) {
            case PHONE, LINKEDIN, MANUAL -> true;
            case EMAIL, SMS, WEBSITE_FORM -> false;
        };
    }
}
