/** Tests of {@code io.muster.local.inbox}. */
@org.jspecify.annotations.NullMarked
package io.muster.local.inbox;
