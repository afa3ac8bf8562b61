package io.muster.functions.strategy.account;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Member;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.account.Step;
import io.muster.domain.campaign.Subject;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account campaign would do if nobody answered; nothing of it is stored.
 *
 * @param members whom it may touch, best first
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
        List<Member> members,
        List<Step> items,
        Set<Conflict> conflicts) {}
