package io.muster.functions.strategy.contacts;

import io.muster.domain.contact.Consent;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Interest;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Qualification;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contact with what it did so far and what follows from that now, so that an operator sees why it is in its tier.
 *
 * @param engagement 0 to 100: the share of the touches of the last 90 days that it answered
 * @param attempts touches that it was sent
 * @param responses its answers of any kind
 * @param positives the positive ones among them
 */
record ContactView(
        String id,
        Tier tier,
        Profile profile,
        Set<String> categories,
        Place place,
        Credentials credentials,
        String source,
        Map<Channel, Consent> consents,
        Qualification qualification,
        Interest interest,
        double engagement,
        int attempts,
        int responses,
        int positives,
        @Nullable Instant lastResponseAt) {

    /** Returns a contact as its gate makes it look at a moment. */
    static ContactView of(Contact contact, Gate gate, Instant now) {
        var history = gate.history(now);
        var qualified = contact.qualification();
        return new ContactView(
                contact.id(),
                contact.tier(),
                contact.profile(),
                contact.categories(),
                contact.place(),
                contact.credentials(),
                contact.source(),
                contact.consents(),
                new Qualification(qualified.verdict(), tenths(qualified.score()), qualified.missing()),
                Interest.of(history, now),
                tenths(history.engagement()),
                history.attempts(),
                history.responses(),
                history.positives(),
                history.lastResponse());
    }

    private static double tenths(double score) {
        return Math.round(score * 10) / 10.0;
    }
}
