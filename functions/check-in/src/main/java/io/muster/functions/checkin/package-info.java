/**
 * The function that looks: timed check-ins and launches, answers and provider events, opt-outs, and the sweeper that finds
 * what lost its trigger. Each handler turns its trigger into inputs; what they come to is decided elsewhere.
 */
@org.jspecify.annotations.NullMarked
package io.muster.functions.checkin;
