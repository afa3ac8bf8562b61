package io.muster.domain.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.contact.Qualification.Part;
import io.muster.domain.contact.Qualification.Verdict;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class QualificationTest {
    @Test
    void everything_known_adds_up_as_in_the_table() {
        assertEquals(
                new Qualification(Verdict.QUALIFIED, 100, Set.of()),
                Qualification.of(new Credentials(100, 4.9, 200, true, true, true), 3));
        assertEquals(
                new Qualification(Verdict.QUALIFIED, 75, Set.of(Part.INSURANCE, Part.ESTABLISHED, Part.SPECIALTIES)),
                Qualification.of(new Credentials(75, 4.5, 10, true, false, false), 1));
        assertEquals(
                new Qualification(Verdict.ENRICHED, 40, Set.of(Part.LICENCE, Part.INSURANCE, Part.SPECIALTIES)),
                Qualification.of(new Credentials(50, 4.4, 10, false, false, true), 1));
        assertEquals(
                new Qualification(Verdict.DISQUALIFIED, 39, Set.of(Part.LICENCE, Part.INSURANCE)),
                Qualification.of(new Credentials(65, 3.6, 0, false, false, true), 2));
    }

    @Test
    void ratings_need_their_reviews() {
        assertEquals(20, points(4.5, 10));
        assertEquals(15, points(4.5, 9));
        assertEquals(15, points(4.0, 5));
        assertEquals(10, points(4.9, 4));
        assertEquals(10, points(3.5, 1));
        assertEquals(5, points(3.5, 0));
        assertEquals(5, points(3.0, 100));
        assertEquals(0, points(2.9, 0));
    }

    /** The rating's points: beside a licence and a lead score of 0 the known parts can give 85. */
    private static long points(double rating, int reviews) {
        var score = Qualification.of(new Credentials(0, rating, reviews, true, null, null), 1)
                .score();
        return Math.round(score * 0.85 - 25);
    }

    @Test
    void a_rating_under_three_with_reviews_disqualifies_whatever_else_there_is() {
        assertEquals(
                Verdict.DISQUALIFIED,
                Qualification.of(new Credentials(100, 2.9, 1, true, true, true), 2)
                        .verdict());
        assertEquals(
                Verdict.QUALIFIED,
                Qualification.of(new Credentials(100, 2.9, 0, true, true, true), 2)
                        .verdict());
    }

    @Test
    void what_is_unknown_counts_neither_for_nor_against() {
        assertEquals(
                new Qualification(
                        Verdict.QUALIFIED,
                        80,
                        EnumSet.of(Part.LICENCE, Part.INSURANCE, Part.RATING, Part.ESTABLISHED, Part.SPECIALTIES)),
                Qualification.of(new Credentials(80, null, null, null, null, null), 1));
        assertEquals(
                new Qualification(Verdict.ENRICHED, 0, EnumSet.allOf(Part.class)),
                Qualification.of(Credentials.UNKNOWN, 1));
    }

    @Test
    void only_a_qualified_contractor_of_the_general_pool_rises() {
        var qualified = new Qualification(Verdict.QUALIFIED, 70, Set.of());
        assertEquals(Tier.PROSPECT, qualified.lift(Tier.GENERAL));
        assertEquals(Tier.PROSPECT, qualified.lift(Tier.PROSPECT));
        assertEquals(Tier.INTERNAL, qualified.lift(Tier.INTERNAL));
        assertEquals(Tier.GENERAL, new Qualification(Verdict.ENRICHED, 69, Set.of()).lift(Tier.GENERAL));
    }

    @Test
    void a_better_credential_never_lowers_the_score() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int i = 0; i < 10_000; i++) {
            int lead = random.nextInt(90);
            var rating = 5 * random.nextDouble();
            int reviews = random.nextInt(20);
            var worse = new Credentials(lead, rating, reviews, false, null, null);
            var better = new Credentials(lead + 10, rating, reviews, true, null, null);
            var low = Qualification.of(worse, 1).score();
            var high = Qualification.of(better, 1).score();
            assertTrue(low <= high && low >= 0 && high <= 100, () -> worse + " " + better);
        }
    }
}
