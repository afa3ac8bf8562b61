/** Tests of message. */
@org.jspecify.annotations.NullMarked
package io.muster.aws.message;
