/** Plans: bid cards and requests become campaigns here, or previews of what they would be. */
@org.jspecify.annotations.NullMarked
package io.muster.functions.strategy;
