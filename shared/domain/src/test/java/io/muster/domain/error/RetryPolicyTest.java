package io.muster.domain.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Retry NEVER = new Retry.Never();
    private static final Retry QUEUE = new Retry.Redelivery();
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static Retry after(double seconds) {
        return new Retry.After(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** What follows the first to the eleventh failure, with nothing asked and half drawn. */
    private static List<Retry> story(Category category) {
        var story = new ArrayList<Retry>();
        for (int failures = 1; failures <= 11; failures++) {
            story.add(RetryPolicy.of(category).next(failures, null, 0.5));
        }
        return story;
    }

    private static List<Retry> ten(Retry rest, Retry... first) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(Collections.nCopies(9 - first.length, rest));
        all.addAll(List.of(NEVER, NEVER));
        return all;
    }

    @Test
    void every_category_has_its_row() {
        var expected = new EnumMap<Category, List<Retry>>(Category.class);
        expected.put(Category.DATABASE, ten(QUEUE, after(0.5), after(2)));
        expected.put(Category.API, ten(QUEUE, after(1), after(5), after(15)));
        expected.put(Category.TIMEOUT, ten(after(10)));
        expected.put(Category.RATE_LIMIT, ten(after(60)));
        var unknown = new ArrayList<>(List.of(after(5), after(15)));
        unknown.addAll(Collections.nCopies(9, NEVER));
        expected.put(Category.UNKNOWN, unknown);
        for (var none : List.of(Category.INTEGRATION, Category.VALIDATION, Category.PERMISSION)) {
            expected.put(none, Collections.nCopies(11, NEVER));
        }
        var actual = new EnumMap<Category, List<Retry>>(Category.class);
        for (var category : Category.values()) {
            actual.put(category, story(category));
        }
        assertEquals(expected, actual);
    }

    @Test
    void trouble_of_the_database_or_a_provider_is_left_to_the_queue_before_a_message_is_given_up() {
        for (var category : List.of(Category.DATABASE, Category.API)) {
            assertEquals(QUEUE, RetryPolicy.of(category).next(RetryPolicy.MOST_DELIVERIES - 1, null, 0.5));
        }
    }

    @Test
    void what_the_provider_asks_for_is_heeded_up_to_a_quarter_of_an_hour() {
        var policy = RetryPolicy.of(Category.RATE_LIMIT);
        assertEquals(after(7), policy.next(1, Duration.ofSeconds(7), 0));
        assertEquals(after(900), policy.next(1, Duration.ofDays(3), 0));
        assertEquals(NEVER, policy.next(10, Duration.ofSeconds(7), 0));
        assertEquals(NEVER, RetryPolicy.of(Category.INTEGRATION).next(1, Duration.ofSeconds(7), 0));
    }

    @Test
    void a_retry_at_or_after_the_deadline_is_too_late() {
        var deadline = NOON.plusSeconds(10);
        assertEquals(after(9), RetryPolicy.within(after(9), NOON, deadline));
        assertEquals(new Retry.TooLate(deadline), RetryPolicy.within(after(10), NOON, deadline));
        assertEquals(NEVER, RetryPolicy.within(NEVER, NOON, deadline));
        assertEquals(QUEUE, RetryPolicy.within(QUEUE, NOON, deadline));
    }

    @Test
    void a_function_waits_nothing_first_and_then_a_random_part_of_what_doubles_from_50_ms() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        var most = List.of(0, 50, 100, 200, 400, 800, 800, 800);
        for (int attempt = 0; attempt < most.size(); attempt++) {
            var longest = Duration.ofMillis(most.get(attempt));
            assertEquals(Duration.ZERO, Backoff.before(attempt, 0));
            assertEquals(longest.dividedBy(2), Backoff.before(attempt, 0.5));
            for (int draw = 0; draw < 1000; draw++) {
                assertTrue(Backoff.before(attempt, random.nextDouble()).compareTo(longest) <= 0);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> Backoff.before(1, 1));
    }

    @Test
    void severities_are_those_of_the_table() {
        var severities = new EnumMap<Category, Severity>(Category.class);
        for (var category : Category.values()) {
            severities.put(category, category.severity());
        }
        assertEquals(
                Map.of(
                        Category.DATABASE, Severity.MEDIUM,
                        Category.API, Severity.MEDIUM,
                        Category.TIMEOUT, Severity.MEDIUM,
                        Category.RATE_LIMIT, Severity.MEDIUM,
                        Category.INTEGRATION, Severity.HIGH,
                        Category.VALIDATION, Severity.LOW,
                        Category.PERMISSION, Severity.HIGH,
                        Category.UNKNOWN, Severity.HIGH),
                severities);
    }

    @Test
    void every_status_has_a_category() {
        var special = Map.ofEntries(
                Map.entry(401, Category.PERMISSION),
                Map.entry(402, Category.PERMISSION),
                Map.entry(403, Category.PERMISSION),
                Map.entry(404, Category.INTEGRATION),
                Map.entry(405, Category.INTEGRATION),
                Map.entry(406, Category.INTEGRATION),
                Map.entry(408, Category.TIMEOUT),
                Map.entry(409, Category.DATABASE),
                Map.entry(410, Category.INTEGRATION),
                Map.entry(415, Category.INTEGRATION),
                Map.entry(426, Category.INTEGRATION),
                Map.entry(429, Category.RATE_LIMIT),
                Map.entry(501, Category.INTEGRATION),
                Map.entry(504, Category.TIMEOUT),
                Map.entry(505, Category.INTEGRATION));
        for (int status = 0; status < 700; status++) {
            var group = switch (status / 100) {
                case 4 -> Category.VALIDATION;
                case 5 -> Category.API;
                default -> Category.UNKNOWN;
            };
            assertEquals(special.getOrDefault(status, group), Category.ofStatus(status), "status " + status);
        }
    }
}
