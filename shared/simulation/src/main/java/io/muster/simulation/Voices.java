package io.muster.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When each contact was first heard of: it answered in whatever way, wanted to be left alone or forgotten, or a message to it
 * came back. It is noted when it happens outside, so that it never lies after the moment at which we know of it.
 */
final class Voices {

    private final Map<String, Instant> first = new HashMap<>();

    /** Notes that a contact does something, or that a message to it came back. */
    void heard(String contact, Instant at) {
        first.merge(contact, at, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** Returns whether nothing was heard of a contact up to a moment. */
    boolean silent(String contact, Instant until) {
        var since = first.get(contact);
        return since == null || since.isAfter(until);
    }
}
