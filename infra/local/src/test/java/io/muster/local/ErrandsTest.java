package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people have to do for an account campaign, and what comes of it, through the real functions. */
class ErrandsTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DANA = "dana@acme.example.com";

    @TempDir
    private Path folder;

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start(
                StackOptions.in(folder)
                        .withMode(new Mode.Conducted(MONDAY, 240))
                        .withFsync(false),
                new Installed());
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void a_wrong_number_is_no_touch_of_those_that_a_campaign_may_make() {
        created("\"phone\", \"email\"", "\"maxTouches\": 2,");
        until(() -> tasks("open").size() == 1);
        complete(tasks("open").getFirst(), "wrong_number");
        passed(Duration.ofDays(20));
        assertEquals(2, mails(DANA));
    }

    @Test
    void a_lead_who_was_spoken_with_has_answered_and_the_campaign_pauses() {
        var id = created("\"phone\", \"email\"", "");
        until(() -> tasks("open").size() == 1);
        complete(tasks("open").getFirst(), "reached");
        assertEquals("paused", campaign(id).path("status").asText());
        passed(Duration.ofDays(20));
        assertEquals(0, mails(DANA));
    }

    private String created(String channels, String more) {
        return post("/campaigns", """
            {"kind": "account", "accountId": "acme", "channelEscalation": [%s], "attemptsPerChannel": 1, %s
             "owner": {"name": "Noor", "email": "noor@example.com"},
             "metadata": {"companyName": "Acme", "topic": "cold storage"},
             "lead": {"name": "Dana Reed", "email": "%s", "phone": "+1 512 555 0141", "state": "TX", "title": "COO",
               "consents": {"phone": {"at": "2026-05-01T14:00:00Z", "source": "fair"}}}}\
            """.formatted(channels, more, DANA))
                .path("id")
                .asText();
    }

    private List<JsonNode> tasks(String state) {
        return list(stack.api().get("/tasks?state=" + state).path("items"));
    }

    private void complete(JsonNode task, String outcome) {
        post("/tasks/" + task.path("id").asText() + "/complete", "{\"outcome\": \"" + outcome + "\"}");
    }

    private JsonNode campaign(String id) {
        return stack.api().get("/campaigns/" + id);
    }

    private long mails(String address) {
        return stack.mailbox().all().stream()
                .filter(mail -> mail.recipients().contains(address))
                .count();
    }

    private JsonNode post(String path, String body) {
        return stack.api().post(path, tree(body), null);
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(body, wrong);
        }
    }

    private static List<JsonNode> list(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private void passed(Duration time) {
        var end = stack.time().business().plus(time);
        until(() -> !stack.time().business().isBefore(end));
    }

    private void until(BooleanSupplier holds) {
        var patience = stack.time().business().plus(Duration.ofDays(30));
        stack.conductor()
                .runUntil(
                        Pace.AT_ONCE,
                        () -> holds.getAsBoolean() || stack.time().business().isAfter(patience));
        assertTrue(holds.getAsBoolean(), () -> "after thirty days: " + tasks("open"));
    }
}
