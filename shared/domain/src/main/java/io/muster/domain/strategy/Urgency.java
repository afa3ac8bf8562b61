package io.muster.domain.strategy;

/** How pressing a campaign is; sets the timeline and the channels where the request does not. */
public enum Urgency {
    EMERGENCY,
    URGENT,
    STANDARD,
    GROUP_BIDDING,
    FLEXIBLE
}
