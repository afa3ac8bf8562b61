package io.muster.domain.campaign;

import io.muster.domain.strategy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * A new campaign, not stored yet.
 *
 * @param state its first version
 * @param strategy what its first wave follows from; absent for a draft or a later start
 */
public record CampaignCreated(
        CampaignState state, Event.Created event, @Nullable Strategy strategy) {}
