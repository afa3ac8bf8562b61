package io.muster.domain.contact;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a contractor's credentials make it worth asking. Points: lead score × 0.4, licence 25, insurance 15, rating
 * with its reviews 20 / 15 / 10 / 5, established firm 5, more than one specialty 3. What is unknown counts neither for
 * nor against: points are scaled to what the known parts could give, which is 100 at most.
 *
 * @param score 0 to 100
 * @param missing the parts without a point, unknown or not fulfilled
 */
public record Qualification(Verdict verdict, double score, Set<Part> missing) {
    private static final double QUALIFIED_FROM = 70;
    private static final double ENRICHED_FROM = 40;
    private static final double LOWEST_RATING = 3.0;

    /** What follows from the score. */
    public enum Verdict {
        QUALIFIED,
        ENRICHED,
        DISQUALIFIED
    }

    /** The parts a score is made of. */
    public enum Part {
        LEAD_SCORE(40),
        LICENCE(25),
        INSURANCE(15),
        RATING(20),
        ESTABLISHED(5),
        SPECIALTIES(3);

        private final double most;

        Part(double most) {
            this.most = most;
        }
    }

    public Qualification {
        Set<Part> copy = EnumSet.noneOf(Part.class);
        copy.addAll(missing);
        missing = Collections.unmodifiableSet(copy);
    }

    /**
     * The qualification of a contractor with these credentials and that many specialties. With nothing known it is
     * {@code ENRICHED} at score 0, everything missing. One specialty alone is no mark against: no list is known to be
     * complete.
     */
    public static Qualification of(Credentials credentials, int specialties) {
        double points = 0;
        double known = 0;
        Set<Part> missing = EnumSet.noneOf(Part.class);
        for (var part : Part.values()) {
            var earned = points(part, credentials, specialties);
            points += earned == null ? 0 : earned;
            known += earned == null ? 0 : part.most;
            if (earned == null || earned == 0) {
                missing.add(part);
            }
        }
        double score = known == 0 ? 0 : Math.min(100, points * 100 / Math.min(100, known));
        return new Qualification(verdict(credentials, known, score), score, missing);
    }

    /** Qualified lifts the general pool to prospects; nothing else moves a tier. */
    public Tier lift(Tier tier) {
        return verdict == Verdict.QUALIFIED && tier == Tier.GENERAL ? Tier.PROSPECT : tier;
    }

    private static Verdict verdict(Credentials credentials, double known, double score) {
        var rating = credentials.rating();
        var reviews = credentials.reviews();
        if (rating != null && reviews != null && rating < LOWEST_RATING && reviews > 0) {
            return Verdict.DISQUALIFIED;
        }
        if (known == 0) {
            return Verdict.ENRICHED;
        }
        return score >= QUALIFIED_FROM
                ? Verdict.QUALIFIED
                : score >= ENRICHED_FROM ? Verdict.ENRICHED : Verdict.DISQUALIFIED;
    }

    private static @Nullable Double points(Part part, Credentials credentials, int specialties) {
        return switch (part) {
            case LEAD_SCORE -> credentials.leadScore() == null ? null : Double.valueOf(credentials.leadScore() * 0.4);
            case LICENCE -> flag(part, credentials.licenceVerified());
            case INSURANCE -> flag(part, credentials.insuranceVerified());
            case RATING -> rating(credentials.rating(), credentials.reviews());
            case ESTABLISHED -> flag(part, credentials.established());
            case SPECIALTIES -> specialties > 1 ? Double.valueOf(part.most) : null;
        };
    }

    private static @Nullable Double flag(Part part, @Nullable Boolean fulfilled) {
        return fulfilled == null ? null : Double.valueOf(fulfilled ? part.most : 0);
    }

    private static @Nullable Double rating(@Nullable Double rating, @Nullable Integer reviews) {
        if (rating == null || reviews == null) {
            return null;
        }
        if (rating >= 4.5 && reviews >= 10) {
            return 20.0;
        }
        if (rating >= 4.0 && reviews >= 5) {
            return 15.0;
        }
        if (rating >= 3.5 && reviews >= 1) {
            return 10.0;
        }
        return rating >= LOWEST_RATING ? 5.0 : 0.0;
    }
}
