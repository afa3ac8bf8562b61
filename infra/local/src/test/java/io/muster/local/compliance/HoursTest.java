package io.muster.local.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody is reached in the night of their own place, whatever its law calls night and whatever its clocks do. */
class HoursTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {4}")
    @CsvSource({
        "FL, 33101, 2026-03-07T05:30:00Z, 2026-03-07T13:00:00Z, 'a winter night, to 8 in the morning'",
        "FL, 33101, 2026-03-08T05:30:00Z, 2026-03-08T12:00:00Z, 'the night that has no hour from 2 to 3'",
        "FL, 33101, 2026-11-01T04:30:00Z, 2026-11-01T13:00:00Z, 'the night that has the hour from 1 to 2 twice'",
        "FL, 33101, 2026-03-08T00:59:00Z, 2026-03-08T00:59:00Z, 'a minute to 8 in the evening'",
        "FL, 33101, 2026-03-08T01:00:00Z, 2026-03-08T12:00:00Z, '8 in the evening before the clocks change'",
        "CT, 06101, 2026-11-01T05:30:00Z, 2026-11-01T14:00:00Z, 'from 9 where the law says 9'",
        "TX, 78704, 2026-03-08T03:00:00Z, 2026-03-08T17:00:00Z, 'on Sundays from noon'",
        "TX, 78704, 2026-11-01T02:00:00Z, 2026-11-01T18:00:00Z, 'on Sundays from noon of the new time'",
        "RI, 02903, 2026-11-07T23:00:00Z, 2026-11-08T15:00:00Z, 'at weekends from 10 to 5'",
        "AZ, 85001, 2026-03-08T05:30:00Z, 2026-03-08T15:00:00Z, 'a state whose clocks never change'"
    })
    void a_call_waits_for_the_hours_of_the_state(
            String state, String zip, Instant created, Instant called, String when) {
        try (var town = new Town(folder, created)) {
            town.contractors(
                    "company,phone,trade,state,zip,tier,callConsentAt",
                    "One,(202) 555-0123,lawn care,%s,%s,1,2026-01-02T12:00:00Z".formatted(state, zip));
            var campaign = town.campaign(
                    "bc_1",
                    state,
                    "{\"bidsNeeded\": 1, \"timelineHours\": 24, \"channels\": [\"phone\"], \"urgency\": \"urgent\"}");
            town.at(created.plus(Duration.ofHours(23)));
            assertEquals(
                    called.toString(),
                    first(town, campaign, "phone").path("sentAt").asText(),
                    when);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-06T23:30:00Z, 2026-03-09T14:00:00Z",
        "2026-10-30T23:30:00Z, 2026-11-02T15:00:00Z",
        "2026-05-01T23:30:00Z, 2026-05-04T14:00:00Z"
    })
    void a_mail_of_a_campaign_that_does_not_press_waits_for_monday_morning_however_long_the_weekend_is(
            Instant created, Instant written) {
        try (var town = new Town(folder, created)) {
            town.contractors("company,email,trade,state,zip,tier", "One,one@example.com,lawn care,TX,78704,1");
            var campaign = town.campaign(
                    "bc_1",
                    "TX",
                    "{\"bidsNeeded\": 1, \"timelineHours\": 96, \"channels\": [\"email\"], \"urgency\": \"standard\"}");
            town.at(written.minusSeconds(60));
            assertEquals(0, town.mailsTo("one@example.com").size());
            town.at(written);
            assertEquals(1, town.mailsTo("one@example.com").size());
            assertEquals(
                    written.toString(),
                    first(town, campaign, "email").path("sentAt").asText());
        }
    }

    private static JsonNode first(Town town, String campaign, String channel) {
        return town.touches(campaign, channel).getFirst();
    }
}
