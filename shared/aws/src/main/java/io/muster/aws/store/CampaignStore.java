package io.muster.aws.store;

import io.muster.aws.Platform;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Brief;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.Status;
import io.muster.domain.touch.Slice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Campaigns in the table: a head, its facts, its touches in slices, its responses and its history, in one partition. */
public final class CampaignStore {

    private final Table table;

    public CampaignStore(Table table) {
        this.table = table;
    }

    public CampaignStore(Platform platform) {
        this(Table.of(platform));
    }

    /** One page of campaigns, newest first; {@code next} is where the next page begins, absent on the last. */
    public record Listing(
            List<Campaign> campaigns, @Nullable String next) {

        public Listing {
            campaigns = List.copyOf(campaigns);
        }
    }

    /** Returns a campaign with all that its decisions look at, in one request. */
    public Optional<CampaignState> load(CampaignKey key) {
        return state(table.queryFrom(Keys.campaign(key), Keys.HEAD));
    }

    /** Returns the state that a campaign's items make, given from META on; empty when there is no head. */
    public static Optional<CampaignState> state(List<Map<String, AttributeValue>> items) {
        Campaign campaign = null;
        Brief brief = null;
        var slices = new ArrayList<Slice>();
        var responses = new TreeMap<String, Response>();
        for (var item : items) {
            var sk = Items.text(item, "sk");
            if (sk.equals(Keys.HEAD)) {
                campaign = head(item);
            } else if (sk.equals("REQ")) {
                brief = brief(item);
            } else if (sk.startsWith("S#")) {
                slices.add(Items.read(Slice.class, item));
            } else if (sk.startsWith("R#")) {
                var response = Items.read(Response.class, item);
                responses.put(response.contactId(), response);
            }
        }
        return campaign == null || brief == null
                ? Optional.empty()
                : Optional.of(new CampaignState(campaign, brief, slices, responses));
    }

    /** Returns a campaign's head. */
    public Optional<Campaign> head(CampaignKey key) {
        return table.get(Keys.meta(key)).map(CampaignStore::head);
    }

    /** Returns those of the campaigns that are paused. */
    public Set<String> paused(String workspace, Set<String> campaignIds) {
        return those(workspace, campaignIds, status -> status == Status.PAUSED);
    }

    /** Returns those of the campaigns that stand so. */
    Set<String> those(String workspace, Set<String> campaignIds, Predicate<Status> such) {
        var keys = campaignIds.stream()
                .map(id -> Keys.meta(new CampaignKey(workspace, id)))
                .toList();
        return table.getAll(keys).values().stream()
                .map(CampaignStore::head)
                .filter(campaign -> such.test(campaign.status()))
                .map(campaign -> campaign.key().id())
                .collect(Collectors.toSet());
    }

    /** Returns what happened to a campaign, in order. */
    public List<History> history(CampaignKey key) {
        return table.queryPrefix(Keys.campaign(key), "H#").stream()
                .map(item -> Items.read(History.class, item))
                .sorted(Comparator.comparingLong(History::version))
                .toList();
    }

    /** Returns the record of one input, if it was applied. */
    public Optional<History> history(CampaignKey key, String inputId) {
        return table.get(Keys.history(key, inputId)).map(item -> Items.read(History.class, item));
    }

    /** Returns a workspace's campaigns, newest first. */
    public Listing list(String workspace, int limit, @Nullable String from) {
        var page = table.list(
                Keys.campaigns(workspace), false, limit, from, id -> Keys.meta(new CampaignKey(workspace, id)));
        return new Listing(page.as(CampaignStore::head), page.next());
    }

    /**
     * Returns a campaign's head as it is stored.
     *
     * @param due when the sweeper looks at it (machine time); absent for never
     */
    public static Map<String, AttributeValue> meta(Campaign campaign, @Nullable Instant due) {
        var key = campaign.key();
        var item = Items.write(Keys.meta(key), campaign);
        item.put("find_pk", AttributeValue.fromS(Keys.campaigns(key.workspace())));
        item.put("find_sk", AttributeValue.fromS(key.id()));
        if (due != null) {
            item.put("due_pk", AttributeValue.fromS(Keys.due(key)));
            item.put("due_sk", AttributeValue.fromS(dueKey(due)));
        }
        return item;
    }

    /** Returns a moment as the index of due campaigns sorts it: whole seconds, since fractions do not sort as text. */
    public static String dueKey(Instant machine) {
        return machine.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns a campaign's unchanging facts as they are stored. */
    public static Map<String, AttributeValue> brief(CampaignKey key, Brief brief) {
        var item = new HashMap<>(Items.attribute(Brief.class, brief).m());
        item.putAll(Keys.request(key).attributes());
        return item;
    }

    /** Returns the facts that an item holds; before there were account campaigns, they bore no type. */
    static Brief brief(Map<String, AttributeValue> item) {
        return item.containsKey("type")
                ? Items.read(Brief.class, AttributeValue.fromM(item))
                : Items.read(BidRequest.class, item);
    }

    /** Returns the head that an item holds; before there were account campaigns, it named its bid card. */
    static Campaign head(Map<String, AttributeValue> item) {
        return Items.read(Campaign.class, Subjects.named(item));
    }

    /** Returns a slice as it is stored. */
    public static Map<String, AttributeValue> slice(CampaignKey key, Slice slice) {
        var item = Items.write(Keys.slice(key, slice.wave(), slice.index()), slice);
        UnknownTouches.mark(item, slice);
        return item;
    }

    /** Returns a response as it is stored. */
    public static Map<String, AttributeValue> response(CampaignKey key, Response response) {
        return Items.write(Keys.response(key, response.contactId()), response);
    }

    /** Returns a history record as it is stored. */
    public static Map<String, AttributeValue> history(CampaignKey key, History history) {
        return Items.write(Keys.history(key, history.inputId()), history);
    }
}
