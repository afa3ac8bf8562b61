/** Tests of the embedded stack as a whole. */
@org.jspecify.annotations.NullMarked
package io.muster.local;
