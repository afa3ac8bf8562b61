/**
 * The simulated market: plays the contractors who are written to, so that a campaign can be watched without any. It knows
 * nothing but the inbox and the public API, as a contractor would, and whatever it does follows from a seed.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.market;
