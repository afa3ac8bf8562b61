package io.muster.domain.error;

import java.time.Duration;
import java.time.Instant;

/** What is to follow a failure. */
public sealed interface Retry {

    /** Once more, after so much machine time. */
    record After(Duration delay) implements Retry {}

    /** Once more, whenever the queue delivers it again by itself. */
    record Redelivery() implements Retry {}

    /** Not again by itself. */
    record Never() implements Retry {}

    /** Not again, since its moment would be at or after a deadline: a person has to act instead. */
    record TooLate(Instant moment) implements Retry {}
}
