package io.muster.domain.campaign;

import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchRef;
import io.muster.domain.touch.TouchState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A campaign with everything that its decisions look at.
 *
 * @param slices every touch ever planned, in order of wave and index
 * @param responses what contacts did back, by contact
 */
public record CampaignState(Campaign campaign, Brief brief, List<Slice> slices, SortedMap<String, Response> responses) {

    public CampaignState {
        slices = List.copyOf(slices);
        responses = Collections.unmodifiableSortedMap(new TreeMap<>(responses));
    }

    /**
     * Returns the facts of a bid campaign.
     *
     * @throws ClassCastException when it is none
     */
    public BidRequest request() {
        return (BidRequest) brief;
    }

    /** Returns the campaign after a decision. */
    public CampaignState after(Decision.Changed changed) {
        var all = new ArrayList<>(slices);
        all.addAll(changed.planned());
        var answers = new TreeMap<>(responses);
        var response = changed.response();
        if (response != null) {
            answers.put(response.contactId(), response);
        }
        return new CampaignState(changed.campaign(), brief, all, answers);
    }

    /** Returns the campaign with one of its slices as it now stands. */
    public CampaignState with(Slice changed) {
        var all = slices.stream()
                .map(slice -> slice.wave() == changed.wave() && slice.index() == changed.index() ? changed : slice)
                .toList();
        return new CampaignState(campaign, brief, all, responses);
    }

    /** Returns the slice of the touch that is meant; empty when there is no such touch. */
    public Optional<Slice> slice(TouchRef touch) {
        return slices.stream()
                .filter(slice -> slice.wave() == touch.wave() && slice.index() == touch.index())
                .filter(slice -> touch.campaignId().equals(campaign.key().id())
                        && touch.position() < slice.touches().size())
                .findFirst();
    }

    /** Returns whether a contact has a touch in this campaign, in whatever state. */
    public boolean asked(String contactId) {
        return touches().anyMatch(touch -> touch.contactId().equals(contactId));
    }

    /** Returns every touch, in the order in which they were planned. */
    public Stream<Touch> touches() {
        return slices.stream().flatMap(slice -> slice.touches().stream());
    }

    /** Returns a touch as it is to be told: one that waits in a campaign that has ended will never be sent. */
    public Touch told(Touch touch) {
        return campaign.status().terminal()
                        && touch.state() == TouchState.PLANNED
                        && !touch.kind().notice()
                ? touch.in(TouchState.CANCELLED, "CAMPAIGN_ENDED")
                : touch;
    }

    /** Returns the touches of every contact that was asked, each in the order in which they were planned. */
    public SortedMap<String, List<Touch>> byContact() {
        var byContact = new TreeMap<String, List<Touch>>();
        touches()
                .filter(touch -> !touch.kind().notice())
                .forEach(touch -> byContact
                        .computeIfAbsent(touch.contactId(), _ -> new ArrayList<>())
                        .add(touch));
        return byContact;
    }
}
