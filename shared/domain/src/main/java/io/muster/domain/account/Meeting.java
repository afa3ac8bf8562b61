package io.muster.domain.account;

import java.time.Instant;

/**
 * A meeting with somebody of the account.
 *
 * @param id as it is called where it was made
 * @param endsAt when it is taken for held, unless it has been removed before; after {@code startsAt}
 */
public record Meeting(String id, Instant startsAt, Instant endsAt) {

    public Meeting {
        if (!endsAt.isAfter(startsAt)) {
            throw new IllegalArgumentException("the meeting " + id + " ends at " + endsAt + ", before it starts");
        }
    }
}
