/** Tests of this package. */
@org.jspecify.annotations.NullMarked
package io.muster.memory.calls;
