package io.muster.functions.checkin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.muster.aws.Platform;
import io.muster.aws.lambda.Log;
import io.muster.aws.lambda.Log.Severity;
import io.muster.aws.shell.Sweep;
import java.util.Map;

/** Every minute of machine time: emits again what lost its message or timer; answers how many campaigns it looked at. */
public final class SweepHandler implements RequestHandler<ScheduledEvent, Integer> {

    private static final Log LOG = Log.of("sweep");

    private final Sweep sweep;

    public SweepHandler() {
        this(Platform.fromEnvironment());
    }

    public SweepHandler(Platform platform) {
        this.sweep = new Sweep(platform);
    }

    @Override
    public Integer handleRequest(ScheduledEvent event, Context context) {
        return sweep.run((head, failure) ->
                LOG.failed(Severity.ERROR, "campaign_unswept", Map.of("partition", head.pk()), failure));
    }
}
