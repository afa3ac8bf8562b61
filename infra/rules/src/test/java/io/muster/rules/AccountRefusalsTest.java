package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wish for an account campaign is told when it cannot be, word for word. */
class AccountRefusalsTest {

    private static final String DANA = "\"lead\": {\"name\": \"Dana Reed\", \"email\": \"dana@acme.example.com\"}";

    private final Handlers handlers = new Handlers();
    private final Calls calls = new Calls(handlers);

    @AfterEach
    void close() {
        handlers.close();
    }

    @Test
    void a_channel_that_there_is_not_is_told_those_that_there_are() {
        var allowed = "email, sms, phone, linkedin, manual";
        assertRefused(
                DANA + ", \"channelEscalation\": [\"fax\"]",
                "channelEscalation[0] is not one of the values allowed: " + allowed);
        assertRefused(
                DANA + ", \"channelEscalation\": [\"email\", \"website_form\"]",
                "channelEscalation[1] is not one of the values allowed: " + allowed);
        assertRefused(DANA + ", \"channelEscalation\": []", "channelEscalation names no channel: " + allowed);
    }

    @Test
    void a_lead_with_a_phone_alone_is_told_that_a_consent_is_missing() {
        var phone = "\"lead\": {\"name\": \"Dana Reed\", \"phone\": \"+1 512 555 0141\"}";
        assertRefused(
                phone,
                "lead cannot be reached: it has a phone, and no consent to texts or calls:"
                        + " at least one person with an email address, or with a phone and a consent to texts,"
                        + " or with a phone and a consent to calls, or with a profile");
        assertRefused(
                phone + ", \"channelEscalation\": [\"sms\"]",
                "lead cannot be reached: it has a phone, and no consent to texts or calls:"
                        + " at least one person with a phone and a consent to texts, or with a profile");
        assertRefused(
                DANA + ", \"channelEscalation\": [\"sms\"]",
                "lead cannot be reached: it has no address for these channels, no consent to texts or calls, or no"
                        + " wish for messages: at least one person with a phone and a consent to texts, or with a"
                        + " profile");
        assertRefused(
                phone + ", \"accountContacts\": [{\"phone\": \"+1 512 555 0142\"}], \"channelEscalation\": [\"phone\"]",
                "accountContacts can none of them be reached: they have a phone, and no consent to texts or calls:"
                        + " at least one person with a phone and a consent to calls, or with a profile");
        assertRefused(
                "\"channelEscalation\": [\"email\"]",
                "accountContacts and lead are missing: nobody can be reached: at least one person with an email"
                        + " address, or with a profile");
    }

    @Test
    void a_control_character_is_named() {
        assertRefused(
                "\"lead\": {\"name\": \"Dana\\u0007\", \"email\": \"dana@acme.example.com\", \"title\":"
                        + " \"C\\u0000TO\"}",
                "lead.name has the control character U+0007: a text of one line, of at most 120 characters",
                "lead.title has the character U+0000, which nobody sees: what can be read");
        assertRefused(
                DANA + ", \"metadata\": {\"topic\": \"cold\\nstorage\"}",
                "metadata.topic has the character U+000A, which nobody sees: what can be read");
    }

    @Test
    void a_sequence_longer_than_a_campaign_may_live_is_refused_and_never_cut_off() {
        assertRefused(
                DANA + ", \"maxTouches\": 20, \"touchIntervalsDays\": [2, 30]",
                "touchIntervalsDays add up to 542 days over 20 touches, and with responseTimeoutHours 48 to 544"
                        + " days: at most 365 days, after which a campaign ends: fewer touches or shorter intervals");
        assertRefused(
                DANA + ", \"maxTouches\": 2, \"touchIntervalsDays\": [365], \"responseTimeoutHours\": 1",
                "touchIntervalsDays add up to 365 days over 2 touches, and with responseTimeoutHours 1 to 366"
                        + " days: at most 365 days, after which a campaign ends: fewer touches or shorter intervals");
        assertEquals(
                200,
                calls.post("/campaigns/preview", body(DANA + ", \"maxTouches\": 2, \"touchIntervalsDays\": [363]"))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "100000", "1.5", "9999999999999999999999"})
    void a_timeline_is_told_whole_and_a_list_says_how_long_its_pages_may_be(String limit) {
        var id = calls.post("/campaigns", body(DANA)).body().path("id").asText();
        assertEquals(
                Map.of("limit", "is not a parameter of this request, which has none"),
                calls.get("/campaigns/" + id + "/timeline?limit=" + limit).violations());
        assertEquals(
                Map.of("limit", limit.matches("-?[0-9]+") ? "is out of range" : "is not a whole number"),
                calls.get("/campaigns?limit=" + limit).violations());
    }

    private void assertRefused(String wishes, String... violations) {
        for (var path : List.of("/campaigns", "/campaigns/preview")) {
            var answer = calls.post(path, body(wishes));
            assertEquals(422, answer.status(), () -> answer.body().toString());
            assertEquals(
                    List.of(violations),
                    StreamSupport.stream(answer.body().path("violations").spliterator(), false)
                            .map(one -> one.path("field").asText() + " "
                                    + one.path("message").asText() + ": "
                                    + one.path("allowed").asText())
                            .toList());
        }
    }

    private static String body(String wishes) {
        return "{\"kind\": \"account\", \"accountId\": \"acme\", " + wishes + "}";
    }
}
