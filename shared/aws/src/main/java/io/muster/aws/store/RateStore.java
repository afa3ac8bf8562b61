package io.muster.aws.store;

import io.muster.aws.Platform;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.TimeToBid;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a workspace learned from ended campaigns, once from each: counters by category and tier, which are added to, and
 * per category the latest waits, which are written on their version.
 */
public final class RateStore {

    private final Table table;

    public RateStore(Table table) {
        this.table = table;
    }

    public RateStore(Platform platform) {
        this(Table.of(platform));
    }

    /** All that a workspace has learned, waits by category. */
    public record Learned(LearnedRates rates, Map<String, Waits> waits) {

        public Learned {
            waits = Map.copyOf(waits);
        }

        /** Returns how long bids take in some categories, as far as enough of them were seen. */
        public TimeToBid timeToBid(List<String> categories) {
            return TimeToBid.learned(categories.stream()
                    .distinct()
                    .flatMap(category -> waits(category).observed().stream())
                    .toList());
        }

        /** Returns the waits of one category. */
        public Waits waits(String category) {
            return waits.getOrDefault(category, Waits.NONE);
        }
    }

    /** Returns all that a workspace has learned, in one request. */
    public Learned of(String workspace) {
        var rates = new HashMap<String, Map<Tier, Observed>>();
        var waits = new HashMap<String, Waits>();
        for (var item : table.queryAll(Keys.rates(workspace))) {
            var sk = Items.text(item, "sk");
            int cut = sk.lastIndexOf('#');
            var category = sk.substring(0, cut);
            if (sk.endsWith(Keys.WAITS)) {
                waits.put(category, Items.read(Waits.class, item));
            } else {
                rates.computeIfAbsent(category, _ -> new HashMap<>())
                        .put(Tier.of(Integer.parseInt(sk.substring(cut + 1))), Items.read(Observed.class, item));
            }
        }
        return new Learned(new LearnedRates(rates), waits);
    }

    /** Adds to a transaction the waits of a category, over those that it was made of. */
    public static void keep(Transaction transaction, String workspace, String category, Waits waits) {
        transaction.putIfVersion(Items.write(Keys.waits(workspace, category), waits), waits.version() - 1);
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

    private static AttributeValue number(Number count) {
        return AttributeValue.fromN(new BigDecimal(count.toString()).toPlainString());
    }
}
