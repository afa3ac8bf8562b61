package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.Installation.Queues;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.checkin.FeedbackHandler;
import io.muster.functions.dispatch.DispatchHandler;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Outlets;
import io.muster.functions.dispatch.StoredRecipients;
import io.muster.functions.escalation.ControlsApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody of an account is told that is stored of him, and what is left of him once he is erased. */
class PeoplesRightsTest {

    private final Handlers handlers = new Handlers();
    private final Calls calls = new Calls(handlers);
    private final Queues queues = handlers.platform().installation().queues();
    private final List<OutgoingMessage> sent = new ArrayList<>();
    private final DispatchHandler dispatch = new DispatchHandler(
            handlers.platform("dispatch"),
            new Outlets(
                    Map.of(Channel.EMAIL, message -> {
                        sent.add(message);
                        return new Receipt.Accepted("p" + sent.size());
                    }),
                    new StoredRecipients(handlers.platform())));
    private final FeedbackHandler feedback = new FeedbackHandler(handlers.platform("feedback"));
    private String campaign = "";
    private String lead = "";
    private String colleague = "";

    @BeforeEach
    void start() {
        var made = calls.post("/campaigns", """
            {"kind": "account", "accountId": "acme", "timeZone": "America/Chicago", "responseTimeoutHours": 1,
             "touchIntervalsDays": [1], "colleagueDelayDays": 1,
             "lead": {"name": "Dana Reed", "email": "dana@acme.example.com", "title": "COO"},
             "accountContacts": [{"name": "Lee Park", "email": "lee@acme.example.com", "title": "Director of IT"}]}\
            """);
        assertEquals(201, made.status(), made.toString());
        campaign = "/campaigns/" + made.body().path("id").asText();
        var members = calls.get(campaign).body().at("/request/members");
        lead = members.at("/0/contactId").asText();
        colleague = members.at("/1/contactId").asText();
    }

    @AfterEach
    void close() {
        handlers.close();
    }

    private void send() {
        while (handlers.deliver(queues.dispatch(), dispatch) > 0) {
            assertTrue(sent.size() < 10, "it sends and sends");
        }
    }

    /** Plans the next touch among those who are stored, and sends it. */
    private void touchNext() {
        var platform = handlers.platform("controls-api");
        var controls = new ControlsApi(platform, new TableProspectFinder(platform));
        var next = calls.of(controls.router()).post(campaign + "/next-touch", "{}");
        assertEquals(200, next.status(), next.toString());
        send();
    }

    private JsonNode exported(String contact) {
        var told = calls.get("/contacts/" + contact + "/export");
        assertEquals(200, told.status(), told.toString());
        return told.body();
    }

    private JsonNode touches() {
        return calls.get(campaign).body().path("touches");
    }

    @Test
    void somebody_who_has_not_been_written_to_is_told_of_the_account_that_has_him() {
        var dossier = exported(colleague);
        assertEquals(1, dossier.path("campaigns").size());
        var about = dossier.at("/campaigns/0");
        assertEquals(campaign, "/campaigns/" + about.path("id").asText());
        assertEquals(
                "{\"role\":\"secondary\",\"priority\":70,\"inquired\":false}",
                about.path("member").toString());
        assertEquals(0, about.path("touches").size() + about.path("named").size());
        assertFalse(dossier.path("standing").has("heldBy"));
    }

    @Test
    void a_lead_is_told_of_the_hold_and_of_the_messages_to_others_that_name_him() {
        send();
        for (int touch = 1; touch < 4; touch++) {
            handlers.pass(Duration.ofDays(1));
            touchNext();
        }
        assertEquals(
                List.of(
                        "dana@acme.example.com",
                        "dana@acme.example.com",
                        "dana@acme.example.com",
                        "lee@acme.example.com"),
                sent.stream().map(message -> message.to().address()).toList());
        var dossier = exported(lead);
        assertEquals(campaign, "/campaigns/" + dossier.at("/standing/heldBy").asText());
        var about = dossier.at("/campaigns/0");
        assertEquals(
                "{\"role\":\"primary\",\"priority\":95,\"inquired\":false}",
                about.path("member").toString());
        assertEquals(3, about.path("touches").size());
        assertEquals(1, about.path("named").size());
        assertEquals(touches().at("/3/id").asText(), about.at("/named/0/id").asText());
        assertFalse(dossier.toString().contains("lee@acme.example.com"), "a colleague's address is not his to know");
        assertFalse(dossier.toString().contains(colleague), "nor is who it is");
    }

    private void look(String type, String program) {
        var body = """
            {"eventType": "%s",
             "mail": {"timestamp": "2026-06-01T14:00:00.000Z", "tags": {"workspace": ["acme"], "touch": ["%s"]}},
             "%s": {"timestamp": "2026-06-01T14:20:00.000Z", "userAgent": "%s"}}\
            """.formatted(type, touches().at("/0/id").asText(), type.toLowerCase(Locale.ROOT), program);
        handlers.platform()
                .sqs()
                .sendMessage(send -> send.queueUrl(queues.feedback().url()).messageBody(body));
        assertEquals(1, handlers.deliver(queues.feedback(), feedback));
    }

    @Test
    void looks_at_his_mails_are_told_too_and_change_nothing_of_the_campaign() {
        send();
        var before = calls.get(campaign + "/status").body();
        look("Open", "Mozilla/5.0 (Windows NT 10.0) Chrome/126.0");
        look("Click", "Barracuda Sentinel");
        var looks = touches().at("/0/looks");
        assertEquals("{\"openedAt\":\"2026-06-01T14:20:00Z\",\"scanned\":true}", looks.toString());
        assertEquals(looks, exported(lead).at("/campaigns/0/touches/0/looks"));
        var line = calls.get(campaign + "/report").body().path("looks");
        assertEquals(
                "{\"delivered\":1,\"opened\":1,\"clicked\":0,\"scanned\":1,\"openedRate\":1.0,\"clickedRate\":0.0}",
                line.toString());
        var after = calls.get(campaign + "/status").body();
        assertEquals(line, after.path("looks"));
        assertTrue(before.path("looks").isMissingNode());
        for (var kept : List.of("status", "touches", "tally", "version")) {
            assertEquals(before.path(kept), after.path(kept), kept);
        }
    }

    @Test
    void once_somebody_is_erased_nothing_is_told_of_him_and_the_rest_keeps_its_shape() {
        send();
        var of = "/contacts/" + colleague;
        var before = calls.get(campaign).body();
        assertEquals(200, calls.delete(of).status());
        assertEquals(404, calls.get(of + "/export").status());
        assertEquals(404, calls.get(of).status());
        assertEquals(before, calls.get(campaign).body());
        assertEquals(200, calls.get(campaign + "/plan").status());
        assertEquals(lead, exported(lead).at("/contact/id").asText());
        handlers.pass(Duration.ofDays(2));
        touchNext();
        assertEquals(2, sent.size());
        assertTrue(
                sent.stream().noneMatch(message -> message.to().address().contains("lee")), "it goes on without him");
    }
}
