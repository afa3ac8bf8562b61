package io.muster.local.host;

/** A function threw, or took longer than it may; the cause says which. */
public final class FunctionFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FunctionFailed(String function, Throwable cause) {
        super("the function " + function + " failed", cause);
    }
}
