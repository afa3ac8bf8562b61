package io.muster.functions.strategy.contacts;

import org.jspecify.annotations.Nullable;

/**
 * Why a row was not imported.
 *
 * @param line where the row begins in the file, from 1
 * @param field the field at fault as the API names it; null when it is the row as a whole
 */
public record RowError(long line, @Nullable String field, String reason) {}
