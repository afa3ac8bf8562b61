package io.muster.local.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the inbox page shows of work that waits for a person. */
public record OpenTask(
        String id,
        String kind,
        String subject,
        String instructions,
        @Nullable Instant dueAt) {}
