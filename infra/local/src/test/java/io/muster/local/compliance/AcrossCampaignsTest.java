package io.muster.local.compliance;

import static io.muster.local.compliance.Town.optOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are reached by persons and not by campaigns: what one campaign did counts for the next. */
class AcrossCampaignsTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final String HEADING = "company,email,trade,state,zip,tier";
    private static final String ONE = "One,one@example.com,lawn care,TX,78704,1";
    private static final String DAY = "{\"bidsNeeded\": 1, \"timelineHours\": 24, \"channels\": [\"email\"]}";
    private static final String DAYS =
            "{\"bidsNeeded\": 1, \"timelineHours\": 96, \"urgency\": \"urgent\", \"channels\": [\"email\"]}";

    @TempDir
    private Path folder;

    @Test
    void a_contact_of_two_campaigns_at_once_is_written_to_by_one_and_by_the_other_when_it_has_cooled_off() {
        try (var town = new Town(folder, MONDAY)) {
            town.contractors(HEADING, ONE);
            town.campaign("bc_1", "TX", DAY);
            var second = town.campaign("bc_2", "TX", DAYS);
            assertEquals(1, town.touches(second, "email").size(), "both have planned it");
            town.at(MONDAY.plus(Duration.ofDays(1)));
            var first = town.mailsTo("one@example.com").size();
            assertEquals(List.of("planned"), states(town, second), "the first one holds it");
            town.at(MONDAY.plus(Duration.ofHours(71)));
            assertEquals(first, town.mailsTo("one@example.com").size(), "and then it cools off");
            town.at(MONDAY.plus(Duration.ofDays(4)));
            var all = town.mailsTo("one@example.com").size();
            assertTrue(all > first, "the second has written");
            assertTrue(all <= 3, all + " messages in four days");
        }
    }

    @Test
    void an_opt_out_from_one_campaign_ends_the_other() {
        try (var town = new Town(folder, MONDAY)) {
            town.contractors(HEADING, ONE);
            var first = town.campaign("bc_1", "TX", DAY);
            var second = town.campaign("bc_2", "TX", DAYS);
            town.settle();
            var mails = town.mailsTo("one@example.com");
            assertEquals(1, mails.size());
            assertEquals(200, town.oneClick(optOut(mails.getFirst())).statusCode());
            town.api().post("/campaigns/" + first + "/cancel", new ObjectMapper().createObjectNode(), "c1");
            town.at(MONDAY.plus(Duration.ofDays(4)));
            assertEquals(1, town.mailsTo("one@example.com").size());
            var touch = town.touches(second, "email").getFirst();
            assertEquals("skipped", touch.path("state").asText());
            assertEquals("SUPPRESSED", touch.path("reason").asText());
        }
    }

    @Test
    void the_days_cap_of_a_channel_is_one_for_all_campaigns() {
        try (var town = new Town(folder, MONDAY)) {
            var rows = new ArrayList<>(List.of(HEADING));
            for (int i = 0; i < 36; i++) {
                rows.add("Lawn %d,lawn%d@example.com,lawn care,TX,78704,1".formatted(i, i));
                rows.add("Roof %d,roof%d@example.com,roofing,TX,78704,1".formatted(i, i));
            }
            town.contractors(rows.toArray(String[]::new));
            var wish =
                    "{\"bidsNeeded\": 40, \"timelineHours\": 30, \"channels\": [\"email\"], \"urgency\": \"urgent\"%s}";
            town.campaign("bc_1", "TX", wish.formatted(""));
            town.campaign("bc_2", "TX", wish.formatted(", \"projectType\": \"roofing\""));
            var midnight = Instant.parse("2026-05-05T00:00:00Z");
            town.at(midnight.minusSeconds(60));
            assertEquals(50, outreach(town), "of 72, in all campaigns");
            town.at(midnight.plusSeconds(60));
            assertTrue(outreach(town) >= 72, "the rest, on the next day");
            assertTrue(outreach(town) <= 100, outreach(town) + " in two days");
        }
    }

    private static List<String> states(Town town, String campaign) {
        return town.touches(campaign, "email").stream()
                .map(touch -> touch.path("state").asText())
                .toList();
    }

    private static long outreach(Town town) {
        return town.mails().stream()
                .filter(mail -> Town.header(mail, "To").matches(".*(lawn|roof)[0-9]+@example.com.*"))
                .count();
    }
}
