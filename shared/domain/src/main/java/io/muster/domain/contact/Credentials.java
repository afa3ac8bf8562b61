package io.muster.domain.contact;

import org.jspecify.annotations.Nullable;

/** What speaks for a contractor: lead score 0 to 100, rating 0 to 5 with its number of reviews; null is unknown. */
public record Credentials(
        @Nullable Integer leadScore,
        @Nullable Double rating,
        @Nullable Integer reviews,
        @Nullable Boolean licenceVerified,
        @Nullable Boolean insuranceVerified,
        @Nullable Boolean established) {

    public static final Credentials UNKNOWN = new Credentials(null, null, null, null, null, null);

    public Credentials {
        requireRange("lead score", leadScore, 100);
        requireRange("rating", rating, 5);
        if (reviews != null && reviews < 0) {
            throw new IllegalArgumentException("reviews must not be negative");
        }
    }

    private static void requireRange(String what, @Nullable Number value, double max) {
        if (value != null && !(value.doubleValue() >= 0 && value.doubleValue() <= max)) {
            throw new IllegalArgumentException(what + " must lie between 0 and " + max);
        }
    }

    /** The blanks of this record filled from the other; a rating keeps the number of reviews it was made of. */
    Credentials filledFrom(Credentials other) {
        return new Credentials(
                Contact.firstOf(leadScore, other.leadScore),
                rating == null && reviews == null ? other.rating : rating,
                rating == null && reviews == null ? other.reviews : reviews,
                Contact.firstOf(licenceVerified, other.licenceVerified),
                Contact.firstOf(insuranceVerified, other.insuranceVerified),
                Contact.firstOf(established, other.established));
    }
}
