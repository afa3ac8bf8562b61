package io.muster.domain.selection;

import io.muster.domain.contact.CategoryKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which categories of contractors some words speak of.
 *
 * @param keywords words or phrases by category key; only whole words count, so that "painting" is not found in
 *     "repainting"; kept in lower case with a blank on either side
 */
public record Categories(Map<String, Set<String>> keywords) {

    /** The trades that are known without anybody having stated any. */
    public static final Categories USUAL = usual("""
        lawn-care: lawn, mowing, turf, yard work
        landscaping: landscaping, landscape, landscaper
        tree-service: tree, trees, stump, arborist
        plumbing: plumbing, plumber, pipe, pipes, drain, leak, water heater
        electrical: electrical, electrician, wiring, outlet, breaker
        hvac: hvac, heating, cooling, furnace, air conditioning
        roofing: roof, roofing, roofer, shingles, gutter, gutters
        painting: painting, painter, paint
        flooring: flooring, floor, floors, hardwood, tile
        kitchen-remodel: kitchen
        bathroom-remodel: bathroom, bath, shower
        remodeling: remodeling, remodel, renovation, addition
        cleaning: cleaning, cleaner, maid
        pest-control: pest, termite, termites, exterminator
        fencing: fence, fencing
        concrete: concrete, driveway, patio
        snow-removal: snow
        handyman: handyman
        """);

    public Categories {
        var copy = new LinkedHashMap<String, Set<String>>();
        keywords.forEach((category, words) ->
                copy.put(category, words.stream().map(Categories::spaced).collect(Collectors.toUnmodifiableSet())));
        keywords = Collections.unmodifiableMap(copy);
    }

    /** Returns how a category is written. */
    public static String key(String category) {
        return CategoryKey.of(category);
    }

    /** Returns the categories that a text speaks of; where it speaks of none that is known, its own words are one. */
    public List<String> of(String text) {
        var words = spaced(text);
        var found = keywords.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(words::contains))
                .map(Map.Entry::getKey)
                .toList();
        if (!found.isEmpty()) {
            return found;
        }
        var own = CategoryKey.of(text);
        return own.isEmpty() ? List.of() : List.of(own);
    }

    private static String spaced(String text) {
        return " " + CategoryKey.of(text).replace('-', ' ') + " ";
    }

    private static Categories usual(String table) {
        var map = new LinkedHashMap<String, Set<String>>();
        table.lines().forEach(line -> {
            var parts = line.split(": ", 2);
            map.put(parts[0], Set.copyOf(Arrays.asList(parts[1].split(", ", -1))));
        });
        return new Categories(map);
    }
}
