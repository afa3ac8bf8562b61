package io.muster.local;

import io.muster.aws.Platform;
import io.muster.local.host.Functions;

/** Builds an installation's functions. */
@FunctionalInterface
public interface Assembly extends AutoCloseable {

    /** Returns the platform as functions and pollers are to see it: for those who count what is asked of AWS. */
    default Platform around(Platform platform) {
        return platform;
    }

    /** Returns the functions, sending through what stands in for their providers. */
    Functions functions(Platform platform, Providers providers);

    @Override
    default void close() {}
}
