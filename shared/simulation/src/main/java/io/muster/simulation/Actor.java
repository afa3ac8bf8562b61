package io.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A process of the simulated world: one run of a function, or something that happens outside. One acts at a time. */
final class Actor {

    private final String name;
    private final long id;
    private final String workspace;
    private final Runnable body;
    private int calls;
    private boolean dead;
    private boolean asking;
    private Duration skew = Duration.ZERO;
    private Instant ends = Instant.MAX;
    Baton.@Nullable Hand hand;

    /**
     * Makes an actor that has not begun.
     *
     * @param name tells it from every other actor of its run
     * @param workspace whose data it may touch; empty when it serves all
     */
    Actor(String name, String workspace, Runnable body) {
        this.name = name;
        this.id = Lots.place(name, 0);
        this.workspace = workspace;
        this.body = body;
    }

    String name() {
        return name;
    }

    String workspace() {
        return workspace;
    }

    void act() {
        body.run();
    }

    /** Returns the place of something that concerns the actor as a whole. */
    Place place(String what) {
        return new Place(name, 0, what, 0, Lots.place(id, what));
    }

    /** Counts a call and returns its place. */
    Place call(Service.Call call, int ordinal) {
        calls++;
        var operation = call.operation();
        return new Place(name, calls, operation, ordinal, call.request(), Lots.place(id + calls, operation));
    }

    /** Makes it one that only asks. */
    void asks() {
        asking = true;
    }

    /** Returns whether it may change nothing. */
    boolean asking() {
        return asking;
    }

    Duration skew() {
        return skew;
    }

    void skew(Duration wrong) {
        skew = wrong;
    }

    /** Gives the process so long, as Lambda does. */
    void endsAt(Instant moment) {
        ends = moment;
    }

    boolean overdue(Instant now) {
        return now.isAfter(ends);
    }

    boolean dead() {
        return dead;
    }

    /** Ends the process; it is to be thrown, and thrown again by whatever the process does next. */
    Crash die() {
        dead = true;
        return new Crash(name);
    }
}
