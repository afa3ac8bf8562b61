package io.muster.functions.reporting;

import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignReport;
import io.muster.domain.campaign.CampaignReport.AdviserLine;
import io.muster.domain.campaign.CheckIn;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign has done over time.
 *
 * @param checkIns every look at it: expected against received, level, chance
 * @param received how many bids in time there were, each time the number changed
 * @param pSuccess the chance of success each time it was computed, the first wave's forecast first
 * @param adviser what the adviser said each time it was asked
 */
record MonitoringView(
        String id,
        Status status,
        @Nullable Integer bidsNeeded,
        Instant startAt,
        Instant deadline,
        @Nullable Instant nextCheckInAt,
        List<Instant> checkInTimes,
        List<CheckIn> checkIns,
        List<Received> received,
        List<Chance> pSuccess,
        List<AdviserLine> adviser) {

    record Received(Instant at, int bids) {}

    record Chance(Instant at, double pSuccess) {}

    static MonitoringView of(Campaign campaign, List<History> history) {
        boolean bid = campaign.subject().kind() == Subject.Kind.BID;
        return new MonitoringView(
                campaign.key().id(),
                campaign.status(),
                bid ? campaign.needed() : null,
                campaign.startAt(),
                campaign.deadline(),
                CampaignView.nextCheckIn(campaign),
                bid ? campaign.checkIns() : List.of(),
                history.stream().flatMap(line -> checkIn(line.event())).toList(),
                received(history),
                history.stream().flatMap(MonitoringView::chances).toList(),
                CampaignReport.adviser(history));
    }

    private static Stream<CheckIn> checkIn(Event event) {
        return event instanceof Event.CheckedIn checkedIn ? Stream.of(checkedIn.checkIn()) : Stream.of();
    }

    private static List<Received> received(List<History> history) {
        var received = new ArrayList<Received>();
        for (var line : history) {
            if (line.event() instanceof Event.BidRecorded bid
                    && bid.received()
                            != (received.isEmpty() ? 0 : received.getLast().bids())) {
                received.add(new Received(line.at(), bid.received()));
            }
        }
        return received;
    }

    /** A look tells the chance with what it planned included. */
    private static Stream<Chance> chances(History line) {
        if (line.event() instanceof Event.CheckedIn looked) {
            return Stream.of(new Chance(line.at(), looked.checkIn().pSuccessAfter()));
        }
        var plan = line.event().plan();
        return plan == null ? Stream.of() : Stream.of(new Chance(line.at(), plan.pSuccess()));
    }
}
