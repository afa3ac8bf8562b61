package io.muster.bench.kill;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the stack said yes to: none of it may ever be missing.
 *
 * @param campaigns ids of campaigns that were created
 * @param bids contact by campaign, of bids that were recorded
 */
record Acknowledged(Set<String> campaigns, Map<String, Set<String>> bids) {

    Acknowledged() {
        this(ConcurrentHashMap.newKeySet(), new ConcurrentHashMap<>());
    }

    void campaign(String id) {
        campaigns.add(id);
    }

    void bid(String campaignId, String contactId) {
        bids.computeIfAbsent(campaignId, _ -> ConcurrentHashMap.newKeySet()).add(contactId);
    }

    int bidCount() {
        return bids.values().stream().mapToInt(Set::size).sum();
    }
}
