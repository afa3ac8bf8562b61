/**
 * Benchmarks, run by one command and never a timed test: how fast the engine decides and how good its decisions are
 * against a fixed-ratio baseline and an oracle that knows the truth, what a campaign asks of AWS, how many campaigns one
 * machine carries, and what survives being killed.
 */
@org.jspecify.annotations.NullMarked
package io.muster.bench;
