package io.muster.functions.strategy.contacts;

import java.time.Instant;

/**
 * How one file is read.
 *
 * @param idSecret keeps contact ids from being guessed from addresses; the same for all imports of an installation
 * @param source how we came by these contacts, unless a row says so itself
 * @param region where phone numbers without a country code are, as ISO 3166 alpha-2
 * @param maxBytes the most that is read
 * @param now when it is read (business time): no consent was given later
 */
public record ImportOptions(
        String workspace, String idSecret, Format format, String source, String region, long maxBytes, Instant now) {
    /** What fits into a request. */
    public static final long IN_REQUEST = 5L << 20;

    /** What fits through an upload address. */
    public static final long UPLOADED = 50L << 20;

    /** What kind of file it is. */
    public enum Format {
        CSV,
        JSON_LINES
    }

    public ImportOptions {
        if (workspace.isBlank() || source.isBlank() || maxBytes <= 0) {
            throw new IllegalArgumentException("an import needs a workspace, a source and a limit");
        }
    }

    /** A file from the United States that came with a request. */
    public static ImportOptions inRequest(
            String workspace, String idSecret, Format format, String source, Instant now) {
        return new ImportOptions(workspace, idSecret, format, source, "US", IN_REQUEST, now);
    }
}
