package io.muster.aws.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a template, which never changes once it is written.
 *
 * @param version from 1 on; 0 is the built-in one, which is not stored
 * @param texts its words; absent where this version is the return to the built-in ones
 * @param by who wrote it, as their token names them
 * @param at when (business time)
 */
public record TemplateVersion(
        String templateId, int version, @Nullable Texts texts, String by, Instant at) {}
