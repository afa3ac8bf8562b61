package io.muster.cdk;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.store.DeadLetterStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.aws.token.Token;
import io.muster.local.runtime.PackagedFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of the template, from its package, as on Lambda: with the handler's name and the variables of the
 * template, fed an event of its trigger. What it left behind is looked at, not only what it answered.
 */
class PackagingTest {

    @TempDir
    private Path folder;

    /** The message that the samples are about. */
    private static final String SAMPLE_TOUCH = "01JZ0000000000000000000001-1-0-0";

    private interface Trial {
        void of(Scene scene, PackagedFunction function) throws IOException;
    }

    private static final Map<String, Trial> TRIALS = Map.ofEntries(
            entry("campaigns-api", PackagingTest::starts_a_campaign),
            entry("bid-cards-api", PackagingTest::starts_the_campaign_of_a_bid_card),
            entry("contacts-api", PackagingTest::stores_a_contact_and_gives_out_a_place_to_upload),
            entry("import", PackagingTest::imports_an_uploaded_file),
            entry("templates-api", PackagingTest::sends_a_test_message),
            entry("dispatch", PackagingTest::sends_the_mails_of_a_slice),
            entry("check-in", PackagingTest::looks_at_a_campaign),
            entry("feedback", PackagingTest::closes_an_address_that_bounces),
            entry("sweep", PackagingTest::finds_what_is_overdue),
            entry("responses-api", PackagingTest::takes_a_bid),
            entry("opt-out-api", PackagingTest::lets_somebody_out),
            entry("suppressions-api", PackagingTest::suppresses_an_address),
            entry("dead-letters", PackagingTest::files_a_dead_letter),
            entry("dead-letters-api", PackagingTest::sends_a_dead_letter_back),
            entry("escalation", PackagingTest::pays_what_a_check_in_owes),
            entry("controls-api", PackagingTest::pauses_a_campaign),
            entry("tasks-api", PackagingTest::lists_tasks),
            entry("reporting", PackagingTest::reports_a_campaign_that_ended),
            entry("errors-api", PackagingTest::sums_up_errors),
            entry("settings-api", PackagingTest::changes_a_setting),
            entry("reads-api", PackagingTest::tells_of_a_campaign));

    private static Synthesised stack() {
        return Synthesised.everything();
    }

    static Set<String> functions() {
        return new TreeSet<>(Deployed.functions(stack()).keySet());
    }

    @ParameterizedTest
    @MethodSource("functions")
    @Execution(ExecutionMode.CONCURRENT)
    void each_function_does_its_work_from_its_package(String name) throws IOException {
        var trial = TRIALS.get(name);
        assertNotNull(trial, "nobody tries " + name);
        try (var scene = new Scene(stack(), name);
                var function = PackagedFunction.start(scene.packaged(name, folder), folder)) {
            trial.of(scene, function);
        }
    }

    @Test
    void whatever_is_tried_is_deployed() {
        assertEquals(functions(), new TreeSet<>(TRIALS.keySet()));
    }

    // -- behind the API

    private static void starts_a_campaign(Scene scene, PackagedFunction function) {
        var made = answered(
                201, function.invoke(Scene.sample("lambda/api-request.json").toString()));
        var campaign = made.path("id").asText();
        assertEquals(
                campaign,
                scene.does("reads-api", "readCampaign", campaign).path("id").asText());
    }

    private static void starts_the_campaign_of_a_bid_card(Scene scene, PackagedFunction function) {
        scene.campaign();
        var card = Scene.sample("bid-cards/kitchen-remodel.json").toString();
        var made = answered(201, function.invoke(scene.request("saveBidCard", "", card)));
        var campaign = made.at("/campaign/id").asText();
        assertEquals(
                campaign,
                scene.does("reads-api", "readCampaign", campaign).path("id").asText());
    }

    private static void stores_a_contact_and_gives_out_a_place_to_upload(Scene scene, PackagedFunction function) {
        var made = answered(201, function.invoke(scene.request("createContact", "")));
        var id = made.path("id").asText();
        assertEquals(
                id, scene.does("contacts-api", "readContact", id).path("id").asText());
        var place = answered(201, function.invoke(scene.request("uploadContacts", "")));
        var address = place.at("/upload/url").asText();
        assertTrue(address.startsWith(scene.outside().uri().toString()), address);
        assertTrue(address.contains("X-Amz-Signature="), address);
    }

