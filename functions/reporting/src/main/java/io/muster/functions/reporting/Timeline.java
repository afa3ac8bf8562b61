package io.muster.functions.reporting;

import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import java.time.Instant;
import java.util.List;

/** Everything that happened to a campaign, in order, each with its cause. */
record Timeline(String id, List<Line> items) {

    /**
     * One thing that happened.
     *
     * @param cause what it was done for: a request, a timer, a message, by the id that it came with
     */
    record Line(long version, Instant at, String cause, Event event) {}

    static Timeline of(String campaignId, List<History> history) {
        return new Timeline(
                campaignId,
                history.stream()
                        .map(line -> new Line(line.version(), line.at(), line.inputId(), line.event()))
                        .toList());
    }
}
