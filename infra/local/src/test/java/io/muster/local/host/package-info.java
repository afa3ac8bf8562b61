/** Tests of {@code io.muster.local.host}. */
@org.jspecify.annotations.NullMarked
package io.muster.local.host;
