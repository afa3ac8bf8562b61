package io.muster.simulation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where something can go wrong: the same in every run in which the same actor comes so far.
 *
 * @param actor who is at it
 * @param number which call of that actor it is, counted from 1; 0 for what happens to the actor itself
 * @param what the operation, or what else can go wrong
 * @param ordinal which call of the whole run it is, counted from 1; 0 when it is no call
 * @param request what is asked of a service; nothing when it is no call, or not yet
 * @param id the place as a number, for its lot
 */
record Place(
        String actor,
        int number,
        String what,
        int ordinal,
        @Nullable Object request,
        long id) {

    private static final Pattern KIND_OF_ACTOR = Pattern.compile("^(?:api [a-z]+|\\S+)");

    /** A place that is no call. */
    Place(String actor, int number, String what, int ordinal, long id) {
        this(actor, number, what, ordinal, null, id);
    }

    /**
     * Returns what kind of call it is, in any run of any scenario: whose kind of actor, which operation, and the shape of
     * what it reads or writes, such as {@code dispatch transactWriteItems C/META+C/S+P/GATE}.
     */
    String kind() {
        var kind = KIND_OF_ACTOR.matcher(actor);
        var who = kind.find() ? kind.group() : actor;
        return (who + " " + what + " " + (request == null ? "" : Shape.of(request))).strip();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place place && place.id == id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }
}
