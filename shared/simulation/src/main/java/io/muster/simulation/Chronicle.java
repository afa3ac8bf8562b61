package io.muster.simulation;

import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the table took each line of each campaign's history, in true time: a line's own moment is its input's, by whatever
 * clock that was told, and may lie long before anybody could know of it.
 */
final class Chronicle {

    private final Map<CampaignKey, NavigableMap<Long, Line>> lines = new HashMap<>();

    private record Line(Instant at, Event event) {}

    /** What an event does to a campaign's sending. */
    private enum Turn {
        PAUSES,
        RESUMES,
        NEITHER
    }

    /** Notes a line that the table has just taken; one that is there already stays as it is. */
    void note(CampaignKey campaign, History line, Instant at) {
        lines.computeIfAbsent(campaign, _ -> new TreeMap<>()).putIfAbsent(line.version(), new Line(at, line.event()));
    }

    /** Returns since when a campaign was paused at a moment, without having been resumed; nothing when it was not. */
    @Nullable
    Instant pausedSince(CampaignKey campaign, Instant moment) {
        Instant since = null;
        for (var line : lines.getOrDefault(campaign, new TreeMap<>()).values()) {
            if (!line.at.isAfter(moment)) {
                since = switch (turn(line.event)) {
                    case PAUSES -> since == null ? line.at : since;
                    case RESUMES -> null;
                    case NEITHER -> since;
                };
            }
        }
        return since;
    }

    private static Turn turn(Event event) {
        return switch (event) {
            case Event.Paused _ -> Turn.PAUSES;
            case Event.Resumed _ -> Turn.RESUMES;
            case Event.MeetingChanged changed -> turn(changed.status());
            case Event.DealRecorded deal -> turn(deal.status());
            case Event.Answered answered -> turn(answered.conflicts());
            case Event.KeywordReceived keyword -> turn(keyword.conflicts());
            case Event.Created _,
                    Event.TouchPlanned _,
                    Event.TouchPostponed _,
                    Event.SequenceEnded _,
                    Event.Launched _,
                    Event.CheckedIn _,
                    Event.Escalated _,
                    Event.Rerouted _,
                    Event.BidRecorded _,
                    Event.MachineAnswered _,
                    Event.TouchSettled _,
                    Event.Cancelled _,
                    Event.Failed _,
                    Event.Reported _ -> Turn.NEITHER;
        };
    }

    private static Turn turn(Status status) {
        return switch (status) {
            case PAUSED -> Turn.PAUSES;
            case ACTIVE -> Turn.RESUMES;
            case DRAFT, SCHEDULED, COMPLETED, CANCELLED, FAILED -> Turn.NEITHER;
        };
    }

    private static Turn turn(Set<?> conflicts) {
        return conflicts.isEmpty() ? Turn.NEITHER : Turn.PAUSES;
    }
}
