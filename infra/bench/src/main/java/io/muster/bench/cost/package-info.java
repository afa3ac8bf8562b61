/**
 * What a campaign asks of AWS: requests and units counted at the SDK's client interfaces while the real functions run
 * one after the other on a clock moved by hand, and priced from a list kept as data.
 */
@org.jspecify.annotations.NullMarked
package io.muster.bench.cost;
