package io.muster.aws.file;

import io.muster.aws.error.Categorized;
import io.muster.domain.error.Category;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Files by key, so that functions need not know whether they lie in a bucket or in a folder. */
public interface FileStore {

    /**
     * Where a file can be put by whoever has the address, with no token: once, and of the announced length only.
     *
     * @param headers what must be sent with the PUT
     */
    record Upload(URI url, Map<String, String> headers) {

        public Upload {
            headers = Map.copyOf(headers);
        }
    }

    /** There is no such file, or not any more. */
    final class NoSuchFile extends RuntimeException implements Categorized {
        private static final long serialVersionUID = 1;

        public NoSuchFile(String key) {
            super("there is no file " + key);
        }

        @Override
        public Category category() {
            return Category.INTEGRATION;
        }

        @Override
        public String code() {
            return "resource_missing";
        }
    }

    /**
     * Returns an address at which a file can be put.
     *
     * @param bytes its length, exactly
     * @param validity how long the address works (machine time)
     */
    Upload upload(String key, long bytes, Duration validity);

    /**
     * Opens a file; closing the stream early is cheap.
     *
     * @throws NoSuchFile when there is none
     */
    InputStream open(String key);

    /** Writes a file, whatever was there. */
    void put(String key, String text);

    /** Removes a file, if it is there. */
    void delete(String key);
}
