/** What the tests of the in-memory services share. */
@org.jspecify.annotations.NullMarked
package io.muster.memory;
