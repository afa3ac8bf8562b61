package io.muster.simulation;

import java.util.function.Function;

/**
 * What is done to a run besides what its plan says: a mistake for the harness to find, a disaster at a chosen moment, an
 * ear at the functions. Made anew for every run.
 */
interface Intervention {

    /** Nothing is done. */
    Intervention NONE = new Intervention() {};

    /** Is given the world before anything happens in it. */
    default void begins(World world) {}

    /** Returns the functions as they are to be installed. */
    default Deployment installed(Deployment functions) {
        return functions;
    }

    /**
     * Makes a call as a function asks for it: once, or otherwise, or not at all.
     *
     * @param wire carries a call; what goes wrong there goes wrong behind this
     */
    default Object call(Service.Call call, Function<Service.Call, Object> wire) {
        return wire.apply(call);
    }
}
