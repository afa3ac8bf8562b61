package io.muster.domain.campaign;

/**
 * Where a campaign lives: nothing is ever looked up by campaign alone, so that no workspace can reach another's.
 *
 * @param workspace the tenant
 * @param id the campaign, unique in all workspaces
 */
public record CampaignKey(String workspace, String id) {}
