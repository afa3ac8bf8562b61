package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.inbox.Mail;
import io.muster.local.issuer.Issuer;
import io.muster.local.issuer.IssuerKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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
        assertEquals("Acme needs a look: somebody has answered", told.subject());
    }

    @Test
    void an_owner_reads_of_an_account_without_a_name_by_its_id() {
        var id = created("acme", "\"metadata\": {\"topic\": \"cold storage\"},");
        until(() -> subjects().size() == 1);
        assertEquals("cold storage at your company", subjects().getFirst());
        post("/campaigns/" + id + "/responses", """
            {"contactId": "%s", "answer": "positive"}\
            """.formatted(contact(id)));
        until(() -> subjects().size() == 2);
        assertEquals("acme needs a look: somebody has answered", subjects().getLast());
    }

    @Test
    void an_answer_that_is_sent_again_under_its_key_is_heard_once_and_answered_as_before() {
        var id = created("acme", "");
        var answer = tree("""
            {"contactId": "%s", "answer": "positive"}\
            """.formatted(contact(id)));
        var first = stack.api().post("/campaigns/" + id + "/responses", answer, "answer-1");
        assertEquals(first, stack.api().post("/campaigns/" + id + "/responses", answer, "answer-1"));
    }

    @Test
    void an_answer_before_the_first_message_was_recorded_keeps_the_next_one_back() {
        var id = created("acme", "\"timeZone\": \"America/Chicago\",");
        post("/campaigns/" + id + "/responses", """
            {"contactId": "%s", "answer": "positive"}\
            """.formatted(contact(id)));
        passed(Duration.ofDays(20));
        assertEquals(
                List.of("Acme needs a look: somebody has answered"),
                subjects().stream()
                        .filter(subject -> !subject.startsWith("cold"))
                        .toList());
        assertEquals(1, touches(id).size() - 1);
    }

    /** An opt-out that comes another way than by this campaign is the lead's all the same, and a person decides. */
    @Test
    void a_lead_who_is_suppressed_between_decision_and_send_gets_nothing_and_the_account_pauses() {
        passed(Duration.ofHours(12));
        var id = created("acme", "\"accountContacts\": [{\"name\": \"Lee\", \"email\": \"lee@acme.example.com\"}],");
        assertEquals("planned", touches(id).getFirst().path("state").asText());
        post("/suppressions", "{\"contactId\": \"%s\", \"note\": \"asked on the phone\"}".formatted(contact(id)));
        until(() -> !stack.mailbox().all().isEmpty());
        assertEquals("skipped", touches(id).getFirst().path("state").asText());
        assertEquals(List.of("Acme needs a look: somebody has left (opted out elsewhere, or was erased)"), subjects());
        assertEquals("paused", status(id).path("status").asText());
        passed(Duration.ofDays(20));
        assertEquals(1, subjects().size(), "the owner is told once, and nobody else");
        post("/campaigns/" + id + "/resume", "{}");
        until(() -> subjects().size() == 2);
        assertEquals(
                List.of("lee@acme.example.com"), stack.mailbox().all().getLast().recipients());
        assertEquals("introduction", touches(id).getLast().path("kind").asText());
    }

    /** Of somebody erased nothing says whether they have opted out: the account pauses, which is the safe side. */
    @Test
    void what_was_planned_for_an_erased_lead_is_not_announced_and_somebody_else_gets_it_once_the_owner_says_so() {
        passed(Duration.ofHours(12));
        var id = created("acme", "\"accountContacts\": [{\"name\": \"Lee\", \"email\": \"lee@acme.example.com\"}],");
        var due = status(id).at("/account/nextTouch/at").asText();
        erase(contact(id));
        assertTrue(status(id).at("/account/nextTouch").isMissingNode(), "it pauses before anybody is touched");
        assertEquals(tree("[]"), stack.api().get("/campaigns/" + id + "/plan").path("items"));
        assertEquals("contact_left", status(id).at("/account/conflicts/0").asText());
        until(() -> !stack.mailbox().all().isEmpty());
        assertEquals(List.of("Acme needs a look: somebody has left (opted out elsewhere, or was erased)"), subjects());
        var told = stack.mailbox().all().getFirst().receivedAt();
        assertTrue(
                Duration.between(Instant.parse(due), told).compareTo(Duration.ofMinutes(30)) < 0,
                () -> "due " + due + ", told " + told);
        post("/campaigns/" + id + "/resume", "{}");
        until(() -> subjects().size() == 2);
        assertEquals(
                List.of("lee@acme.example.com"), stack.mailbox().all().getLast().recipients());
    }

    @Test
    void a_lead_who_leaves_while_a_colleagues_message_waits_pauses_the_account_when_it_is_to_go() {
        passed(Duration.ofHours(12));
        var id = created("acme", """
            "accountContacts": [{"name": "Lee", "title": "CEO", "email": "lee@acme.example.com"}],\
            """);
        post("/suppressions", "{\"address\": \"dana@acme.example.com\", \"note\": \"asked on the phone\"}");
        assertEquals("active", status(id).path("status").asText());
        passed(Duration.ofHours(24));
        assertEquals("paused", status(id).path("status").asText());
        assertEquals("[\"contact_left\"]", status(id).at("/account/conflicts").toString());
        assertEquals(1, subjects().size(), "the owner is told, and nobody else: " + subjects());
        post("/campaigns/" + id + "/resume", "{}");
        until(() -> subjects().size() == 2);
        assertEquals(
                List.of("lee@acme.example.com"), stack.mailbox().all().getLast().recipients());
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
    void the_report_tells_of_people_answers_pauses_and_meetings_and_of_no_bids() {
        var id = created("acme", "\"accountContacts\": [{\"name\": \"Lee\", \"email\": \"lee@acme.example.com\"}],");
        until(() -> subjects().size() == 1);
        post("/campaigns/" + id + "/responses", """
            {"contactId": "%s", "text": "Please call me in June.", "channel": "email"}\
            """.formatted(contact(id)));
        post("/campaigns/" + id + "/resume", "{}");
        var begins = stack.time().business().plus(Duration.ofDays(1));
        post("/campaigns/" + id + "/meetings", "{\"id\": \"cal-7\", \"startsAt\": \"%s\"}".formatted(begins));
        until(() -> subjects().stream().anyMatch(subject -> subject.startsWith("A meeting was held")));
        var mail = stack.mailbox().all().getLast();
        assertTrue(String.valueOf(mail.text()).contains("1 person has answered."), mail.text());
        var report = stack.api().get("/campaigns/" + id + "/report");
        assertEquals("goal_met", report.path("result").asText());
        for (var bid :
                List.of("bidsNeeded", "tally", "highestLevel", "tiers", "checkIns", "escalations", "adviser", "bids")) {
            assertFalse(report.has(bid), bid);
        }
        var account = report.path("account");
        assertEquals(List.of("primary", "secondary"), each(account.path("people"), "role"));
        assertEquals(List.of(contact(id)), each(account.path("answers"), "contactId"));
        assertEquals(List.of("primary_responded", "meeting_scheduled"), each(account.path("conflicts"), "conflict"));
        assertEquals(2, account.path("pauses").size());
        assertTrue(account.at("/pauses/1").has("until"), account.toString());
        assertEquals("held", account.at("/meetings/0/fate").asText());
        assertEquals("email", report.at("/channels/0/channel").asText());
        assertFalse(report.at("/channels/0").has("tier"));
    }

    @Test
    void the_status_counts_whom_a_message_has_reached_and_no_notices_and_says_why_the_next_goes() {
        passed(Duration.ofHours(12));
        var id = created("acme", "\"timeZone\": \"America/Chicago\", \"maxTouches\": 4,");
        var before = status(id);
        assertEquals(0, before.path("contacted").asInt());
        assertEquals(0, before.at("/account/made").asInt());
        assertEquals(4, before.at("/account/maxTouches").asInt());
        assertEquals(tree("{\"planned\": 1}"), before.path("touches"));
        assertEquals(
                "the account's best contact, of priority 95",
                before.at("/account/nextTouch/why").asText());
        assertFalse(before.has("nextCheckInAt"), before.toString());
        until(() -> subjects().size() == 1);
        post("/campaigns/" + id + "/responses", """
            {"contactId": "%s", "answer": "positive"}\
            """.formatted(contact(id)));
        until(() -> subjects().size() == 2);
        assertTrue(
                String.valueOf(stack.mailbox().all().getFirst().text())
                        .contains("You receive this because we have your address."),
                "that it came in through the API is nothing to tell");
        var after = status(id);
        assertEquals(1, after.path("contacted").asInt());
        assertEquals(1, after.at("/account/made").asInt());
        assertEquals(tree("{\"sent\": 1}"), after.path("touches"));
    }

    private static List<String> each(JsonNode lines, String field) {
        var values = new ArrayList<String>();
        lines.forEach(line -> values.add(line.path(field).asText()));
        return values;
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
    void people_of_one_phone_and_an_email_each_stay_who_they_are() {
        var id = created("acme", """
            "accountContacts": [{"name": "Ann", "email": "ann@acme.example.com", "phone": "+1 512 555 0141"},
              {"name": "Bob", "email": "bob@acme.example.com", "phone": "(512) 555-0141"},
              {"name": "A.", "phone": "+15125550141"}],\
            """);
        assertEquals(
                3, stack.api().get("/campaigns/" + id).at("/request/members").size());
        created("yttrium", """
            "accountContacts": [{"name": "Eve", "email": "eve@yttrium.example.com", "phone": "+15125550141"}],\
            """, "zoe@yttrium.example.com");
        assertEquals(
                Set.of(
                        "ann@acme.example.com",
                        "bob@acme.example.com",
                        "dana@acme.example.com",
                        "eve@yttrium.example.com",
                        "zoe@yttrium.example.com"),
                Set.copyOf(stack.api().get("/contacts").findValuesAsText("email")));
    }

    @Test
    void what_stands_against_a_campaign_is_said_at_once() {
        var nobody = assertThrows(
                LocalApi.Refused.class,
                () -> post(
                        "/campaigns",
                        "{\"kind\": \"account\", \"accountId\": \"acme\", \"metadata\": {\"topic\": \"x\"}}"));
        assertEquals(422, nobody.status());
        var misspelt = assertThrows(
                LocalApi.Refused.class, () -> post("/campaigns", "{\"kind\": \"acount\", \"accountId\": \"acme\"}"));
        assertEquals(422, misspelt.status());
        var said = String.valueOf(misspelt.getMessage());
        assertTrue(said.contains("kind") && said.contains("account"), said);
        assertFalse(said.contains("bidCardId"), said);
        var unreachable = assertThrows(LocalApi.Refused.class, () -> post("/campaigns", """
            {"kind": "account", "accountId": "acme", "lead": {"name": "Dana", "phone": "+1 512 555 0141"}}\
            """));
        assertEquals(422, unreachable.status());
        var won = assertThrows(
                LocalApi.Refused.class,
                () -> created("acme", "\"metadata\": {\"deal\": \"won\", \"meetingAt\": \"2026-05-08T14:00:00Z\"},"));
        assertEquals(409, won.status());
        assertTrue(String.valueOf(won.getMessage()).contains("meeting scheduled, deal won"), won.getMessage());
        var many = new StringBuilder("\"accountContacts\": [");
        for (int i = 0; i < 10; i++) {
            many.append(i == 0 ? "" : ",").append("{\"email\": \"p%d@acme.example.com\"}".formatted(i));
        }
        var crowd = assertThrows(LocalApi.Refused.class, () -> created("acme", many + "],"));
        assertEquals(422, crowd.status());
        assertTrue(String.valueOf(crowd.getMessage()).contains("at most 10 people"), crowd.getMessage());
    }

    @Test
    void a_consent_counts_from_when_it_was_given_and_with_its_source() {
        refused(
                () -> post(
                        "/campaigns",
                        lead("\"consents\": {\"sms\": {\"at\": \"2099-01-01T00:00:00Z\", \"source\": \"fair\"}}")),
                "lead.consents.sms.at: lies in the future");
        refused(
                () -> post(
                        "/campaigns",
                        lead("\"consents\": {\"phone\": {\"at\": \"2026-01-01T00:00:00Z\", \"source\": \" \"}}")),
                "lead.consents.phone.source: is required");
        refused(() -> post("/contacts", """
            {"profile": {"phone": "+1 512 555 0141"},
             "consents": {"phone": {"at": "2026-05-04T14:06:00Z", "source": "fair"}}}\
            """), "consents.phone.at: lies in the future");
        var soon = "{\"sms\": {\"at\": \"2026-05-04T14:04:00Z\", \"source\": \"fair\"}}";
        assertEquals(
                "sms",
                post("/campaigns", lead("\"consents\": " + soon))
                        .at("/firstTouch/channel")
                        .asText());
    }

    @Test
    void a_text_goes_when_the_plan_said_in_the_hours_of_its_state() {
        passed(Duration.ofHours(12));
        var lead = lead("\"consents\": {\"sms\": {\"at\": \"2026-05-01T14:00:00Z\", \"source\": \"fair\"}}");
        var nine = "2026-05-05T14:00:00Z"; // in Texas, where texts begin an hour later than elsewhere
        assertEquals(nine, post("/campaigns/preview", lead).at("/items/0/at").asText());
        var id = post("/campaigns", lead).path("id").asText();
        assertEquals(nine, status(id).at("/account/nextTouch/at").asText());
        until(() -> !stack.mailbox().all().isEmpty());
        var sent = stack.mailbox().all().getFirst().receivedAt();
        assertTrue(
                !sent.isBefore(Instant.parse(nine)) && sent.isBefore(Instant.parse("2026-05-05T14:30:00Z")),
                sent::toString);
    }

    @Test
    void an_answer_without_words_is_none() {
        var id = created("acme", "");
        var whom = contact(id);
        refused(
                () -> post(
                        "/campaigns/" + id + "/responses", "{\"contactId\": \"%s\", \"text\": \"  \"}".formatted(whom)),
                "text: is required");
        assertEquals("active", status(id).path("status").asText());
        post(
                "/campaigns/" + id + "/responses",
                "{\"contactId\": \"%s\", \"text\": \"\", \"answer\": \"positive\"}".formatted(whom));
        assertEquals("paused", status(id).path("status").asText());
    }

    @Test
    void a_campaign_that_is_made_in_spite_of_conflicts_says_which_the_second_time_too() {
        post("/suppressions", "{\"address\": \"lee@acme.example.com\", \"note\": \"asked on the phone\"}");
        var asked = request("acme", """
            "metadata": {"topic": "x", "deal": "lost"}, "conflictCheck": false,
            "accountContacts": [{"name": "Lee", "email": "lee@acme.example.com"}],\
            """, "dana@acme.example.com");
        var preview = post("/campaigns/preview", asked);
        var made = stack.api().post("/campaigns", tree(asked), "key");
        assertEquals(tree("[\"contact_left\", \"deal_lost\"]"), made.path("conflicts"));
        assertEquals(preview.path("conflicts"), made.path("conflicts"));
        assertEquals(made, stack.api().post("/campaigns", tree(asked), "key"));
    }

    @Test
    void a_refusal_names_all_that_a_preview_does() {
        post("/suppressions", "{\"address\": \"lee@acme.example.com\", \"note\": \"asked on the phone\"}");
        var asked = request("acme", """
            "metadata": {"topic": "x", "deal": "lost", "meetingAt": "2026-05-08T14:00:00Z"},
            "accountContacts": [{"name": "Lee", "email": "lee@acme.example.com"}],\
            """, "dana@acme.example.com");
        assertEquals(
                tree("[\"meeting_scheduled\", \"contact_left\", \"deal_lost\"]"),
                post("/campaigns/preview", asked).path("conflicts"));
        refused(
                () -> post("/campaigns", asked),
                "to now: meeting scheduled, contact left, deal lost. Set conflictCheck=false");
        var live = created("acme", "");
        refused(
                () -> post("/campaigns", asked),
                "has a live campaign: " + live + ". This speaks against another one, too: meeting scheduled,"
                        + " contact left, deal lost.");
    }

    @Test
    void a_deal_is_one_with_the_account_and_the_next_campaign_knows_it() {
        var first = created("acme", "");
        post("/campaigns/" + first + "/deals", "{\"outcome\": \"won\"}");
        post("/campaigns/" + first + "/cancel", "{\"reason\": \"they have bought\"}");
        assertEquals(
                tree("[\"deal_won\"]"),
                post("/campaigns/preview", request("ACME", "", "lee@acme.example.com"))
                        .path("conflicts"));
        refused(() -> created("acme", "", "lee@acme.example.com"), "to now: deal won. Set conflictCheck");
        var late = post("/campaigns/" + first + "/deals", "{\"outcome\": \"lost\"}");
        assertEquals(
                "the campaign is over; the account's others know of the deal",
                late.path("ignored").asText());
        refused(() -> created("acme", "", "lee@acme.example.com"), "to now: deal lost. Set conflictCheck");
        var second = created("acme", "\"metadata\": {\"deal\": \"open\"},", "lee@acme.example.com");
        refused(
                () -> created("acme", "\"metadata\": {\"deal\": \"won\"},", "kim@acme.example.com"),
                "has a live campaign");
        post("/campaigns/" + second + "/cancel", "{\"reason\": \"another try later\"}");
        var third = created("acme", "", "kim@acme.example.com");
        post("/campaigns/" + second + "/deals", "{\"outcome\": \"lost\"}");
        assertEquals("paused", status(third).path("status").asText());
        assertEquals("[\"deal_lost\"]", status(third).at("/account/conflicts").toString());
        refused(
                () -> post("/campaigns/" + second + "/deals", "{\"outcome\": \"open\"}"),
                "outcome: is not the end of a deal");
    }

    @Test
    void an_account_of_which_the_lead_has_left_is_a_gate_of_everybody() {
        var campaign =
                created("acme", "\"accountContacts\": [{\"name\": \"Lee\", \"email\": \"lee@acme.example.com\"}],");
        var asked = "/contacts/" + member(campaign, 1) + "/eligibility?channel=email&campaignId=" + campaign;
        assertEquals(tree("[]"), stack.api().get(asked).path("gates"));
        post("/suppressions", "{\"address\": \"dana@acme.example.com\", \"note\": \"asked on the phone\"}");
        var gates = stack.api().get(asked).path("gates");
        assertEquals("account_left", gates.at("/0/gate").asText(), gates.toString());
        assertEquals(1, gates.size());
    }

    @Test
    void an_account_is_the_same_however_its_id_is_spelt_and_shows_all_that_it_is_made_of() {
        var id = created("ACME-Foods", "");
        refused(() -> created("acme-foods", ""), "has a live campaign: " + id);
        assertEquals(
                id,
                stack.api()
                        .get("/campaigns?accountId=Acme-FOODS")
                        .at("/items/0/id")
                        .asText());
        refused(() -> created("a\\u202Ecme", ""), "accountId: has the character U+202E");
        refused(() -> created("a\\u0007cme", ""), "accountId: has the character U+0007");
        refused(
                () -> created("b", "\"metadata\": {\"companyName\": \"A\\u2066cme\", \"topic\": \"x\\u200By\"},"),
                "metadata.companyName: has the character U+2066",
                "metadata.topic: has the character U+200B");
    }

    @Test
    void somebody_without_an_address_is_named_by_place() {
        refused(
                () -> created("acme", """
                    "accountContacts": [{"email": "lee@acme.example.com"}, {"phone": "+1 512 555 0141"},
                      {"name": "Ira", "profileUrl": "https://www.linkedin.com/in/ira"}],\
                    """),
                "accountContacts[2]: has neither email nor phone, and a profile alone is not enough");
    }

    @Test
    void a_sequence_by_hand_alone_gives_every_touch_to_a_person() {
        var id = created("acme", "\"channelEscalation\": [\"manual\"],");
        until(() -> stack.api().get("/tasks").path("items").size() == 1);
        assertEquals("manual", touches(id).getFirst().path("channel").asText());
        assertEquals("manual", status(id).at("/account/nextTouch/channel").asText());
    }

    @Test
    void a_workspace_has_its_own_intervals_and_channels_unless_a_request_says_otherwise() {
        set("account.touchIntervalsDays", "[1, 4]");
        set("account.channelEscalation", "[\"sms\", \"email\"]");
        refused(
                () -> set("account.channelEscalation", "[\"email\", \"website_form\"]"),
                "value[1]: is not one of the values allowed");
        refused(() -> set("account.channelEscalation", "[]"), "value: names no channel");
        refused(() -> set("account.touchIntervalsDays", "[400]"), "value: is not a usable list of numbers");
        var settled = post("/campaigns/preview", request("acme", "", "dana@acme.example.com"))
                .path("terms");
        assertEquals(tree("[1, 4]"), settled.path("intervalsDays"));
        assertEquals(tree("[\"sms\", \"email\"]"), settled.path("channels"));
        var own = post("/campaigns/preview", request("acme", "\"touchIntervalsDays\": [9],", "dana@acme.example.com"))
                .path("terms");
        assertEquals(tree("[9]"), own.path("intervalsDays"));
        refused(
                () -> created("acme", "\"channelEscalation\": [\"website_form\"],"),
                "channelEscalation[0]: is not one of the values allowed");
    }

    @Test
    void an_account_whom_no_channel_of_the_workspace_reaches_is_refused_and_so_is_its_preview() {
        set("channels.enabled", "[\"sms\", \"phone\"]");
        refused(() -> created("acme", ""), "lead: cannot be reached");
        refused(
                () -> post("/campaigns/preview", request("acme", "", "dana@acme.example.com")),
                "lead: cannot be reached");
        set("channels.enabled", "[\"email\"]");
        post("/suppressions", "{\"address\": \"dana@acme.example.com\", \"note\": \"asked on the phone\"}");
        refused(() -> created("acme", ""), "lead: cannot be reached");
    }

    @Test
    void a_preview_of_a_sequence_has_nothing_to_simulate() {
        refused(
                () -> post("/campaigns/preview?simulate=10", request("acme", "", "dana@acme.example.com")),
                "simulate: is for bid campaigns");
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

    private static String lead(String more) {
        return """
            {"kind": "account", "accountId": "acme", "channelEscalation": ["sms", "phone"],
             "lead": {"name": "Dana Reed", "phone": "+1 512 555 0141", "state": "TX", %s}}\
            """.formatted(more);
    }

    private static void refused(Executable call, String... says) {
        var refused = assertThrows(LocalApi.Refused.class, call);
        assertEquals(
                Set.of(says),
                Stream.of(says)
                        .filter(said -> String.valueOf(refused.getMessage()).contains(said))
                        .collect(Collectors.toSet()),
                refused::getMessage);
    }

    private void erase(String contact) {
        asAdmin(api -> api.delete("/contacts/" + contact));
    }

    private void set(String setting, String value) {
        asAdmin(api -> api.put("/settings/" + setting, tree("{\"value\": " + value + "}")));
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

    private JsonNode status(String campaign) {
        return stack.api().get("/campaigns/" + campaign + "/status");
    }

    private List<JsonNode> touches(String campaign) {
        var touches = new ArrayList<JsonNode>();
        stack.api().get("/campaigns/" + campaign).path("touches").forEach(touches::add);
        return touches;
    }

    private String contact(String campaign) {
        return member(campaign, 0);
    }

    private String member(String campaign, int place) {
        return stack.api()
                .get("/campaigns/" + campaign)
                .at("/request/members/" + place + "/contactId")
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
