package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.inbox.Mail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Account campaigns through the real functions, on a stack whose weeks pass in moments. */
class AccountCampaignsTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

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
    void an_answer_of_the_lead_pauses_and_the_owner_reads_of_it_at_once() {
        var id = created("acme", "");
        until(() -> subjects().size() == 1);
        post("/campaigns/" + id + "/responses", """
            {"contactId": "%s", "text": "Please call me in June.", "channel": "email"}\
            """.formatted(contact(id)));
        until(() -> subjects().size() == 2);
        assertEquals("paused", status(id).path("status").asText());
        var told = stack.mailbox().all().getLast();
        assertEquals(List.of("noor@example.com"), told.recipients());
        assertEquals("Acme needs a look: primary responded", told.subject());
    }

    @Test
    void an_answer_before_the_first_message_was_recorded_keeps_the_next_one_back() {
        var id = created("acme", "\"timeZone\": \"America/Chicago\",");
        post("/campaigns/" + id + "/responses", """
            {"contactId": "%s", "answer": "positive"}\
            """.formatted(contact(id)));
        passed(Duration.ofDays(20));
        assertEquals(
                List.of("Acme needs a look: primary responded"),
                subjects().stream()
                        .filter(subject -> !subject.startsWith("cold"))
                        .toList());
        assertEquals(1, touches(id).size() - 1);
    }

    @Test
    void a_lead_who_opts_out_between_decision_and_send_gets_nothing() {
        passed(Duration.ofHours(12));
        var id = created("acme", "\"accountContacts\": [{\"name\": \"Lee\", \"email\": \"lee@acme.example.com\"}],");
        assertEquals("planned", touches(id).getFirst().path("state").asText());
        post("/suppressions", "{\"contactId\": \"%s\", \"note\": \"asked on the phone\"}".formatted(contact(id)));
        until(() -> !stack.mailbox().all().isEmpty());
        assertEquals("skipped", touches(id).getFirst().path("state").asText());
        assertEquals(
                List.of("lee@acme.example.com"),
                stack.mailbox().all().getFirst().recipients());
        assertEquals("introduction", touches(id).getLast().path("kind").asText());
    }

    @Test
    void a_lead_who_asks_to_be_left_alone_between_decision_and_send_gets_nothing_and_the_account_pauses() {
        passed(Duration.ofHours(12));
        var id = created("acme", "\"accountContacts\": [{\"name\": \"Lee\", \"email\": \"lee@acme.example.com\"}],");
        post("/campaigns/" + id + "/responses", """
            {"contactId": "%s", "text": "Please take me off your list."}\
            """.formatted(contact(id)));
        assertEquals("paused", status(id).path("status").asText());
        assertEquals(
                "[\"primary_responded\",\"unsubscribed\"]",
                status(id).at("/account/conflicts").toString());
        passed(Duration.ofDays(20));
        assertEquals(1, subjects().size(), "the owner is told, and nobody else");
        assertTrue(
                subjects().getFirst().startsWith("Acme needs a look: "),
                subjects().getFirst());
        post("/campaigns/" + id + "/resume", "{}");
        until(() -> subjects().size() == 2);
        assertEquals(
                List.of("lee@acme.example.com"), stack.mailbox().all().getLast().recipients());
    }

    @Test
    void two_campaigns_that_want_the_same_person_do_not_both_have_it() {
        var first = created("acme", "");
        until(() -> !stack.mailbox().all().isEmpty());
        var second =
                created("other", "\"accountContacts\": [{\"name\": \"Lee\", \"email\": \"lee@acme.example.com\"}],");
        until(() -> stack.mailbox().all().size() == 2);
        var lee = stack.mailbox().all().getLast();
        assertEquals(List.of("lee@acme.example.com"), lee.recipients());
        assertEquals(
                "contact_in_another_campaign",
                status(second).at("/account/conflicts/0").asText());
        post("/campaigns/" + first + "/cancel", "{}");
        until(() -> stack.mailbox().all().stream()
                        .filter(mail -> mail.recipients().contains("dana@acme.example.com"))
                        .count()
                == 2);
    }

    @Test
    void an_account_has_one_live_campaign_and_the_second_request_stores_nobody() {
        created("acme", "");
        var refused = assertThrows(LocalApi.Refused.class, () -> created("acme", "", "new@acme.example.com"));
        assertEquals(409, refused.status());
        assertEquals(1, stack.api().get("/contacts").path("items").size());
        var preview = post("/campaigns/preview", request("acme", "", "dana@acme.example.com"));
        assertTrue(preview.path("conflicts").toString().contains("company_in_another_campaign"), preview.toString());
    }

    @Test
    void one_person_with_several_addresses_is_one_contact() {
        var id = created("acme", """
            "accountContacts": [{"name": "D. Reed", "phone": "+1 512 555 0141"},
              {"name": "Dana", "email": "DANA@acme.example.com", "phone": "(512) 555-0141", "title": "CEO"}],\
            """);
        var members = stack.api().get("/campaigns/" + id).at("/request/members");
        assertEquals(1, members.size());
        assertEquals(100, members.at("/0/priority").asInt());
        assertEquals(1, stack.api().get("/contacts").path("items").size());
    }

    @Test
    void what_stands_against_a_campaign_is_said_at_once() {
        var nobody = assertThrows(
                LocalApi.Refused.class,
                () -> post(
                        "/campaigns",
                        "{\"kind\": \"account\", \"accountId\": \"acme\", \"metadata\": {\"topic\": \"x\"}}"));
        assertEquals(422, nobody.status());
        var unreachable = assertThrows(LocalApi.Refused.class, () -> post("/campaigns", """
            {"kind": "account", "accountId": "acme", "lead": {"name": "Dana", "phone": "+1 512 555 0141"}}\
            """));
        assertEquals(422, unreachable.status());
        var won = assertThrows(
                LocalApi.Refused.class,
                () -> created("acme", "\"metadata\": {\"deal\": \"won\", \"meetingAt\": \"2026-05-08T14:00:00Z\"},"));
        assertEquals(409, won.status());
        assertTrue(String.valueOf(won.getMessage()).contains("meeting_scheduled, deal_won"), won.getMessage());
        var many = new StringBuilder("\"accountContacts\": [");
        for (int i = 0; i < 10; i++) {
            many.append(i == 0 ? "" : ",").append("{\"email\": \"p%d@acme.example.com\"}".formatted(i));
        }
        var crowd = assertThrows(LocalApi.Refused.class, () -> created("acme", many + "],"));
        assertEquals(422, crowd.status());
        assertTrue(String.valueOf(crowd.getMessage()).contains("at most 10 people"), crowd.getMessage());
    }

    @Test
    void a_campaign_asked_for_twice_under_one_key_is_one() {
        var body = tree(request("acme", "", "dana@acme.example.com"));
        var once = stack.api().post("/campaigns", body, "key");
        assertEquals(once, stack.api().post("/campaigns", body, "key"));
    }

    private String created(String account, String more) {
        return created(account, more, "dana@acme.example.com");
    }

    private String created(String account, String more, String lead) {
        return post("/campaigns", request(account, more, lead)).path("id").asText();
    }

    private static String request(String account, String more, String lead) {
        var facts = more.contains("metadata")
                ? ""
                : "\"metadata\": {\"companyName\": \"Acme\", \"topic\": \"cold storage\"},";
        return """
            {"kind": "account", "accountId": "%s", %s %s "owner": {"name": "Noor", "email": "noor@example.com"},
             "lead": {"name": "Dana Reed", "email": "%s", "title": "COO", "state": "TX"}}\
            """.formatted(account, facts, more, lead);
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

    private JsonNode status(String campaign) {
        return stack.api().get("/campaigns/" + campaign + "/status");
    }

    private List<JsonNode> touches(String campaign) {
        var touches = new ArrayList<JsonNode>();
        stack.api().get("/campaigns/" + campaign).path("touches").forEach(touches::add);
        return touches;
    }

    private String contact(String campaign) {
        return stack.api()
                .get("/campaigns/" + campaign)
                .at("/request/members/0/contactId")
                .asText();
    }

    private List<String> subjects() {
        return stack.mailbox().all().stream().map(Mail::subject).toList();
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
        assertTrue(holds.getAsBoolean(), () -> "after thirty days: " + subjects());
    }
}
