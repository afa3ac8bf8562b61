/** Tests of what asks an adviser. */
@org.jspecify.annotations.NullMarked
package io.muster.aws.adviser;
