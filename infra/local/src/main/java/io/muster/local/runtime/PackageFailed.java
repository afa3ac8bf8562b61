package io.muster.local.runtime;

/** A packaged function did not start, or answered an event with an error; the message quotes it, and the end of its log. */
public final class PackageFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PackageFailed(String function, String why, String log) {
        super("the package of " + function + " failed: " + why + "\n" + log);
    }
}
