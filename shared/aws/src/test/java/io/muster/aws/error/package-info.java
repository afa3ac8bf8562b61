/** What exceptions mean. */
@org.jspecify.annotations.NullMarked
package io.muster.aws.error;
