/** What a campaign may ask of AWS at most. */
@org.jspecify.annotations.NullMarked
package io.muster.bench.cost;
