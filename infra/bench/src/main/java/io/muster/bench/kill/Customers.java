package io.muster.bench.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.local.LocalApi;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Those who ask for campaigns, and contractors who bid without having been asked, over HTTP. Each request is repeated
 * under its idempotency key until it is answered, as any careful client does when the line breaks.
 */
final class Customers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<LocalApi> api;
    private final Acknowledged acknowledged;
    private final int bids;
    private final Map<Integer, String> campaigns = new ConcurrentHashMap<>();
    private final AtomicInteger repeated = new AtomicInteger();

    Customers(Supplier<LocalApi> api, Acknowledged acknowledged, int bids) {
        this.api = api;
        this.acknowledged = acknowledged;
        this.bids = bids;
    }

    /** Returns how many requests had to be repeated since the stack died under them. */
    int repeated() {
        return repeated.get();
    }

    /** Asks for campaigns by number. */
    void ask(int from, int to) {
        for (int number = from; number <= to; number++) {
            var created = insist("/campaigns", request(number), "campaign-" + number);
            var id = created.path("id").asText();
            campaigns.put(number, id);
            acknowledged.campaign(id);
        }
    }

    /** Has somebody walk in and bid on each of these campaigns, and waits between them. */
    void bid(int from, int to, Duration between) {
        for (int number = from; number <= to; number++) {
            var id = Objects.requireNonNull(campaigns.get(number));
            var contact = insist("/contacts", walkIn(number), "walk-in-" + number)
                    .path("id")
                    .asText();
            var bid = JSON.createObjectNode().put("contactId", contact).put("bidId", "walk-in-" + number);
            insist("/campaigns/" + id + "/bids", bid, "bid-" + number);
            acknowledged.bid(id, contact);
            LockSupport.parkNanos(between.toNanos());
        }
    }

    private JsonNode insist(String path, JsonNode body, String key) {
        while (true) {
            try {
                return api.get().post(path, body, key);
            } catch (LocalApi.Refused refused) {
                if (refused.status() < 500) {
                    throw refused;
                }
            } catch (RuntimeException down) {
                repeated.incrementAndGet();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Somebody who is in no category, and so is asked by no campaign. */
    private static JsonNode walkIn(int number) {
        var contact = JSON.createObjectNode();
        contact.putObject("profile")
                .put("company", "Walk-in " + number)
                .put("email", "walk-in-" + number + "@example.com");
        return contact;
    }

    private JsonNode request(int number) {
        var request = JSON.createObjectNode();
        request.put("bidCardId", "bc_kill_" + number);
        request.put("title", "Lawn " + number);
        request.put("projectType", "lawn care");
        request.put("bidsNeeded", bids);
        request.put("timelineHours", 24);
        request.put("urgency", "urgent");
        request.putArray("categories").add("lawn-care");
        request.putObject("location").put("city", "Austin").put("state", "TX").put("country", "US");
        return request;
    }
}
