/** Tests of what is told of a campaign that has ended. */
@org.jspecify.annotations.NullMarked
package io.muster.functions.reporting;
