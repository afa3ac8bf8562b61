package io.muster.aws.shell;

import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.metric.Metric;
import io.muster.aws.metric.Metrics;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.Event;
import java.time.Duration;
import java.util.Map;

/** What committed inputs of campaigns tell about the installation: a repeated one is not committed, and tells nothing. */
final class Readings {

    private static final double MILLIS = 1000;

    private final Metrics metrics;
    private final Time time;

    Readings(Platform platform) {
        this.metrics = Metrics.of(platform);
        this.time = platform.time();
    }

    /** Takes what an input has made of a campaign. */
    void take(Campaign before, CampaignInput input, Event event) {
        var about = Map.of(
                "workspace", before.key().workspace(), "campaign", before.key().id());
        if (event instanceof Event.CheckedIn looked) {
            metrics.put(Metric.SUCCESS_CHANCE, looked.checkIn().pSuccess(), about);
        }
        if (event instanceof Event.Escalated escalated) {
            metrics.count(Metric.ESCALATIONS, about, escalated.level());
        }
        if (event instanceof Event.CheckedIn || event instanceof Event.TouchPlanned) {
            late(before, input, about);
        }
    }

    /** Takes how many seconds of the machine's time a timer comes after its moment; never less than none. */
    private void late(Campaign before, CampaignInput input, Map<String, String> about) {
        if (input instanceof CampaignInput.CheckInDue || input instanceof CampaignInput.TouchDue) {
            var moment = time.machineAt(before.checkIns().get(before.nextCheckIn() - 1));
            var delay = Duration.between(moment, time.machine()).toMillis() / MILLIS;
            metrics.put(Metric.CHECK_IN_DELAY, Math.max(0, delay), about);
        }
    }
}
