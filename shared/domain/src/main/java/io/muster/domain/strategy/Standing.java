package io.muster.domain.strategy;

/** Where a contacted contact stands, as far as chances go; hours are those in which it may be reached. */
public sealed interface Standing {

    /** It bid. */
    record Bid() implements Standing {}

    /** It said no. */
    record Declined() implements Standing {}

    /** It has said nothing in the hours since it was contacted. */
    record Silent(double hours) implements Standing {

        public Silent {
            if (!(hours >= 0)) {
                throw new IllegalArgumentException("Hours of silence cannot be " + hours);
            }
        }
    }

    /** Its message is planned or under way and goes out in so many hours. */
    record Planned(double inHours) implements Standing {

        public Planned {
            if (!(inHours >= 0)) {
                throw new IllegalArgumentException("Hours until sending cannot be " + inHours);
            }
        }
    }
}
