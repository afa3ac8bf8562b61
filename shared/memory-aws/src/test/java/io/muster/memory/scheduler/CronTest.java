package io.muster.memory.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 8 * * ? *        | UTC           | 2026-03-02T07:59:59Z | 2026-03-02T08:00:00Z
        0 8 * * ? *        | UTC           | 2026-03-02T08:00:00Z | 2026-03-03T08:00:00Z
        0/15 * * * ? *     | UTC           | 2026-03-02T09:01:00Z | 2026-03-02T09:15:00Z
        5,35 14 * * ? *    | UTC           | 2026-03-02T14:05:00Z | 2026-03-02T14:35:00Z
        15 10 ? * MON-FRI *| UTC           | 2026-03-06T10:15:00Z | 2026-03-09T10:15:00Z
        0 9 ? * 2#1 *      | UTC           | 2026-03-02T09:00:00Z | 2026-04-06T09:00:00Z
        0 9 ? * 6L *       | UTC           | 2026-03-02T09:00:00Z | 2026-03-27T09:00:00Z
        0 9 L * ? *        | UTC           | 2026-03-02T09:00:00Z | 2026-03-31T09:00:00Z
        0 9 15W * ? *      | UTC           | 2026-03-02T09:00:00Z | 2026-03-16T09:00:00Z
        0 9 1W * ? *       | UTC           | 2026-07-31T10:00:00Z | 2026-08-03T09:00:00Z
        0 9 LW * ? *       | UTC           | 2026-05-02T09:00:00Z | 2026-05-29T09:00:00Z
        0 9 29 FEB ? *     | UTC           | 2026-03-02T09:00:00Z | 2028-02-29T09:00:00Z
        0 0 1 1 ? 2030     | UTC           | 2026-03-02T09:00:00Z | 2030-01-01T00:00:00Z
        0 8 * * ? *        | Europe/Berlin | 2026-03-02T09:00:00Z | 2026-03-03T07:00:00Z
        0 8 * * ? *        | Europe/Berlin | 2026-06-02T09:00:00Z | 2026-06-03T06:00:00Z
        30 2 * * ? *       | Europe/Berlin | 2026-03-28T09:00:00Z | 2026-03-30T00:30:00Z
        30 2 * * ? *       | Europe/Berlin | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
        """)
    void the_next_occurrence_is_the_one_that_the_calendar_has(String cron, String zone, String after, String next) {
        assertEquals(Optional.of(Instant.parse(next)), Cron.of(cron).next(Instant.parse(after), ZoneId.of(zone)));
    }

    @ParameterizedTest
    @CsvSource({"0 0 1 1 ? 2020,2026-03-02T09:00:00Z", "0 0 31 FEB ? *,2026-03-02T09:00:00Z"})
    void an_expression_that_has_no_more_occurrences_is_over(String cron, String after) {
        assertEquals(Optional.empty(), Cron.of(cron).next(Instant.parse(after), ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0 8 * * ?",
                "60 8 * * ? *",
                "0 24 * * ? *",
                "0 8 * * * *",
                "0 8 ? * ? *",
                "0 8 32 * ? *",
                "0 8 * 13 ? *",
                "0 8 ? * 8 *",
                "0 8 * * ? 1969",
                "5-1 8 * * ? *",
                "x 8 * * ? *",
                "0 8 ? * 2#6 *"
            })
    void what_is_no_expression_is_refused(String cron) {
        assertThrows(IllegalArgumentException.class, () -> Cron.of(cron));
    }
}
