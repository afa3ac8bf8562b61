/**
 * How many contractors to ask, and which, so that enough bids come in by the deadline.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.strategy;
