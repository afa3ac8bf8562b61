package io.muster.simulation;

import io.muster.domain.touch.TouchRef;
import java.time.Instant;

/**
 * A message that a provider took: a line of its own ledger, which is what every promise is held against.
 *
 * @param touch the id under which it was sent
 * @param to the address
 * @param text what was sent, headers included
 * @param at when it was taken (true time)
 */
record Accepted(Service service, String workspace, String touch, String to, String text, Instant at) {

    /** Returns who it is for: the workspace and the address. */
    String recipient() {
        return workspace + " " + to;
    }

    /** Returns whether a campaign sent it; else it answers a text of somebody whom no campaign has touched. */
    boolean ofCampaign() {
        return TouchRef.parse(touch).isPresent();
    }
}
