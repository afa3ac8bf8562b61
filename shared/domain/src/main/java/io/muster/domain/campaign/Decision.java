package io.muster.domain.campaign;

import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a campaign makes of an input. */
public sealed interface Decision {

    /**
     * The input changes the campaign. Everything here is written in one conditional write, with the history record that
     * proves the input was applied.
     *
     * @param campaign the head after the input, its version one higher
     * @param planned new slices
     * @param response the response as it now stands, when the input is one
     * @param tasks work for people
     * @param event what the timeline shows
     */
    record Changed(
            Campaign campaign,
            List<Slice> planned,
            @Nullable Response response,
            List<HumanTask> tasks,
            Event event) implements Decision {

        public Changed {
            planned = List.copyOf(planned);
            tasks = List.copyOf(tasks);
        }
    }

    /** The input asks for what the campaign cannot do now; the caller is told. */
    record Refused(Code code, String detail) implements Decision {}

    /** The input is stale or repeats what is known; nothing happens. */
    record Ignored(String reason) implements Decision {}

    /** Why an input was refused. */
    enum Code {
        CAMPAIGN_ENDED,
        NOT_RUNNING,
        NOT_PAUSED,
        ALREADY_PAUSED,
        NOT_STARTED,
        DEADLINE_PASSED,
        /** The input is for a campaign of the other kind. */
        WRONG_KIND,
        /** Nobody may be touched yet. */
        TOO_EARLY,
        /** There is no such touch. */
        NO_TOUCH,
        /** It is known whether the touch went. */
        TOUCH_KNOWN,
        /** There is no such meeting. */
        NO_MEETING,
        /** A meeting stands in the calendar. */
        MEETING_SCHEDULED,
        /** There are as many meetings in the calendar as there may be. */
        TOO_MANY_MEETINGS,
        /** The meeting was over before the campaign began. */
        MEETING_TOO_EARLY
    }
}
