package io.muster.aws.store;

import io.muster.aws.Platform;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a workspace learned from ended campaigns: counters by category and tier, added to once per campaign. */
public final class RateStore {

    private final Table table;

    public RateStore(Table table) {
        this.table = table;
    }

    public RateStore(Platform platform) {
        this(new Table(platform.dynamoDb(), platform.installation().table()));
    }

    /** Returns all that a workspace has learned, in one request. */
    public LearnedRates of(String workspace) {
        var byCategory = new HashMap<String, Map<Tier, Observed>>();
        for (var item : table.queryAll(Keys.rates(workspace))) {
            var sk = Items.text(item, "sk");
            int cut = sk.lastIndexOf('#');
            byCategory
                    .computeIfAbsent(sk.substring(0, cut), _ -> new HashMap<>())
                    .put(Tier.of(Integer.parseInt(sk.substring(cut + 1))), Items.read(Observed.class, item));
        }
        return new LearnedRates(byCategory);
    }

    /** Adds to a transaction what a campaign taught about a category and tier. */
    public static void learn(Transaction transaction, String workspace, String category, Tier tier, Observed observed) {
        transaction.update(
                Keys.rate(workspace, category, tier),
                "ADD bids :bids, declines :declines, silent :silent",
                null,
                Map.of(),
                Map.of(
                        ":bids", number(observed.bids()),
                        ":declines", number(observed.declines()),
                        ":silent", number(observed.silent())));
    }

    private static AttributeValue number(long count) {
        return AttributeValue.fromN(Long.toString(count));
    }
}
