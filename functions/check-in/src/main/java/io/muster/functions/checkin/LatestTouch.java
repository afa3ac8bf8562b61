package io.muster.functions.checkin;

import io.muster.aws.Platform;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a text answers, which does not say so itself: the latest text to whoever has the number, and where nobody was
 * texted, the latest message of any kind. Campaigns are looked into only where there is a choice between them.
 *
 * @param contactId to whom it went
 */
record LatestTouch(String contactId, String campaignId, Instant at) {

    private static final Comparator<LatestTouch> BY_TIME =
            Comparator.comparing(LatestTouch::at).thenComparing(LatestTouch::contactId);

    /** Returns the latest touch of contacts that is told to a text; empty when no campaign has touched any of them. */
    static Optional<LatestTouch> of(Platform platform, String workspace, Collection<String> contactIds) {
        var gates = new GateStore(Table.of(platform));
        var touched = gates.find(workspace, contactIds).values().stream()
                .flatMap(gate -> gate.recent().stream()
                        .map(recent -> new LatestTouch(gate.contactId(), recent.campaignId(), recent.at())))
                .toList();
        boolean choice =
                touched.stream().map(LatestTouch::campaignId).distinct().count() > 1;
        return (choice ? texted(platform, workspace, touched) : Stream.<LatestTouch>empty())
                .max(BY_TIME)
                .or(() -> touched.stream().max(BY_TIME));
    }

    private static Stream<LatestTouch> texted(Platform platform, String workspace, List<LatestTouch> touched) {
        var campaigns = new CampaignStore(platform);
        return touched.stream()
                .map(LatestTouch::campaignId)
                .distinct()
                .flatMap(campaignId -> campaigns.load(new CampaignKey(workspace, campaignId)).stream()
                        .flatMap(state -> state.touches()
                                .filter(touch -> touched.stream()
                                        .anyMatch(one -> one.contactId().equals(touch.contactId())))
                                .filter(LatestTouch::went)
                                .map(touch -> new LatestTouch(
                                        touch.contactId(), campaignId, Objects.requireNonNull(touch.sentAt())))));
    }

    /** A text that is just being sent may be answered before that is written down. */
    private static boolean went(Touch touch) {
        return touch.channel() == Channel.SMS
                && touch.sentAt() != null
                && !touch.state().lost()
                && !touch.kind().notice();
    }
}
