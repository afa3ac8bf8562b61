package io.muster.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SimulationPageTest {

    private static final String PREVIEW = """
        {"bidsNeeded": 4, "zone": "America/Chicago", "simulation": {
          "simulations": 1000, "seed": 7, "pSuccess": 0.994, "interval": {"low": 0.987, "high": 0.9973},
          "bids": {"mean": 5.91, "p5": 4, "p25": 5, "p50": 6, "p75": 7, "p95": 8},
          "contacted": {"mean": 8.94, "p5": 8, "p25": 8, "p50": 8, "p75": 9, "p95": 14},
          "bidsOverTime": [
            {"at": "2026-06-01T14:00:00Z", "bids": {"p5": 0, "p25": 0, "p75": 0, "p95": 0}, "goalMet": 0},
            {"at": "2026-06-01T15:00:00Z", "bids": {"p5": 0, "p25": 1, "p75": 2, "p95": 3}, "goalMet": 0.01},
            {"at": "2026-06-01T16:00:00Z", "bids": {"p5": 0, "p25": 1, "p75": 3, "p95": 4}, "goalMet": 0.1},
            {"at": "2026-06-01T17:00:00Z", "bids": {"p5": 2, "p25": 4, "p75": 6, "p95": 8}, "goalMet": 0.8}],
          "sendsPerHour": [{"from": "2026-06-01T14:00:00Z", "mean": 8.0, "most": 8}],
          "heldBack": [{"because": "quiet_hours", "moved": 1.25, "byPerson": 0.0, "lost": 0.0}],
          "cost": {"mean": {"total": 31.5}, "p5": 8, "p95": 108},
          "levels": [{"level": "none", "highest": 0.97, "escalations": 0}, {"level": "mild", "highest": 0.03, "escalations": 0.03}]}}\
        """;

    @Test
    void a_simulation_is_told_as_a_chart_and_a_few_tables() throws JsonProcessingException {
        var printed = new ByteArrayOutputStream();
        var console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), false, false);
        SimulationPage.print(new ObjectMapper().readTree(PREVIEW), console);
        assertEquals("""
               In 1000 simulated lives (seed 7) the goal was met in 99.4 % of them (with 95 % confidence 98.7 % to 99.7 %).
               On average 5.9 bids came from 8.9 contacts; 5 to 95 %: 4–8 bids, 8–14 contacts.

               bids by then (─ 5 to 95 %, █ 25 to 75 %, | goal)    5–95 %  goal met
               Mon 09:00  █···············|·················       0–0       0 %
               Mon 12:00  ········────────|█████████────────       2–8      80 %

               messages in the hour from                          mean      most
               Mon 09:00                                           8.0         8

               messages held back by                  waited   by hand      lost
               quiet hours                               1.3       0.0       0.0

               worst level                                       lives escalated
               none                                             97.0 %      0.00
               mild                                              3.0 %      0.03

               Cost 31.50 on average, 8.00 to 108.00 in 90 % of the lives.
            """, printed.toString(StandardCharsets.UTF_8).replace("\r", ""));
    }
}
