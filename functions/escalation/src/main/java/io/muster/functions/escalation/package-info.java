/**
 * The function that reacts: reminders, other channels, work for people and warnings when a campaign falls short, and the
 * controls by which people intervene.
 */
@org.jspecify.annotations.NullMarked
package io.muster.functions.escalation;
