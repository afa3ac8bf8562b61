package io.muster.domain.adviser;

import java.util.List;

/**
 * A well-formed answer of an adviser.
 *
 * @param reasoning why, in a few sentences; at most {@link #LONGEST_TEXT} characters, like the next two
 * @param responseQuality what it makes of the responses
 * @param tierPerformance what it makes of the tiers
 * @param concerns what worries it, at most {@link #MOST_CONCERNS} lines
 * @param recommendations at least one, none twice
 * @param confidence how sure it is, 0 to 100
 */
public record Advice(
        Escalation escalation,
        String reasoning,
        String responseQuality,
        String tierPerformance,
        List<String> concerns,
        List<Recommendation> recommendations,
        int confidence) {

    public static final int LONGEST_TEXT = 2_000;
    public static final int LONGEST_CONCERN = 300;
    public static final int MOST_CONCERNS = 10;

    public Advice {
        concerns = List.copyOf(concerns);
        recommendations = List.copyOf(recommendations);
    }

    /** How strongly it would react. */
    public enum Escalation {
        NONE,
        MODERATE,
        AGGRESSIVE
    }

    /** Returns how many contractors it would add. */
    public int added() {
        return recommendations.stream()
                .mapToInt(recommended -> recommended.n() == null ? 0 : recommended.n())
                .sum();
    }
}
