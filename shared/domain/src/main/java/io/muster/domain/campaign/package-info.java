/**
 * A bid campaign: its head, what can happen to it, what it decides, and what it still wants to happen. {@link io.muster.domain.campaign.CampaignDecider} decides.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.campaign;
