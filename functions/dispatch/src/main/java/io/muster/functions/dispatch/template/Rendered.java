package io.muster.functions.dispatch.template;

import org.jspecify.annotations.Nullable;

/** A template filled in: one line, the words, and the same words for readers of HTML where the template has them. */
public record Rendered(
        String subject, String text, @Nullable String html) {}
