package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.issuer.Issuer;
import io.muster.local.issuer.IssuerKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
        until(() -> calls("open").size() == 1);
        complete(calls("open").getFirst(), "wrong_number");
        passed(Duration.ofDays(20));
        assertEquals(2, mails(DANA));
    }

    @Test
    void a_lead_who_was_spoken_with_has_answered_and_the_campaign_pauses() {
        var id = created("\"phone\", \"email\"", "");
        until(() -> calls("open").size() == 1);
        complete(calls("open").getFirst(), "reached");
        assertEquals("paused", campaign(id).path("status").asText());
        passed(Duration.ofDays(20));
        assertEquals(0, mails(DANA));
    }

    @Test
    void who_says_stop_in_any_way_is_on_nobodys_list_any_more() {
        List<Consumer<String>> ways = List.of(
                id -> post("/campaigns/" + id + "/responses", """
                    {"contactId": "%s", "answer": "opted_out"}\
                    """.formatted(lead(id))),
                id -> post("/campaigns/" + id + "/responses", """
                    {"contactId": "%s", "text": "Not interested, thank you."}\
                    """.formatted(lead(id))),
                id -> asAdmin(api -> api.delete("/contacts/" + lead(id))),
                id -> post("/suppressions", "{\"address\": \"+15125550148\", \"note\": \"asked\"}"));
        int account = 1;
        for (var way : ways) {
            var id = post("/campaigns", """
                {"kind": "account", "accountId": "a%1$d", "channelEscalation": ["phone"],
                 "lead": {"name": "Dana Reed", "phone": "+1 512 555 014%2$d", "state": "TX", "title": "COO",
                   "consents": {"phone": {"at": "2026-05-01T14:00:00Z", "source": "fair"}}}}\
                """.formatted(account, account * 2))
                    .path("id")
                    .asText();
            account++;
            until(() -> calls("open").size() == 1);
            way.accept(id);
            assertEquals(List.of(), calls("open"));
        }
        assertEquals(
                List.of(
                        "the contact must not be contacted any more",
                        "the contact was erased",
                        "the contact has said no",
                        "the contact must not be contacted any more"),
                calls("cancelled").stream()
                        .map(task -> task.path("closedBecause").asText())
                        .toList());
    }

    @Test
    void an_undone_errand_gives_way_to_the_next_of_the_same_contact() {
        created("\"phone\"", "");
        passed(Duration.ofDays(20));
        assertEquals(1, calls("open").size());
        assertEquals(
                List.of("the contact's next touch is due"),
                calls("expired").stream()
                        .map(task -> task.path("closedBecause").asText())
                        .distinct()
                        .toList());
    }

    @Test
    void what_somebody_is_to_look_at_for_an_answer_is_told_to_whoever_gave_it_and_closed_when_he_is_erased() {
        var id = created("\"email\"", "");
        until(() -> mails(DANA) == 1);
        var dana = lead(id);
        post("/campaigns/" + id + "/responses", """
            {"contactId": "%s", "text": "Not interested, thank you."}\
            """.formatted(dana));
        var alert = list(stack.api().get("/tasks?kind=alert").path("items")).getFirst();
        assertEquals(
                List.of(alert),
                list(stack.api().get("/contacts/" + dana + "/export").at("/campaigns/0/tasks")));
        asAdmin(api -> api.delete("/contacts/" + dana));
        var closed = stack.api().get("/tasks/" + alert.path("id").asText());
        assertEquals("cancelled", closed.path("state").asText());
        assertEquals("the contact was erased", closed.path("closedBecause").asText());
    }

    @Test
    void nobody_is_sent_round_to_a_lead_whose_only_address_an_operator_has_closed() {
        var id = post("/campaigns", """
            {"kind": "account", "accountId": "acme", "owner": {"name": "Noor", "email": "noor@example.com"},
             "lead": {"name": "Dana Reed", "email": "%s", "title": "COO"}}\
            """.formatted(DANA)).path("id").asText();
        until(() -> mails(DANA) == 1);
        close(DANA, "email");
        passed(Duration.ofDays(20));
        assertEquals(List.of(), list(stack.api().get("/tasks").path("items")));
        assertEquals(1, mails(DANA));
        assertEquals("completed", campaign(id).path("status").asText());
        assertEquals(
                "no reachable contact is left",
                campaign(id).path("statusReason").asText());
    }

    @Test
    void a_lead_who_is_closed_after_its_touch_was_planned_is_no_errand_either() {
        passed(Duration.ofHours(12));
        var id = post("/campaigns", """
            {"kind": "account", "accountId": "acme", "owner": {"name": "Noor", "email": "noor@example.com"},
             "channelEscalation": ["manual"], "lead": {"name": "Dana Reed", "email": "%s", "title": "COO"}}\
            """.formatted(DANA)).path("id").asText();
        assertEquals("planned", campaign(id).at("/touches/0/state").asText());
        close(DANA, "email");
        passed(Duration.ofDays(2));
        assertEquals(List.of(), list(stack.api().get("/tasks").path("items")));
        assertEquals("skipped", campaign(id).at("/touches/0/state").asText());
        assertEquals("SUPPRESSED", campaign(id).at("/touches/0/reason").asText());
    }

    @Test
    void an_errand_names_no_address_that_is_closed() {
        created("\"manual\"", "\"maxTouches\": 2,");
        until(() -> errands().size() == 1);
        assertTrue(errands().getFirst().path("instructions").asText().contains(DANA));
        close(DANA, "email");
        passed(Duration.ofDays(3));
        var later = errands().getLast().path("instructions").asText();
        assertFalse(later.contains(DANA), later);
        assertTrue(later.contains("+15125550141"), later);
    }

    @Test
    void an_open_errand_names_no_address_that_was_closed_since_on_its_own_channel_alone() {
        created("\"manual\"", "\"maxTouches\": 1,");
        until(() -> errands().size() == 1);
        var errand = errands().getFirst();
        var path = "/tasks/" + errand.path("id").asText();
        var written = errand.path("instructions").asText();
        assertTrue(written.contains("Phone: +15125550141"), written);
        close("+15125550141", "sms");
        assertEquals(written, stack.api().get(path).path("instructions").asText());
        close("+15125550141", "phone");
        var told = written.replace("+15125550141", "(closed by now)");
        assertTrue(told.contains("Email: " + DANA), told);
        assertEquals(told, stack.api().get(path).path("instructions").asText());
        assertEquals(told, errands().getFirst().path("instructions").asText());
        assertEquals(
                told,
                post(path + "/assign", "{\"assignee\": \"Noor\"}")
                        .path("instructions")
                        .asText());
        var suppression = list(stack.api().get("/suppressions").path("items")).getFirst();
        asAdmin(api -> api.delete("/suppressions/" + suppression.path("id").asText() + "?reason=mistaken"));
        assertEquals(written, stack.api().get(path).path("instructions").asText());
    }

    private List<JsonNode> errands() {
        return list(stack.api().get("/tasks?kind=outreach").path("items"));
    }

    private void close(String address, String channel) {
        post("/suppressions", """
            {"address": "%s", "channels": ["%s"], "note": "asked on the phone"}\
            """.formatted(address, channel));
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

    private List<JsonNode> calls(String state) {
        return list(stack.api().get("/tasks?kind=call&state=" + state).path("items"));
    }

    private void complete(JsonNode task, String outcome) {
        post("/tasks/" + task.path("id").asText() + "/complete", "{\"outcome\": \"" + outcome + "\"}");
    }

    private JsonNode campaign(String id) {
        return stack.api().get("/campaigns/" + id);
    }

    private String lead(String campaign) {
        return campaign(campaign).at("/request/members/0/contactId").asText();
    }

    private long mails(String address) {
        return stack.mailbox().all().stream()
                .filter(mail -> mail.recipients().contains(address))
                .count();
    }

    private void asAdmin(Consumer<LocalApi> call) {
        var url = stack.addresses().api();
        var issuer = new Issuer(url, IssuerKeys.in(folder.resolve("issuer")), Instant::now);
        try (var api = new LocalApi(url, () -> issuer.accessToken(StackOptions.WORKSPACE, List.of("admin")))) {
            call.accept(api);
        }
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
        assertTrue(holds.getAsBoolean(), () -> "after thirty days: " + calls("open"));
    }
}
