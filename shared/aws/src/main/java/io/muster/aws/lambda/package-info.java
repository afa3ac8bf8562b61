/**
 * What every queue-fed function shares: the loop over a batch, with the one place that catches, and the log.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.lambda;
