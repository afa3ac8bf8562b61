/** Tests of the function that reacts. */
@org.jspecify.annotations.NullMarked
package io.muster.functions.escalation;
