/** Tests of {@code io.muster.local.market}. */
@org.jspecify.annotations.NullMarked
package io.muster.local.market;
