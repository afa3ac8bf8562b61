package io.muster.aws.shell;

import io.muster.aws.Time;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Effect;
import io.muster.domain.campaign.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When the sweeper should look at a campaign whose messages and timers may have been lost (machine time). */
final class Due {

    /** How long messages and timers may take before they are taken for lost. */
    static final Duration GRACE = Duration.ofMinutes(2);

    private Due() {}

    /**
     * Returns the next moment to look: soon while something is wanted at once, else once the next timer is overdue;
     * nothing when nothing more is wanted.
     *
     * @param patience how long what is wanted at once may take
     */
    static @Nullable Instant of(CampaignState state, Instant business, Time time, Duration patience) {
        var wanted = Pending.of(state, business);
        if (wanted.stream().anyMatch(effect -> timer(effect) == null)) {
            return time.machine().plus(patience);
        }
        return wanted.stream()
                .map(Due::timer)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(at -> time.machineAt(at).plus(GRACE))
                .orElse(null);
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
