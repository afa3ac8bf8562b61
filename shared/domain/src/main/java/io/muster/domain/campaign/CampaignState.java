package io.muster.domain.campaign;

import io.muster.domain.touch.Slice;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A campaign with everything that its decisions look at.
 *
 * @param slices every touch ever planned, in order of wave and index
 * @param responses what contacts did back, by contact
 */
public record CampaignState(
        Campaign campaign, BidRequest request, List<Slice> slices, SortedMap<String, Response> responses) {

    public CampaignState {
        slices = List.copyOf(slices);
        responses = Collections.unmodifiableSortedMap(new TreeMap<>(responses));
    }
}
