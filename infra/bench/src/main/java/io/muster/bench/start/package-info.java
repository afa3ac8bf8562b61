/** How long a function takes from nothing to its first answer: what a cold start costs whoever waits. */
@org.jspecify.annotations.NullMarked
package io.muster.bench.start;
