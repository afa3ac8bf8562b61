/**
 * Touches and the gates before them: one message to one contact on one channel, sent at most once.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.touch;
