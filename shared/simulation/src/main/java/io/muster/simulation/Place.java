package io.muster.simulation;

/**
 * Where something can go wrong: the same in every run in which the same actor comes so far.
 *
 * @param actor who is at it
 * @param number the how manieth call of that actor, from 1; 0 for what happens to the actor itself
 * @param what the operation, or what else can go wrong
 * @param ordinal the how manieth call of the whole run, from 1; 0 when it is no call
 * @param id the place as a number, for its lot
 */
public record Place(String actor, int number, String what, int ordinal, long id) {

    /** Returns what kind of call it is, in any run of any scenario: whose kind of actor, and which operation. */
    String kind() {
        return actor.replaceFirst("^(api [a-z]+|\\S+).*", "$1") + " " + what;
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
