/**
 * The simulation harness: the proof behind "nothing lost, nothing sent twice". Production's handlers and adapters run
 * unchanged on services in memory, on a clock that is moved by hand, one at a time; a seed decides who goes on at every
 * remote call and what goes wrong there. What counts is what the providers took ({@link
 * io.muster.simulation.Accepted}), and not what our own state says of it.
 */
@org.jspecify.annotations.NullMarked
package io.muster.simulation;
