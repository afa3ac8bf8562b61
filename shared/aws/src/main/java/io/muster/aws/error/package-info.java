/**
 * Exceptions by what they mean. The one place that knows which exception of AWS's, of the JVM's or of ours is of which
 * category, so that a request, a message and a send that fail alike are treated alike.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.error;
