package io.muster.aws.api;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a request.
 *
 * @param field path of the field, such as {@code location.radiusKm}; empty for the body as a whole
 * @param message what is wrong
 * @param allowed what would be right, where that can be said
 */
public record Violation(
        String field, String message, @Nullable String allowed) {}
