package io.muster.domain.campaign;

import io.muster.domain.strategy.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new campaign, not stored yet.
 *
 * @param state its first version
 * @param strategy what its first wave follows from; absent for a draft or a later start
 * @param considered everybody who was looked at for the first wave, which is told but not stored; nobody for a draft or a
 *     later start
 */
public record CampaignCreated(
        CampaignState state, Event.Created event, @Nullable Strategy strategy, List<Considered> considered) {

    public CampaignCreated {
        considered = List.copyOf(considered);
    }
}
