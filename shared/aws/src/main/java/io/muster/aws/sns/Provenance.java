package io.muster.aws.sns;

/** Tells what was published by a topic of ours from what was not. */
@FunctionalInterface
public interface Provenance {

    /** For where no topic stands between: whatever comes is taken. */
    Provenance UNCHECKED = _ -> {};

    /**
     * Returns if a queue's message was published by a topic of ours.
     *
     * @throws Forged when it was not, or does not prove it
     * @throws CertificateUnavailable when that cannot be said now
     */
    void check(String body);
}
