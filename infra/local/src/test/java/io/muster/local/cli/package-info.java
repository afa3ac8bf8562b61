/** Tests of {@code io.muster.local.cli}. */
@org.jspecify.annotations.NullMarked
package io.muster.local.cli;
