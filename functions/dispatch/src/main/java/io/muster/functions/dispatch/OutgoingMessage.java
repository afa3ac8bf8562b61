package io.muster.functions.dispatch;

import io.muster.domain.touch.Channel;
import io.muster.functions.dispatch.sms.Parts;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One message as it is handed to a provider, complete and checked, so that a provider's adapter only has to carry it.
 *
 * @param workspace whose message it is, which the provider's events will name beside the touch
 * @param touchId what the provider's events will name
 * @param html the same words as {@code text} for a mail reader that shows HTML; absent on channels without
 * @param replyTo where an answer is recognised as this touch's
 * @param optOutUrl where one request ends all outreach; absent for a notice to the campaign's own people
 * @param at the moment it is dated with
 */
public record OutgoingMessage(
        String workspace,
        String touchId,
        Channel channel,
        Address from,
        Address to,
        String subject,
        String text,
        @Nullable String html,
        @Nullable String replyTo,
        @Nullable String optOutUrl,
        Instant at) {

    public OutgoingMessage {
        for (var line : new String[] {touchId, subject, from.address(), to.address()}) {
            Unsendable.ifBroken(touchId, line);
        }
        for (var line : new String[] {from.name(), to.name(), replyTo, optOutUrl}) {
            Unsendable.ifBroken(touchId, line);
        }
        if (channel == Channel.SMS && Parts.of(text) > Parts.MOST) {
            throw new Unsendable(touchId, "a text of more than " + Parts.MOST + " parts");
        }
    }

    /** A name, where one is known, and an address. */
    public record Address(@Nullable String name, String address) {

        private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

        /** Returns whether it is a phone number that can be called from everywhere. */
        public boolean isNumber() {
            return E164.matcher(address).matches();
        }
    }
}
