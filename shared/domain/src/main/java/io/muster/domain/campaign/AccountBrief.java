package io.muster.domain.campaign;

import io.muster.domain.account.Member;
import io.muster.domain.account.Role;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.BidRequest.Requester;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an account campaign.
 *
 * @param companyName what messages call the account
 * @param topic what it is about, in words
 * @param zone the account's time zone: calendar days are counted there
 * @param requester the account's owner, who is told of answers
 * @param members whom it may touch, best first
 */
public record AccountBrief(
        @Nullable String companyName,
        @Nullable String topic,
        ZoneId zone,
        @Nullable Requester requester,
        List<Member> members,
        SequenceTerms terms)
        implements Brief {

    public AccountBrief {
        members = List.copyOf(members);
    }

    @Override
    public String title() {
        return topic != null ? topic : "working together";
    }

    /** Returns when the step after one, numbered from 1, is due that was made at a moment. */
    public Instant due(Instant made, int step) {
        return days(made, terms.daysAfter(Math.max(1, step)));
    }

    /** Returns the same time of day some calendar days later at the account's place, also where the clocks change between. */
    public Instant days(Instant from, int days) {
        return from.atZone(zone).plusDays(days).toInstant();
    }

    /** Returns a moment in the words of the account's place, such as {@code Thursday, June 4, 10:00 AM CDT}. */
    String moment(Instant at) {
        return Moments.told(at, zone);
    }

    /** Returns somebody of the account. */
    public Optional<Member> member(String contactId) {
        return members.stream()
                .filter(member -> member.contactId().equals(contactId))
                .findFirst();
    }

    /** Returns those who are not merely left out once they want to be left alone: the account's sequence pauses. */
    public Set<String> pausing() {
        return members.stream()
                .map(Member::contactId)
                .filter(id -> terms.pauseOnAnyOptOut() || primary(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether somebody is the lead that came in. */
    boolean primary(String contactId) {
        return member(contactId).map(Member::role).orElse(null) == Role.PRIMARY;
    }
}
