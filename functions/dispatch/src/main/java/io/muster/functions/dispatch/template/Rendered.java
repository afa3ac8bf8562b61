package io.muster.functions.dispatch.template;

import org.jspecify.annotations.Nullable;

/**
 * A template filled in.
 *
 * @param subject one line; empty on channels without
 * @param html the words for readers of HTML; absent on channels without
 */
public record Rendered(
        String subject, String text, @Nullable String html) {}
