/**
 * What travels on queues and timers, and the one place that turns effects into it. Ids follow from the cause, so that\n * emitting something twice is the same as emitting it once.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.message;
