package io.muster.domain.campaign;

import io.muster.domain.contact.Tier;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom a wave asks and why.
 *
 * @param wave the wave's number; 0 when nobody is asked
 * @param contacts how many of each tier are asked
 * @param reasons why each contractor was chosen, in rank order
 * @param passedOver how many were passed over, by reason
 * @param pSuccess the chance of success once they have been asked
 * @param feasible whether that reaches the wanted confidence
 * @param missing how many contractors are missing where it does not; absent when not even a thousand would do
 */
public record WavePlan(
        int wave,
        Map<Tier, Integer> contacts,
        Map<String, String> reasons,
        Map<String, Integer> passedOver,
        double pSuccess,
        boolean feasible,
        @Nullable Integer missing,
        List<String> risks,
        List<String> recommendations) {

    public WavePlan {
        contacts = Collections.unmodifiableMap(new TreeMap<>(contacts));
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
        passedOver = Collections.unmodifiableMap(new TreeMap<>(passedOver));
        risks = List.copyOf(risks);
        recommendations = List.copyOf(recommendations);
    }

    /** Returns how many contractors are asked. */
    public int total() {
        return contacts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
