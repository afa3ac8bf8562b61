package io.muster.aws.pool;

import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.contact.Grid;
import io.muster.domain.contact.Tier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The contractors of one tier for one piece of work, best first: the index partitions of its categories and places
 * merged in rank order, each read a page at a time and only when the next contractor may come from it.
 */
final class RankedSearch {

    private static final int MOST_PAGES = 8;
    private static final int LONGEST_PAGE = 400;

    private final Table table;
    private final Tier tier;
    private final int firstPage;
    private final List<Partition> partitions = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** Prepares a search that expects to be asked for about so many. */
    RankedSearch(Table table, String workspace, BidRequest request, Tier tier, int expected) {
        this.table = table;
        this.tier = tier;
        this.firstPage = Math.min(expected, LONGEST_PAGE);
        for (var category : request.categories()) {
            for (var place : places(request.place())) {
                partitions.add(new Partition(Keys.ranked(workspace, category, place, tier)));
            }
        }
    }

    /** Returns whose search this is. */
    Tier tier() {
        return tier;
    }

    /** Returns the next best contractor that was not returned yet; null when there is none or too many were passed. */
    @Nullable
    Listed next() {
        while (true) {
            var best = partitions.stream()
                    .filter(Partition::more)
                    .min(Comparator.comparing(Partition::rank))
                    .orElse(null);
            if (best == null) {
                return null;
            }
            var listed = best.take();
            if (seen.add(listed.contactId())) {
                return listed;
            }
        }
    }

    private static List<String> places(BidRequest.Place place) {
        var latitude = place.latitude();
        var longitude = place.longitude();
        return latitude != null && longitude != null
                ? Grid.cells(latitude, longitude, place.radiusKm())
                : List.of(Objects.requireNonNull(place.state()));
    }

    /** One partition of the index; pages grow, so that few contractors cost little and many cost few requests. */
    private final class Partition {

        private final String pk;
        private final Deque<Map<String, AttributeValue>> read = new ArrayDeque<>();
        private @Nullable Map<String, AttributeValue> next;
        private int pages;

        Partition(String pk) {
            this.pk = pk;
        }

        boolean more() {
            while (read.isEmpty() && (pages == 0 || next != null) && pages < MOST_PAGES) {
                var page = table.find(pk, true, Math.min(LONGEST_PAGE, firstPage << pages), next);
                read.addAll(page.items());
                next = page.next();
                pages++;
            }
            return !read.isEmpty();
        }

        String rank() {
            return Items.text(read.element(), "find_sk");
        }

        Listed take() {
            return Items.read(Listed.class, Objects.requireNonNull(read.remove().get("sel")));
        }
    }
}
