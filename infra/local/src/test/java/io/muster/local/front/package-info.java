/** Tests of {@code io.muster.local.front}. */
@org.jspecify.annotations.NullMarked
package io.muster.local.front;
