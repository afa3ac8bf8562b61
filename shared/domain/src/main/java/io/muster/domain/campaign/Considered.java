package io.muster.domain.campaign;

import io.muster.domain.campaign.Prospect.Exclusion;
import io.muster.domain.contact.Tier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contractor that a first wave looked at, so that everybody can be told why it was chosen or passed over.
 *
 * @param reason why it is passed over; absent when it is chosen
 * @param sentence why it is chosen or passed over, in words
 * @param until when that may change by itself, where it is known
 */
public record Considered(
        String contactId,
        String name,
        Tier tier,
        boolean chosen,
        Exclusion.@Nullable Reason reason,
        String sentence,
        @Nullable Instant until) {

    static Considered chosen(Prospect prospect, String why) {
        return of(prospect, true, null, Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".", null);
    }

    static Considered passedOver(Prospect prospect, Exclusion exclusion) {
        return of(prospect, false, exclusion.reason(), exclusion.sentence(), exclusion.until());
    }

    private static Considered of(
            Prospect prospect,
            boolean chosen,
            Exclusion.@Nullable Reason reason,
            String sentence,
            @Nullable Instant until) {
        return new Considered(prospect.contactId(), prospect.name(), prospect.tier(), chosen, reason, sentence, until);
    }
}
