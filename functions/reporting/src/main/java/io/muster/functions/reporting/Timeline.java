package io.muster.functions.reporting;

import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that happened to a campaign, in order, each with its cause. */
record Timeline(String id, List<Line> items) {

    /**
     * One thing that happened. A sequence that waits looks every day and finds the same: such looks in a row, for the same
     * reason, are one line, which keeps its place while they go on.
     *
     * @param version the campaign's after it; of looks in a row the first one's, as are moment and cause
     * @param cause what it was done for: a request, a timer, a message, by the id that it came with
     * @param event of looks in a row the last one's
     * @param times how many looks in a row it stands for; absent where it is one thing
     * @param lastAt when the last of them was; absent where it is one thing
     */
    record Line(
            long version,
            Instant at,
            String cause,
            Event event,
            @Nullable Integer times,
            @Nullable Instant lastAt) {

        static Line of(History line) {
            return new Line(line.version(), line.at(), line.inputId(), line.event(), null, null);
        }

        private boolean repeatedBy(History next) {
            return event instanceof Event.TouchPostponed(var _, var why)
                    && next.event() instanceof Event.TouchPostponed(var _, var again)
                    && why.equals(again);
        }

        private Line and(History next) {
            return new Line(version, at, cause, next.event(), times == null ? 2 : times + 1, next.at());
        }
    }

    static Timeline of(String campaignId, List<History> history) {
        var lines = new ArrayList<Line>();
        for (var next : history) {
            if (!lines.isEmpty() && lines.getLast().repeatedBy(next)) {
                lines.add(lines.removeLast().and(next));
            } else {
                lines.add(Line.of(next));
            }
        }
        return new Timeline(campaignId, List.copyOf(lines));
    }
}