    private static void sends_a_test_message(Scene scene, PackagedFunction function) {
        var wanted = "{\"to\": \"dana@example.com\", \"variables\": {\"projectTitle\": \"Weekly lawn care\"}}";
        var sent = answered(200, function.invoke(scene.request("testTemplate", "email.invitation", wanted)));
        assertEquals("accepted", sent.path("outcome").asText(), sent::toString);
        assertEquals(1, scene.outside().mails().size());
    }

    private static void takes_a_bid(Scene scene, PackagedFunction function) {
        var campaign = scene.campaign();
        scene.works("dispatch");
        var contact =
                scene.does("contacts-api", "listContacts", "").at("/items/0/id").asText();
        var bid = "{\"contactId\": \"" + contact + "\", \"bidId\": \"b-1\"}";
        answered(200, function.invoke(scene.request("recordBid", campaign, bid)));
        assertEquals(
                1,
                scene.does("reads-api", "readStatus", campaign)
                        .at("/tally/bids")
                        .asInt());
    }

    private static void lets_somebody_out(Scene scene, PackagedFunction function) {
        scene.campaign();
        scene.works("dispatch");
        var contact =
                scene.does("contacts-api", "listContacts", "").at("/items/0/id").asText();
        var table = Table.of(scene.platform());
        var token = new SignedTokens(new KeyRing(table))
                .sign(new Token(
                        Token.Purpose.OPT_OUT,
                        Scene.WORKSPACE,
                        contact,
                        scene.touches().getFirst(),
                        Instant.parse("2100-01-01T00:00:00Z")));
        answer(200, function.invoke(scene.request("askOptOut", token)));
        assertEquals(
                0,
                scene.does("suppressions-api", "listSuppressions", "")
                        .path("items")
                        .size());
        answer(200, function.invoke(scene.request("optOut", token)));
        assertFalse(scene.does("suppressions-api", "listSuppressions", "")
                .path("items")
                .isEmpty());
    }

    private static void suppresses_an_address(Scene scene, PackagedFunction function) {
        answered(201, function.invoke(scene.request("suppress", "")));
        assertEquals(
                1,
                scene.does("suppressions-api", "listSuppressions", "")
                        .path("items")
                        .size());
    }

    private static void sends_a_dead_letter_back(Scene scene, PackagedFunction function) {
        var lost = Scene.message("shortfall-found", scene.campaign());
        scene.send("escalation-dlq", lost);
        scene.works("escalation-dlq");
        answered(200, function.invoke(scene.request("redriveDeadLetters", "")));
        assertEquals(List.of(Scene.json(lost)), scene.taken("escalation"));
    }

    private static void pauses_a_campaign(Scene scene, PackagedFunction function) {
        var campaign = scene.campaign();
        answered(200, function.invoke(scene.request("pauseCampaign", campaign)));
        assertEquals(
                "paused",
                scene.does("reads-api", "readCampaign", campaign).path("status").asText());
    }

    private static void lists_tasks(Scene scene, PackagedFunction function) {
        var tasks = answered(200, function.invoke(scene.request("listTasks", "")));
        assertEquals("{\"items\":[]}", tasks.toString());
    }

    private static void sums_up_errors(Scene scene, PackagedFunction function) {
        var sums = answered(200, function.invoke(scene.request("summariseErrors", "")));
        assertTrue(sums.isObject(), sums::toString);
    }

    private static void changes_a_setting(Scene scene, PackagedFunction function) {
        answered(200, function.invoke(scene.request("changeSetting", "cool-off.hours")));
        assertEquals(
                48,
                scene.does("settings-api", "readSetting", "cool-off.hours")
                        .path("value")
                        .asInt());
    }

    private static void tells_of_a_campaign(Scene scene, PackagedFunction function) {
        var campaign = scene.campaign();
        var told = answered(200, function.invoke(scene.request("readCampaign", campaign)));
        assertEquals(scene.does("reads-api", "readCampaign", campaign), told);
    }

    // -- fed by queues, and by the minute

    private static void imports_an_uploaded_file(Scene scene, PackagedFunction function) {
        var rows = """
            company,email,trade,city,state,zip
            Barton Turf,info@bartonturf.example.com,lawn care,Austin,TX,78704
            """;
        var file = rows.getBytes(StandardCharsets.UTF_8);
        var trigger = scene.upload(file);
        done(function.invoke(scene.delivery("import", trigger)));
        var stored = scene.does("contacts-api", "listContacts", "").path("items");
        assertEquals(1, stored.size());
        assertEquals("Barton Turf", stored.at("/0/profile/company").asText(), stored::toString);
    }

