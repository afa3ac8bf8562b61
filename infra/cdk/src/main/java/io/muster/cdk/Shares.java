package io.muster.cdk;

/**
 * How the functions that an account may run at once are shared. Nothing is reserved, for what one function reserves all
 * others lose, and an account of ten may reserve nothing; the queues' event sources are bounded instead, so that a
 * backlog leaves half of the account to the API and the sweep.
 *
 * <p>An event source runs two functions at least, and there is one for each step and each queue of dead letters, which
 * makes 26. In an account that runs fewer than twice as many, the bounds alone cannot keep a backlog from taking all of
 * it. A delivery that finds no function free counts as received all the same, so that messages which never failed
 * would end as dead letters after five. There the queue's own rule stands back for about two hours of nothing but such
 * deliveries; a message that really fails is given up by the function, by the count of five, as ever.
 *
 * @param account how many functions the account may run at once
 */
record Shares(int account) {

    /** What AWS takes as the bound of an event source, at least. */
    static final int LEAST = 2;

    /** More would only ask the providers of mail and texts for more than they take. */
    static final int MOST = 20;

    /** Deliveries before a queue itself makes a dead letter of a message: as many as the code allows for failures. */
    static final int RECEIVES = 5;

    /** The same where functions may be wanting: 25 times 270 seconds. */
    static final int RECEIVES_WHERE_CROWDED = 25;

    private static final int STEPS = Step.values().length;

    /** Each step's queue has its dead letters, and the timers have theirs. */
    private static final int DEAD_LETTERS = STEPS + 1;

    /** The smallest account in which the event sources' bounds leave half of the functions alone. */
    static final int ROOMY = 2 * LEAST * (STEPS + DEAD_LETTERS);

    /** Returns how many functions a step's queue may keep busy. */
    int ofStep() {
        return Math.clamp((account / 2 - DEAD_LETTERS * ofDeadLetters()) / STEPS, LEAST, MOST);
    }

    /** Returns how many functions a queue of dead letters may keep busy: filing them is never urgent. */
    int ofDeadLetters() {
        return LEAST;
    }

    /** Returns how many functions the queues may keep busy together. */
    int ofAllQueues() {
        return STEPS * ofStep() + DEAD_LETTERS * ofDeadLetters();
    }

    /** Returns whether the bounds leave half of the account to the API and the sweep. */
    boolean roomy() {
        return account >= ROOMY;
    }

    /** Returns the deliveries after which a queue makes a dead letter of a message. */
    int receives() {
        return roomy() ? RECEIVES : RECEIVES_WHERE_CROWDED;
    }

    /** Returns what to tell whoever deploys to a crowded account. */
    String advice() {
        return "The account runs %d functions at once, and the queues' event sources may ask for %d. Ask for a quota of %d or more (Service Quotas, AWS Lambda, Concurrent executions) and say so with -c concurrentFunctions; until then a backlog can slow the API down, and queues keep a message for %d deliveries."
                .formatted(account, ofAllQueues(), ROOMY, receives());
    }
}
