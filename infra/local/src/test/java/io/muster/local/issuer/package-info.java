/** Tests of {@code io.muster.local.issuer}. */
@org.jspecify.annotations.NullMarked
package io.muster.local.issuer;
