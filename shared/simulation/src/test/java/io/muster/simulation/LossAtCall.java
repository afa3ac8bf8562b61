package io.muster.simulation;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All queues and all timers are lost just before a chosen call, and nobody is told. */
final class LossAtCall implements Intervention {

    private final int ordinal;
    private int calls;
    private @Nullable World world;

    LossAtCall(int ordinal) {
        this.ordinal = ordinal;
    }

    @Override
    public void begins(World begun) {
        world = begun;
    }

    /** Returns whether the run came so far. */
    boolean happened() {
        return calls >= ordinal;
    }

    @Override
    public Object call(Service.Call call, Function<Service.Call, Object> wire) {
        if (world != null && world.actor() != null && ++calls == ordinal) {
            world.loseAll();
        }
        return wire.apply(call);
    }
}
