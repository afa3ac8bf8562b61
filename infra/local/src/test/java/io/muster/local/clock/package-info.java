/** Tests of {@code io.muster.local.clock}. */
@org.jspecify.annotations.NullMarked
package io.muster.local.clock;
