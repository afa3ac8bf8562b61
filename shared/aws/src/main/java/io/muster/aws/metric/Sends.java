package io.muster.aws.metric;

import io.muster.aws.Platform;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.touch.Slice;
import java.util.Map;

/**
 * Counts what became of touches, from the slices before and after a write that was made. Writes demand the version that
 * was read, so no outcome is counted twice, however often its message comes.
 */
public final class Sends {

    private final Metrics metrics;

    public Sends(Platform platform) {
        this.metrics = Metrics.of(platform);
    }

    /** Counts what a write of a slice tells. */
    public void count(CampaignKey campaign, Slice before, Slice after) {
        for (int position = 0; position < before.touches().size(); position++) {
            var touch = after.touches().get(position);
            var about = Map.of(
                    "workspace", campaign.workspace(),
                    "campaign", campaign.id(),
                    "touch", after.touchId(campaign, position));
            SendOutcome.between(before.touches().get(position), touch)
                    .ifPresent(outcome -> metrics.count(Metric.SENDS, about, touch.channel(), outcome));
        }
    }
}
