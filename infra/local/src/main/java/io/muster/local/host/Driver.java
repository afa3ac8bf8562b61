package io.muster.local.host;

/** Whatever makes a stack's work happen: many threads in real life, one hand at a time in a reproducible run. */
public interface Driver extends AutoCloseable {

    /** Begins to work. */
    void start();

    /** Finishes what is in hand and works no more. */
    @Override
    void close();
}
