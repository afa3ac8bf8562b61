package io.muster.functions.checkin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.muster.aws.Platform;
import io.muster.aws.lambda.Log;
import io.muster.aws.lambda.Log.Severity;
import io.muster.aws.metric.Metric;
import io.muster.aws.metric.Metrics;
import io.muster.aws.shell.Sweep;
import io.muster.aws.store.Table;
import io.muster.aws.store.UnknownTouches;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Effect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Every minute of machine time: emits again what lost its message or timer, and says what; counts what nobody knows the
 * outcome of; answers how many campaigns it looked at.
 */
public final class SweepHandler implements RequestHandler<ScheduledEvent, Integer> {

    private static final Log LOG = Log.of("sweep");

    private final Platform platform;
    private final Sweep sweep;
    private final UnknownTouches unknown;
    private final Metrics metrics;

    public SweepHandler() {
        this(Platform.fromEnvironment());
    }

    public SweepHandler(Platform platform) {
        this.platform = platform;
        this.sweep = new Sweep(platform);
        this.unknown = new UnknownTouches(Table.of(platform));
        this.metrics = Metrics.of(platform);
    }

    @Override
    public Integer handleRequest(ScheduledEvent event, Context context) {
        var found = new AtomicInteger();
        int looked = sweep.run(
                (campaign, effects) -> {
                    found.incrementAndGet();
                    LOG.info("overdue_emitted_again", fields(campaign, effects));
                },
                (head, failure) ->
                        LOG.failed(Severity.ERROR, "campaign_unswept", Map.of("partition", head.pk()), failure));
        metrics.put(Map.of(Metric.SWEEP_FOUND, found.doubleValue(), Metric.UNKNOWN_TOUCHES, (double)
                unknown.count(platform.time().business())));
        return looked;
    }

    private static Map<String, String> fields(CampaignKey campaign, List<Effect> effects) {
        return Map.of(
                "workspace",
                campaign.workspace(),
                "campaign",
                campaign.id(),
                "emitted",
                effects.stream()
                        .map(effect -> effect.getClass().getSimpleName())
                        .collect(Collectors.joining(" ")));
    }
}
