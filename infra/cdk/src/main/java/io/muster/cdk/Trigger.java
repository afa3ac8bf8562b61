package io.muster.cdk;

/** What makes a function run. */
sealed interface Trigger {

    /** Requests: the routes that the contract gives to the function. */
    record Requests() implements Trigger {}

    /** Messages of a step's queue, so many at once at most. */
    record Messages(Step step, int batch) implements Trigger {}

    /** Dead letters of every queue, and of the timers. */
    record DeadLetters(int batch) implements Trigger {}

    /** The minute. */
    record EveryMinute() implements Trigger {}
}
