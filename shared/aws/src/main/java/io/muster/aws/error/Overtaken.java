package io.muster.aws.error;

/** What a caller had read was changed by another before the caller's own change: only reading it again helps. */
public interface Overtaken extends Contention {

    /** Returns what was changed, as a caller knows it: <i>the setting</i>. */
    String what();
}
