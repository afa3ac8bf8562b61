package io.muster.simulation;

import java.util.function.Function;

/** Makes calls as a careless hand does: what its functions ask for is not what goes over the wire, or not what they hear. */
@FunctionalInterface
interface Careless extends Intervention {

    @Override
    Object call(Service.Call call, Function<Service.Call, Object> wire);
}
