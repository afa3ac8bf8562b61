package io.muster.aws.shell;

import io.muster.aws.Time;
import io.muster.aws.store.Losses;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Effect;
import io.muster.domain.campaign.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** When the sweeper should look at a campaign whose messages and timers may have been lost (machine time). */
final class Due {

    private Due() {}

    /**
     * Returns the next moment to look: soon while something is wanted at once, and when the next timer is overdue; nothing
     * when nothing more is wanted.
     *
     * @param patience how long what is wanted at once may take
     */
    static @Nullable Instant of(CampaignState state, Instant business, Time time, Duration patience) {
        var now = time.machine();
        return Pending.of(state, business).stream()
                .map(effect -> {
                    var at = timer(effect);
                    return at == null
                            ? now.plus(patience)
                            : later(now, time.machineAt(at)).plus(Losses.GRACE);
                })
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable Instant timer(Effect effect) {
        return switch (effect) {
            case Effect.ScheduleWakeUp(Instant at) -> at;
            case Effect.ScheduleLaunch(int _, Instant at) -> at;
            case Effect.ScheduleCheckIn(int _, int _, Instant at) -> at;
            case Effect.DispatchWave _, Effect.Escalate _, Effect.ReportUnreachable _, Effect.EndCampaign _ -> null;
        };
    }
}
