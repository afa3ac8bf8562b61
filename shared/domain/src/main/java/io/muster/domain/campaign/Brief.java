package io.muster.domain.campaign;

import io.muster.domain.campaign.BidRequest.Requester;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a campaign is for: the facts of it that never change once it is created. */
public sealed interface Brief permits BidRequest, AccountBrief {

    /** Returns what messages call it. */
    String title();

    /** Returns the zone that stands in for a contact's where that does no harm. */
    ZoneId zone();

    /** Returns who asked for it, and is told. */
    @Nullable
    Requester requester();
}
