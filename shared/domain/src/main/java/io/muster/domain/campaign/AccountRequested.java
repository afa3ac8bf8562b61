package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.People;
import java.time.Instant;

/**
 * Somebody wants an account campaign: the input that makes one.
 *
 * @param id what identifies the request
 * @param at when it came (business time); the campaign starts then
 * @param accountId the account, as its owner calls it
 */
public record AccountRequested(
        String id, Instant at, CampaignKey key, String accountId, AccountBrief brief, People people)
        implements NewCampaign {}
