package io.muster.functions.escalation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.muster.domain.task.HumanTask;
import org.jspecify.annotations.Nullable;

/**
 * A task as people find it.
 *
 * @param campaignPaused true where the campaign that wants it is paused, so that it may have to wait; absent otherwise
 */
record TaskView(@JsonUnwrapped HumanTask task, @Nullable Boolean campaignPaused) {}
