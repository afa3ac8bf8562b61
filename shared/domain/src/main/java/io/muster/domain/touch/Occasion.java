package io.muster.domain.touch;

import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.Status;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The campaign on whose behalf somebody is to be reached, as far as the gates look at it.
 *
 * @param status only an ACTIVE campaign sends
 * @param deadline nothing is sent at or after it
 * @param pressing whether it is urgent or an emergency, so that business hours and the daily cap do not hold it
 * @param zone stands in for a contact's unknown zone
 */
public record Occasion(String campaignId, Status status, Instant deadline, boolean pressing, ZoneId zone) {

    /** Returns what the gates look at in a campaign. */
    public static Occasion of(Campaign campaign, BidRequest request) {
        boolean pressing = campaign.urgency().ignoresBusinessHours();
        return new Occasion(campaign.key().id(), campaign.status(), campaign.deadline(), pressing, request.zone());
    }
}
