package io.muster.local;

import io.muster.aws.Platform;
import io.muster.aws.file.FileStore;
import io.muster.local.host.Functions;

/** Builds an installation's functions. */
@FunctionalInterface
public interface Assembly extends AutoCloseable {

    /** Returns the platform as functions and pollers are to see it: for those who count what is asked of AWS. */
    default Platform around(Platform platform) {
        return platform;
    }

    /**
     * Returns the functions.
     *
     * @param smtpPort where mail is delivered, on 127.0.0.1
     */
    Functions functions(Platform platform, int smtpPort);

    /** As {@link #functions(Platform, int)}, for functions that keep files. */
    default Functions functions(Platform platform, int smtpPort, FileStore files) {
        return functions(platform, smtpPort);
    }

    @Override
    default void close() {}
}
