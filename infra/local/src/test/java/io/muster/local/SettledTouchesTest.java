package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Sender;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail of which its provider says nothing, on a whole stack, and an operator who finds out what became of it. */
class SettledTouchesTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final List<String> mailed = new ArrayList<>();
    private Stack stack;

    @BeforeEach
    void start() {
        var options = StackOptions.in(folder)
                .withMode(new Mode.Conducted(MONDAY, 240))
                .withFsync(false);
        stack = Stack.start(options, (platform, _) -> {
            Sender mail = this::mailed;
            return Installed.functions(platform, Map.of(Channel.EMAIL, mail));
        });
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    /** The first mail is the one that nobody knows of. */
    private Receipt mailed(OutgoingMessage message) {
        mailed.add(message.to().address());
        return mailed.size() == 1 ? new Receipt.Ambiguous("no answer") : new Receipt.Accepted("m" + mailed.size());
    }

    private JsonNode post(String path, String body) {
        try {
            return stack.api().post(path, JSON.readTree(body), null);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(body, wrong);
        }
    }

    private void until(BooleanSupplier holds) {
        var patience = stack.time().business().plus(Duration.ofDays(20));
        stack.conductor()
                .runUntil(
                        Pace.AT_ONCE,
                        () -> holds.getAsBoolean() || stack.time().business().isAfter(patience));
        assertTrue(holds.getAsBoolean());
    }

    /** Returns an account campaign whose first mail is unknown. */
    private String unknown() {
        var id = post("/campaigns", """
            {"kind": "account", "accountId": "acme", "timeZone": "America/Chicago",
             "metadata": {"companyName": "Acme", "topic": "cold storage"},
             "lead": {"name": "Dana Reed", "email": "dana@acme.example.com", "title": "COO"}}\
            """).path("id").asText();
        until(() -> "unknown".equals(touch(id, 0).path("state").asText()));
        return id;
    }

    private JsonNode touch(String campaign, int number) {
        return stack.api().get("/campaigns/" + campaign).path("touches").path(number);
    }

    private String settling(String campaign) {
        return "/campaigns/" + campaign + "/touches/"
                + touch(campaign, 0).path("id").asText() + "/settle";
    }

    @Test
    void a_mail_that_did_not_go_is_lost_and_its_reader_is_reached_in_another_way() {
        var id = unknown();
        post(settling(id), "{\"outcome\": \"not_sent\", \"comment\": \"Dana's assistant has looked.\"}");
        assertEquals("failed", touch(id, 0).path("state").asText());
        until(() -> !touch(id, 1).isMissingNode());
        assertEquals("manual", touch(id, 1).path("channel").asText());
        assertEquals(List.of("dana@acme.example.com"), mailed, "nothing is sent twice");
        var told = new ArrayList<JsonNode>();
        stack.api().get("/campaigns/" + id + "/timeline").path("items").forEach(told::add);
        var settled = told.stream()
                .map(line -> line.path("event"))
                .filter(event -> event.path("type").asText().equals("touch_settled"))
                .toList();
        assertEquals(1, settled.size());
        assertEquals(
                "Dana's assistant has looked.",
                settled.getFirst().path("comment").asText());
        var again = assertThrows(LocalApi.Refused.class, () -> post(settling(id), "{\"outcome\": \"sent\"}"));
        assertEquals(409, again.status());
    }

    @Test
    void a_mail_that_went_counts_as_sent_and_the_sequence_goes_on_in_its_time() {
        var id = unknown();
        var may = touch(id, 0).path("sentAt");
        post(settling(id), "{\"outcome\": \"sent\"}");
        assertEquals("sent", touch(id, 0).path("state").asText());
        assertEquals(may, touch(id, 0).path("sentAt"));
        until(() -> mailed.size() == 2);
        var next = Instant.parse(touch(id, 1).path("sentAt").asText());
        assertTrue(
                Duration.between(Instant.parse(may.asText()), next).compareTo(Duration.ofDays(2)) >= 0,
                () -> may + " " + next);
    }
}
