package io.muster.bench.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.bench.Page;
import io.muster.bench.cost.MonthlyCost.Months;
import io.muster.bench.cost.Prices.Price;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arithmetic of the month's bill, and that it is the bill of what was counted. */
class MonthlyCostTest {

    private static final Usage NOTHING = new Usage(new TreeMap<>());

    private static final Prices PRICES = new Prices(
            "nowhere, 2026-01",
            new TreeMap<>(Map.of("requests", new Price(0.5, 1_000_000, 1_000_000), "alarms", new Price(0.1, 1, 10))));

    private static Months counted = new Months(NOTHING, NOTHING, NOTHING);

    @BeforeAll
    static void count() throws IOException {
        try (var _ = Page.open()) {
            counted = Months.counted();
        }
    }

    @Test
    void what_is_free_is_taken_off_once_and_never_below_nothing() {
        var usage = Map.of("requests", 3_000_000.0, "alarms", 4.0);
        assertEquals(1.5 + 0.4, PRICES.of(usage), 1e-9);
        assertEquals(1.0, PRICES.beyondFree(usage), 1e-9);
    }

    @Test
    void a_month_is_what_stands_idle_and_what_its_campaigns_use() {
        var idle = new Usage(new TreeMap<>(Map.of("alarms", 12.0)));
        var inUse = new Usage(new TreeMap<>(Map.of("alarms", 1.0)));
        var campaign = new Usage(new TreeMap<>(Map.of("requests", 70.0)));
        var months = new Months(idle, inUse, campaign);
        assertEquals(Map.of("alarms", 12.0), months.with(0).amounts());
        assertEquals(
                Map.of("alarms", 13.0, "requests", 70_000.0), months.with(1_000).amounts());
        assertEquals(1.3 + 3.5, PRICES.of(months.with(100_000).amounts()), 1e-9);
    }

    @Test
    void time_in_functions_follows_from_what_they_ask_and_send() {
        var count = new Count(
                Map.of(
                        "DynamoDb.getItem",
                        3,
                        "Sqs.receiveMessage",
                        2,
                        "Sqs.deleteMessageBatch",
                        2,
                        "Sqs.sendMessage",
                        1),
                9,
                5,
                2);
        var facts = Facts.ofTheStack();
        double seconds = (2 + 1) * facts.number("own.seconds")
                + (3 + 1) * facts.number("request.seconds")
                + 2 * facts.number("send.seconds");
        var expected = Map.of(
                "dynamodb.write.units", 9.0,
                "dynamodb.read.units", 5.0,
                "lambda.requests", 3.0,
                "lambda.gigabyte.seconds", seconds * facts.number("memory.gigabytes"),
                "sqs.requests", 9.0,
                "scheduler.invocations", 4.0,
                "apigateway.http.requests", 1.0);
        assertEquals(expected, Usage.of(count, 4, 1, facts).amounts());
    }

    @Test
    void every_part_of_the_reference_campaign_is_on_the_bill_the_same_each_time() throws IOException {
        try (var _ = Page.open()) {
            assertEquals(counted, Months.counted());
            var campaign = counted.campaign();
            assertEquals(8, campaign.amount("ses.messages"));
            assertEquals(16, campaign.amount("sns.publishes"));
            assertEquals(5, campaign.amount("apigateway.http.requests"));
            var used = Map.copyOf(counted.with(1).amounts());
            used.forEach((name, amount) -> assertTrue(amount >= 0, name));
            assertEquals(Prices.known().prices().keySet(), used.keySet());
            double dollars = Prices.known().of(campaign.without("ses.messages").amounts());
            assertTrue(dollars > 0.000_1 && dollars < 0.000_5, () -> dollars + " dollars a campaign");
        }
    }

    @Test
    void an_idle_installation_pays_for_its_pollers_and_its_minute_only() {
        var idle = counted.with(0);
        double polls = Facts.ofTheStack().number("event.sources") * 5 * 3 * 60 * 730;
        assertEquals(polls, idle.amount("sqs.requests"));
        assertEquals(60 * 730, idle.amount("lambda.requests"));
        assertEquals(60 * 730, idle.amount("scheduler.invocations"));
        assertEquals(5 * 0.5 * 60 * 730, idle.amount("dynamodb.read.units"));
        assertEquals(0, idle.amount("dynamodb.write.units"));
    }
}
