package io.muster.domain.account;

import io.muster.domain.touch.Channel;
import java.time.Instant;

/**
 * One touch of a sequence: who, how, when and why.
 *
 * @param number from 1
 * @param at the contact's first open hour from when it is due (business time)
 * @param why in words, without a name
 */
public record Step(int number, String contactId, Channel channel, Instant at, String why) {

    /** Returns this touch with another reason. */
    Step because(String reason) {
        return new Step(number, contactId, channel, at, reason);
    }
}
