/**
 * Touches that a person carries out: a call with its script, an outreach by hand with its text.
 */
@org.jspecify.annotations.NullMarked
package io.muster.functions.dispatch.task;
