package io.muster.memory;

/**
 * The one durable log behind every in-memory service, so that a restart finds all of them at the same moment.
 *
 * <p>Records have one total order. A caller holds {@link World#lock()} while it appends and applies a record, so the
 * order of the log is the order in which the services changed.
 */
public interface Journal {

    /** A journal that keeps nothing: for tests and for stacks that may forget. */
    Journal NONE = (service, entry) -> {};

    /**
     * Appends one record; returns when a killed process can no longer take it back.
     *
     * @param service the {@link Journaled#service()} that will replay it
     * @param entry the record, in the service's own encoding
     */
    void append(String service, byte[] entry);
}
