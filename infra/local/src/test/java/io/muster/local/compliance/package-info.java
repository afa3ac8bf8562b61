/**
 * Whether the law is kept, seen from outside: what the mail server received, what an opt-out does, when and how often
 * anybody is reached. Every test is of the whole stack, on a clock that waits for the work.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.compliance;
