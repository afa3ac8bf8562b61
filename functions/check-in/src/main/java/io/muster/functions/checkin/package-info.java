/**
 * Looks: what contacts do back, timed check-ins, provider events, the sweeper. Whatever comes in from outside about a
 * running campaign enters here.
 */
@org.jspecify.annotations.NullMarked
package io.muster.functions.checkin;
