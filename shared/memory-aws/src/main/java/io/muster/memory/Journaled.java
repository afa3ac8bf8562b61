package io.muster.memory;

import java.util.function.Consumer;

/** A service whose whole state can be rebuilt from the records that it appended to a {@link Journal}. */
public interface Journaled {

    /** Returns the name under which this service's records stand in the log: short, lower case, never changed. */
    String service();

    /** Applies one record, in the order of the log, at start; appends nothing. */
    void replay(byte[] entry);

    /** Gives records which, replayed on an empty service, make the present state; called with the world's lock held. */
    void snapshot(Consumer<byte[]> sink);
}
