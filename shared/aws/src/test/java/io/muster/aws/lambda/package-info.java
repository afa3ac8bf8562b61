/** Tests of lambda. */
@org.jspecify.annotations.NullMarked
package io.muster.aws.lambda;
