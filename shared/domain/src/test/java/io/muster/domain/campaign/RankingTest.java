package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.touch.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final Gate.Past NONE = Gate.Past.NONE;
    private static final Gate.Past KEEN = new Gate.Past(4, 4, 4, 0, 4, 4, START, START);
    private static final Gate.Past QUIET = new Gate.Past(4, 4, 0, 0, 0, 0, null, null);

    /** Best first: each is worse than the one before it by the first thing in which they differ. */
    private static final List<Prospect> RANKED = List.of(
            prospect("z-first-tier", Tier.INTERNAL, QUIET, null, null, null),
            prospect("y-own-record", Tier.GENERAL, KEEN, null, null, null),
            prospect("x-lead-score", Tier.GENERAL, NONE, 90, null, null),
            prospect("w-lower-score", Tier.GENERAL, NONE, 10, 5.0, null),
            prospect("v-rating", Tier.GENERAL, NONE, null, 4.5, START),
            prospect("u-lower-rating", Tier.GENERAL, NONE, null, 3.5, null),
            prospect("t-never-contacted", Tier.GENERAL, NONE, null, null, null),
            prospect("s-long-ago", Tier.GENERAL, NONE, null, null, START.minusSeconds(9_000_000)),
            prospect("q-lately", Tier.GENERAL, NONE, null, null, START.minusSeconds(900_000)),
            prospect("r-lately", Tier.GENERAL, NONE, null, null, START.minusSeconds(900_000)),
            prospect("a-silent-before", Tier.GENERAL, QUIET, 100, 5.0, null));

    @Test
    void own_record_then_lead_score_then_rating_then_who_was_left_alone_for_longest() {
        var random = new Random(7);
        for (int i = 0; i < 50; i++) {
            var shuffled = new ArrayList<>(RANKED);
            Collections.shuffle(shuffled, random);
            assertEquals(RANKED, Ranking.inOrder(Fixture.draft(), LearnedRates.NOTHING, shuffled));
        }
    }

    @Test
    void what_was_learned_of_a_tier_moves_those_without_a_record_past_those_with_one() {
        var learned = new LearnedRates(Map.of("lawn-care", Map.of(Tier.GENERAL, new Observed(990, 10, 0))));
        var bidOnce = prospect("a", Tier.GENERAL, new Gate.Past(2, 2, 1, 0, 1, 1, START, START), null, null, null);
        var unknown = prospect("b", Tier.GENERAL, NONE, null, null, null);
        assertEquals(List.of(unknown, bidOnce), Ranking.inOrder(Fixture.draft(), learned, List.of(bidOnce, unknown)));
    }

    private static Prospect prospect(
            String id,
            Tier tier,
            Gate.Past past,
            @Nullable Integer leadScore,
            @Nullable Double rating,
            @Nullable Instant lastContactedAt) {
        var usual = Fixture.prospect(id, tier);
        return new Prospect(
                id, usual.name(), tier, usual.channels(), usual.zone(), past, leadScore, rating, lastContactedAt, null);
    }
}