    private static void sends_the_mails_of_a_slice(Scene scene, PackagedFunction function) {
        var campaign = scene.campaign();
        done(function.invoke(scene.delivery("dispatch", Scene.message("wave-planned", campaign))));
        var mails = scene.outside().mails();
        assertFalse(mails.isEmpty());
        assertTrue(mails.getFirst().contains("ConfigurationSetName"), mails::getFirst);
        var contacted = scene.does("reads-api", "readStatus", campaign).toString();
        assertTrue(contacted.contains("sent"), contacted);
    }

    private static void looks_at_a_campaign(Scene scene, PackagedFunction function) {
        var due = neglected(scene);
        done(function.invoke(scene.delivery("check-in", due)));
        assertEquals(List.of("ShortfallFound"), types(scene.taken("escalation")));
    }

    /** Starts a campaign some hours ago to which nobody answers; returns its first check-in. */
    private static String neglected(Scene scene) {
        scene.ago(Duration.ofHours(4));
        scene.campaign();
        scene.works("dispatch");
        scene.ago(Duration.ZERO);
        return scene.checkIn();
    }

    private static void closes_an_address_that_bounces(Scene scene, PackagedFunction function) {
        scene.campaign();
        scene.works("dispatch");
        var bounce = Scene.sample("providers/bounce.json")
                .path("Message")
                .asText()
                .replace(SAMPLE_TOUCH, scene.touches().getFirst());
        done(function.invoke(scene.delivery("feedback", bounce)));
        assertEquals(List.of(), suppressed(scene));
        done(function.invoke(scene.delivery("feedback", scene.published(bounce))));
        assertEquals(1, suppressed(scene).size());
        var mail =
                scene.mail(scene.touches().getLast(), "Subject: Re: Lawn care\n\nPlease remove me from your list.\n");
        done(function.invoke(scene.delivery("feedback", scene.published(mail))));
        assertTrue(suppressed(scene).size() > 1, "who asks by mail to be left alone is left alone");
    }

    private static List<String> suppressed(Scene scene) {
        return scene.does("suppressions-api", "listSuppressions", "")
                .path("items")
                .valueStream()
                .map(item -> item.path("address").asText())
                .toList();
    }

    private static void finds_what_is_overdue(Scene scene, PackagedFunction function) {
        scene.ago(Duration.ofHours(1));
        scene.campaign();
        scene.taken("dispatch");
        assertEquals("1", function.invoke(Scene.sample("lambda/schedule.json").toString()));
        assertEquals(List.of("WavePlanned"), types(scene.taken("dispatch")));
    }

    private static void files_a_dead_letter(Scene scene, PackagedFunction function) {
        var lost = Scene.message("shortfall-found", scene.campaign());
        done(function.invoke(scene.delivery("escalation-dlq", lost)));
        var letters = new DeadLetterStore(scene.platform())
                .list(Scene.WORKSPACE, 10, null)
                .letters();
        assertEquals(
                List.of("escalation"),
                letters.stream().map(letter -> letter.queue()).toList());
    }

    private static void pays_what_a_check_in_owes(Scene scene, PackagedFunction function) {
        scene.send("check-in", neglected(scene));
        scene.works("check-in");
        var owed = scene.taken("escalation").getFirst();
        done(function.invoke(scene.delivery("escalation", owed.toString())));
        assertFalse(scene.taken("dispatch").isEmpty());
    }

    private static void reports_a_campaign_that_ended(Scene scene, PackagedFunction function) {
        var campaign = scene.campaign();
        scene.does("controls-api", "cancelCampaign", campaign);
        var ended = scene.taken("reporting").getFirst();
        done(function.invoke(scene.delivery("reporting", ended.toString())));
        assertEquals(
                campaign,
                scene.does("reads-api", "readReport", campaign).path("id").asText());
    }

    // -- answers

    /** Returns the body of an answer of a status. */
    private static JsonNode answered(int status, String answer) {
        return Scene.json(answer(status, answer));
    }

    private static String answer(int status, String answer) {
        var read = Scene.json(answer);
        assertEquals(status, read.path("statusCode").asInt(), answer);
        return read.path("body").asText();
    }

    private static void done(String answer) {
        assertEquals("{\"batchItemFailures\":[]}", answer);
    }

    private static List<String> types(List<JsonNode> messages) {
        return messages.stream()
                .map(message -> message.path("type").asText())
                .distinct()
                .toList();
    }
}
