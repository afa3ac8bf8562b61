/**
 * EventBridge Scheduler in memory: one-off, rate and cron schedules, fired at their moment to the millisecond. A firing,
 * the message that it sends and the deletion of a completed schedule are one record of the log, so that a kill neither
 * loses nor doubles them; a Lambda target is called at least once. What fell due while the stack was down fires at the
 * start: a one-off schedule once, a recurring one once for all it missed. {@code at(...)} also takes a fraction of a
 * second, which AWS refuses, so that an accelerated clock can be finer than a second.
 */
@org.jspecify.annotations.NullMarked
package io.muster.memory.scheduler;
