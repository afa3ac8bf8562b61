package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.Launched;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.Decision.Code;
import io.muster.domain.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How a campaign comes into being, and how it starts. */
final class Creation {

    private Creation() {}

    static CampaignCreated create(CampaignRequested requested) {
        var pool = requested.pool();
        var head = head(requested);
        if (pool == null) {
            var waiting = requested.draft() ? Status.DRAFT : Status.SCHEDULED;
            var campaign = head.next().status(waiting, null).build();
            var state = new CampaignState(campaign, requested.request(), List.of(), new TreeMap<>());
            return new CampaignCreated(state, new Event.Created(waiting, null), null, List.of());
        }
        var empty = new CampaignState(head, requested.request(), List.of(), new TreeMap<>());
        var first = FirstWave.plan(empty, requested.at(), requested.deadline(), pool);
        var campaign = started(head, first, requested.at(), requested.deadline());
        var state =
                new CampaignState(campaign, requested.request(), first.wave().slices(), new TreeMap<>());
        var event = new Event.Created(Status.ACTIVE, first.wave().plan());
        return new CampaignCreated(state, event, first.strategy(), first.considered());
    }

    static Decision launch(CampaignState state, Launched input) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case DRAFT, SCHEDULED -> launch(state, input, input.pool());
            case ACTIVE, PAUSED -> new Decision.Ignored("the campaign has started already");
            case COMPLETED, CANCELLED, FAILED -> Controls.ended(campaign);
        };
    }

    private static Decision launch(CampaignState state, Launched input, Pool pool) {
        var campaign = state.campaign();
        if (input.generation() != null && input.generation() != campaign.generation()) {
            return new Decision.Ignored("the timer is stale");
        }
        var deadline = deadline(state, input.at());
        if (!deadline.isAfter(input.at())) {
            return tooLate(campaign, input);
        }
        var first = FirstWave.plan(state, input.at(), deadline, pool);
        return new Decision.Changed(
                started(campaign, first, input.at(), deadline),
                first.wave().slices(),
                null,
                List.of(),
                new Event.Launched(first.wave().plan()));
    }

    /** Whoever launches by hand is told; a timer has nobody to tell, so that the campaign ends. */
    private static Decision tooLate(Campaign campaign, Launched input) {
        var reason = "can no longer start: its completion deadline has passed";
        if (input.generation() == null) {
            return Controls.refused(campaign, Code.DEADLINE_PASSED, reason);
        }
        var failed =
                campaign.next().ended(Status.FAILED, null, reason, input.at()).build();
        return new Decision.Changed(failed, List.of(), null, List.of(), new Event.Failed(reason));
    }

    /** The time to collect bids starts at the launch; it never goes beyond the completion deadline. */
    private static Instant deadline(CampaignState state, Instant at) {
        var campaign = state.campaign();
        var deadline = at.plus(Duration.between(campaign.startAt(), campaign.deadline()));
        var latest = state.request().completionDeadline();
        return latest != null && latest.isBefore(deadline) ? latest : deadline;
    }

    private static Campaign started(Campaign from, FirstWave first, Instant at, Instant deadline) {
        return from.next()
                .status(Status.ACTIVE, null)
                .runs(at, deadline, looks(first.strategy(), at, deadline))
                .waves(first.wave().slices().isEmpty() ? 0 : 1)
                .timer(1)
                .build();
    }

    /** Check-ins that would fall together become one; the last is always at the deadline. */
    private static List<Instant> looks(Strategy strategy, Instant at, Instant deadline) {
        var early = strategy.checkIns().stream()
                .map(look -> look.at())
                .filter(look -> look.isAfter(at) && look.isBefore(deadline));
        return Stream.concat(early, Stream.of(deadline)).distinct().sorted().toList();
    }

    private static Campaign head(CampaignRequested requested) {
        return new Campaign(
                requested.key(),
                Subject.bidCard(requested.bidCardId()),
                Status.DRAFT,
                null,
                requested.needed(),
                requested.confidence(),
                requested.urgency(),
                requested.channels(),
                requested.startAt(),
                requested.deadline(),
                List.of(requested.deadline()),
                1,
                0,
                Level.NONE,
                Level.NONE,
                Set.of(),
                Tally.ZERO,
                0,
                null,
                null,
                null,
                false,
                null,
                0);
    }
}
