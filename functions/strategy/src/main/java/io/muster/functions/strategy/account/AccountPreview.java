package io.muster.functions.strategy.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.muster.domain.account.Conflict;
import io.muster.domain.account.Member;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.account.Step;
import io.muster.domain.campaign.Subject;
import io.muster.domain.contact.Contact;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account campaign would do if nobody answered; nothing of it is stored.
 *
 * @param members whom it may touch, best first, as the request calls them
 * @param items every touch
 * @param conflicts everything that speaks against it
 */
record AccountPreview(
        Subject.Kind kind,
        String accountId,
        @Nullable String companyName,
        String topic,
        ZoneId zone,
        SequenceTerms terms,
        List<Person> members,
        List<Step> items,
        Set<Conflict> conflicts) {

    /**
     * Somebody of the account.
     *
     * @param name absent where nobody has told it
     */
    record Person(@JsonUnwrapped Member member, @Nullable String name) {

        static Person of(Member member, @Nullable Contact contact) {
            return new Person(member, contact == null ? null : contact.profile().name());
        }
    }
}
