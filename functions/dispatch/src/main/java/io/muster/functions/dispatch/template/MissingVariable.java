package io.muster.functions.dispatch.template;

/** A template asks for what the message does not know: nothing may be sent with a hole in it. */
public final class MissingVariable extends RuntimeException {

    private static final long serialVersionUID = 1;

    MissingVariable(String template, Exception cause) {
        super("template " + template + ": " + cause.getMessage(), cause);
    }
}
