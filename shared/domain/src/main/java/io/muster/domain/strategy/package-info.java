/**
 * The timing and probability engine: how likely are the bids by the deadline, and whom must we contact to make them
 * likely enough. A contact of a tier bids with an unknown chance of which the tier's record tells something (a Beta
 * posterior); those who will bid take their time (a cure model); silence is evidence too. Everything else follows by
 * averaging Poisson-binomial tails over what is not known.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.strategy;
