package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** How many of each tier a first wave may take when 4 or fewer bids are needed; more needed, more allowed. */
public record TierCaps(int internal, int prospect, int general) {

    public static final TierCaps DEFAULT = new TierCaps(5, 10, 15);

    private static final double USUAL_NEED = 4;

    public TierCaps {
        if (internal < 0 || prospect < 0 || general < 0) {
            throw new IllegalArgumentException("Caps cannot be negative: " + internal + "/" + prospect + "/" + general);
        }
    }

    public int of(Tier tier, int needed) {
        int base = switch (tier) {
            case INTERNAL -> internal;
            case PROSPECT -> prospect;
            case GENERAL -> general;
        };
        return (int) Math.floor(base * Math.max(1, needed / USUAL_NEED));
    }

    /** Returns the prospects in tier order, each tier in the order given and no longer than its cap. */
    List<Prospect> firstOf(List<Prospect> ranked, int needed) {
        var byTier = new EnumMap<Tier, List<Prospect>>(Tier.class);
        for (var prospect : ranked) {
            var tier = byTier.computeIfAbsent(prospect.tier(), any -> new ArrayList<>());
            if (tier.size() < of(prospect.tier(), needed)) {
                tier.add(prospect);
            }
        }
        return byTier.values().stream().flatMap(List::stream).toList();
    }
}
