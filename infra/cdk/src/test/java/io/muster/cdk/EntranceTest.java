package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntranceTest {

    @Test
    void nothing_has_to_be_chosen() {
        assertEquals(
                new Entrance(List.of("main"), List.of("main"), List.of("http://localhost:8400/"), null, 50, 10),
                Synthesised.choices(Map.of()).entrance());
    }

    @Test
    void what_is_chosen_is_taken() {
        assertEquals(
                new Entrance(
                        List.of("north", "south"),
                        List.of("south"),
                        List.of("https://a.example.com/x"),
                        new Entrance.Domain("api.example.com", "arn:aws:acm:eu-west-1:123456789012:certificate/0a-1b"),
                        200,
                        20),
                Synthesised.choices(Map.of(
                                "workspaces", "north, south,north",
                                "machines", "south",
                                "callbackUrls", "https://a.example.com/x",
                                "domainName", "api.example.com",
                                "certificateArn", "arn:aws:acm:eu-west-1:123456789012:certificate/0a-1b",
                                "requestsPerSecond", "200",
                                "creationsPerSecond", "20"))
                        .entrance());
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var problems = refusal(Map.of(
                "workspaces", "Main,a/b,",
                "callbackUrls", "http://evil.example.com/,https://fine.example.com/#part",
                "domainName", "api.example.com",
                "machines", "other",
                "requestsPerSecond", "0"));
        for (var said : List.of(
                "workspaces is not usable: Main ",
                "workspaces is not usable: a/b ",
                "workspaces is not usable:  (",
                "callbackUrls is not usable: http://evil.example.com/ ",
                "callbackUrls is not usable: https://fine.example.com/#part ",
                "certificateArn is missing",
                "machines is not usable: other ",
                "requestsPerSecond is not usable: 0 ")) {
            assertTrue(problems.contains(said), said + " in " + problems);
        }
    }

    @Test
    void a_certificate_without_a_domain_is_refused() {
        assertTrue(refusal(Map.of("certificateArn", "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b"))
                .contains("domainName is missing"));
    }

    @Test
    void no_more_workspaces_than_the_gateway_can_tell_clients_of() {
        var many = IntStream.rangeClosed(1, 41).mapToObj(i -> "w" + i).collect(Collectors.joining(","));
        assertTrue(refusal(Map.of("workspaces", many)).contains("too many: 41 (40 at most)"));
    }

    private static String refusal(Map<String, String> choices) {
        return String.valueOf(assertThrows(Choices.Incomplete.class, () -> Synthesised.choices(choices))
                .getMessage());
    }
}
