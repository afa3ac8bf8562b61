/**
 * Where decisions become facts: load, decide, commit in one conditional write, emit what is pending. Everything that can\n * go wrong between two of these steps is healed by doing them again.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.shell;
