package io.muster.aws;

import com.github.f4b6a3.ulid.UlidCreator;

/** Where new ids come from, so that tests and replays can hand out their own. */
@FunctionalInterface
public interface Ids {

    /** Returns an id that nobody else has; ids sort by the moment they were made. */
    String next();

    /** Returns ULIDs: 26 characters, rising even within a millisecond of this process. */
    static Ids ulids() {
        return () -> UlidCreator.getMonotonicUlid().toString();
    }
}
