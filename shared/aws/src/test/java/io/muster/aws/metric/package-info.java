/** What an installation measures, line by line. */
@org.jspecify.annotations.NullMarked
package io.muster.aws.metric;
