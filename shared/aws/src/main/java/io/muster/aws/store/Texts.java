package io.muster.aws.store;

import org.jspecify.annotations.Nullable;

/**
 * A message template as people write it, part by part; which parts there are follows from the channel.
 *
 * @param subject the one line over it; absent on channels without
 * @param html the same words for readers of HTML; absent on channels without
 */
public record Texts(
        @Nullable String subject, String text, @Nullable String html) {}
