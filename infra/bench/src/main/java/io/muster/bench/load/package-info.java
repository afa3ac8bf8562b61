/**
 * Whole campaigns on the embedded stack, many at once and in real time: each load runs in a process of its own, so that
 * its processor time, its memory and its start are its own.
 */
@org.jspecify.annotations.NullMarked
package io.muster.bench.load;
