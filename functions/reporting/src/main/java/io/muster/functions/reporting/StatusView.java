package io.muster.functions.reporting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.touch.TouchState;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a campaign stands, in one glance.
 *
 * @param contacted distinct contacts asked, planned ones included
 * @param touches how many messages stand in which state
 */
record StatusView(@JsonUnwrapped CampaignView campaign, String title, int contacted, Map<TouchState, Integer> touches) {

    static StatusView of(CampaignState state) {
        var touches = new TreeMap<TouchState, Integer>();
        state.touches().forEach(touch -> touches.merge(touch.state(), 1, Integer::sum));
        return new StatusView(
                CampaignView.of(state.campaign()),
                state.request().title(),
                state.byContact().size(),
                touches);
    }
}
