/** Reacts: what a check-in decided is carried out here, and here people take the wheel themselves. */
@org.jspecify.annotations.NullMarked
package io.muster.functions.escalation;
