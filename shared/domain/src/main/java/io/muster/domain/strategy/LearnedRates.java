package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a workspace has learned from ended campaigns, by category and tier; read for the categories of one project. */
public record LearnedRates(Map<String, Map<Tier, Observed>> byCategory) {

    public static final LearnedRates NOTHING = new LearnedRates(Map.of());

    public LearnedRates {
        byCategory = byCategory.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
    }

    /** Returns all that was observed in this tier over the given categories. */
    public Observed in(List<String> categories, Tier tier) {
        return categories.stream()
                .distinct()
                .map(category -> byCategory.getOrDefault(category, Map.of()).getOrDefault(tier, Observed.NOTHING))
                .reduce(Observed.NOTHING, Observed::plus);
    }
}
