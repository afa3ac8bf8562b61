/**
 * Benchmarks, each a main class run by one command and never a timed test: how fast the engine decides, and how good
 * its decisions are against a fixed-ratio baseline and an oracle that knows the truth.
 */
@org.jspecify.annotations.NullMarked
package io.muster.bench;
