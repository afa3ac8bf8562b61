package io.muster.functions.dispatch.form;

import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The web as it may be reached from here.
 *
 * @param robot the name that a robots.txt knows us by
 */
record Web(Border border, Wire wire, Politeness politeness, String robot) implements AutoCloseable {

    private static final String ROBOT = "Muster";

    /** What is spent on finding a form, and again on posting it. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    static Web of(
            Directory directory, Set<String> letIn, Politeness politeness, String contact, Supplier<Socket> sockets) {
        var agent = ROBOT + "/0.1 (contact forms, one message each; " + contact + ")";
        return new Web(new Border(directory, letIn), new Wire(agent, sockets), politeness, ROBOT);
    }

    @Override
    public void close() {
        wire.close();
    }
}
