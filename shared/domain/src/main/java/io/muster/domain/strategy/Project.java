package io.muster.domain.strategy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The facts of a project that move the chance of a bid.
 *
 * @param type free text such as "kitchen remodel"; may be empty
 * @param categories the categories asked for; may be empty
 * @param groupBidding whether sibling projects are offered together, or the urgency says so
 */
public record Project(String type, List<String> categories, boolean groupBidding) {

    private static final Set<String> PRESSING = Set.of("emergency", "urgent", "leak", "damage");
    private static final Set<String> BUILDING = Set.of("remodel", "renovation", "addition");

    public Project {
        categories = List.copyOf(categories);
    }

    public static Project of(String type) {
        return new Project(type, List.of(), false);
    }

    /** Returns what the usual chance is multiplied by: group bidding draws, hurry deters, building attracts. */
    public double multiplier() {
        var words = Arrays.stream(type.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .collect(Collectors.toSet());
        return (groupBidding ? 1.2 : 1)
                * (words.stream().anyMatch(PRESSING::contains) ? 0.8 : 1)
                * (words.stream().anyMatch(BUILDING::contains) ? 1.1 : 1);
    }
}
