package io.muster.aws.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.domain.touch.Channel;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    private enum Speed {
        SLOW,
        VERY_FAST
    }

    @Test
    void every_kind_of_field_is_read() {
        var read = Body.read(
                Requests.request("""
                    {"name": "  Ada ", "count": 3, "share": 0.5, "amount": 12.50, "yes": true, "speed": "very_fast",
                     "channels": ["sms", "email", "sms"], "tags": ["a", "b"], "at": "2026-05-01T14:00:00+02:00",
                     "day": "2026-05-01", "inner": {"city": "Austin"}, "nothing": null}\
                    """),
                fields -> List.of(
                        fields.requiredText("name", 10),
                        absent(fields.integer("count", 1, 3)),
                        absent(fields.number("share", 0.5, 1)),
                        absent(fields.amount("amount")),
                        absent(fields.flag("yes")),
                        absent(fields.choice("speed", Speed.class)),
                        absent(fields.choices("channels", Channel.class)),
                        absent(fields.texts("tags", 2, 1)),
                        absent(fields.instant("at")),
                        absent(fields.dateOrInstant("day")),
                        absent(fields.object("inner", inner -> inner.text("city", 20))),
                        absent(fields.text("nothing", 5)),
                        absent(fields.integer("missing", 1, 2))));
        assertEquals(
                List.of(
                        "Ada",
                        3,
                        0.5,
                        new BigDecimal("12.5"),
                        true,
                        Speed.VERY_FAST,
                        List.of(Channel.SMS, Channel.EMAIL),
                        List.of("a", "b"),
                        Instant.parse("2026-05-01T12:00:00Z"),
                        "2026-05-01",
                        "Austin",
                        "absent",
                        "absent"),
                read);
    }

    @Test
    void everything_wrong_is_named_at_once() {
        var violations = violations("""
            {"count": 51, "share": "half", "speed": "SLOW", "channels": ["email", "pigeon"], "tags": "a",
             "at": "tomorrow", "inner": {"city": 5, "planet": "Mars"}, "surprise": 1, "whole": 1.5,
             "day": "2026-02-30", "amount": -1}\
            """, fields -> {
            fields.requiredText("name", 10);
            fields.integer("count", 1, 50);
            fields.integer("whole", 1, 50);
            fields.number("share", 0.5, 0.999);
            fields.choice("speed", Speed.class);
            fields.choices("channels", Channel.class);
            fields.texts("tags", 3, 10);
            fields.instant("at");
            fields.dateOrInstant("day");
            fields.amount("amount");
            fields.object("inner", inner -> inner.text("city", 20));
            return "";
        });
        var channels = "email, sms, website_form, phone, linkedin, manual";
        var known = "amount, at, channels, count, day, inner, name, share, speed, tags, whole";
        assertEquals(
                List.of(
                        new Violation("name", "is required", "a text"),
                        new Violation("count", "is out of range", "1 to 50"),
                        new Violation("whole", "is not a whole number", "1 to 50"),
                        new Violation("share", "is not a number", "0.5 to 0.999"),
                        new Violation("speed", "is not one of the values allowed", "slow, very_fast"),
                        new Violation("channels[1]", "is not one of the values allowed", channels),
                        new Violation("tags", "is not a list of that size", "a list of at most 3"),
                        new Violation("at", "is not an instant", "such as 2026-05-01T12:00:00Z"),
                        new Violation(
                                "day",
                                "is neither a date nor an instant",
                                "such as 2026-05-01 or 2026-05-01T12:00:00Z"),
                        new Violation("amount", "is not an amount", "a number from 0 with at most 4 decimals"),
                        new Violation(
                                "inner.city", "is not a usable text", "a text of one line, of at most 20 characters"),
                        new Violation("surprise", "is not a field of this request", known),
                        new Violation("inner.planet", "is not a field of this request", "city")),
                violations);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"text\"",
                "{\"a\": 1, \"a\": 2}",
                "{} {}",
                "{\"a\": NaN}",
                "{'a': 1}",
                "{\"a\": [[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]}"
            })
    void what_is_not_one_json_object_is_refused(String body) {
        assertEquals(400, refusal(Requests.request(body)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483647", "1e-2147483647", "1e15", "0.00001"})
    void an_amount_that_does_not_fit_is_refused_whatever_its_exponent(String amount) {
        assertEquals(
                List.of(new Violation("a", "is not an amount", "a number from 0 with at most 4 decimals")),
                violations("{\"a\": " + amount + "}", fields -> absent(fields.amount("a"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "1000.0", "1e3", "1.000E+3"})
    void an_amount_is_one_value_however_it_is_written(String amount) {
        assertEquals(
                new BigDecimal("1000"),
                Body.<Object>read(Requests.request("{\"a\": " + amount + "}"), fields -> absent(fields.amount("a"))));
    }

    @Test
    void an_exponent_beyond_what_numbers_hold_is_refused() {
        assertEquals(400, refusal(Requests.request("{\"a\": 1e99999999999}")).status());
    }

    @Test
    void a_number_too_small_to_be_stored_is_zero() {
        assertEquals(0.0, Body.<Object>read(Requests.request("{\"a\": 1e-320}"), f -> absent(f.number("a", -90, 90))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "1969-12-31T23:59:59Z"})
    void a_moment_that_no_calendar_reaches_is_refused(String moment) {
        assertEquals(
                List.of(new Violation("at", "is out of range", "the years 1970 to 9998")),
                violations("{\"at\": \"" + moment + "\"}", fields -> absent(fields.instant("at"))));
    }

    @Test
    void a_control_character_is_refused() {
        assertEquals(
                List.of(new Violation(
                        "a", "has the control character U+0000", "a text of one line, of at most 9 characters")),
                violations("{\"a\": \"x\\u0000\"}", fields -> absent(fields.text("a", 9))));
        assertEquals(
                List.of(new Violation(
                        "a", "has the control character U+000A", "a text of one line, of at most 9 characters")),
                violations("{\"a\": \"x\\ny\"}", fields -> absent(fields.text("a", 9))));
        assertEquals(
                List.of(new Violation("a", "has the control character U+0007", "a text of at most 9 characters")),
                violations("{\"a\": \"x\\n\\u0007\"}", fields -> absent(fields.prose("a", 9))));
    }

    @Test
    void a_body_of_more_than_256_kilobytes_is_refused() {
        assertEquals(
                413, refusal(Requests.request(" ".repeat(256 * 1024) + "{}")).status());
        assertEquals("", Body.read(Requests.request(" ".repeat(256 * 1024 - 2) + "{}"), _ -> ""));
    }

    @Test
    void a_body_of_another_type_is_refused() {
        var event = Requests.event("POST /things", Requests.claims("operate"), "{}");
        event.setHeaders(Map.of("content-type", "text/plain"));
        assertEquals(415, refusal(ApiRequest.of(event)).status());
    }

    /** The gateway packs what is no text; a name in Latin-1 would else be stored with a mark where its letter was. */
    @Test
    void a_body_that_is_not_utf_8_is_refused_and_never_mended() {
        var problem = refusal(packed("{\"a\": \"Zo\u00EB\"}".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(400, problem.status());
        assertEquals("malformed_json", problem.code());
        assertEquals("The body is not UTF-8, in which JSON is written.", problem.detail());
        assertEquals(
                400,
                refusal(packed("{\"a\": 1}".getBytes(StandardCharsets.UTF_16LE)))
                        .status());
        assertEquals(
                400,
                refusal(packed(new byte[] {'{', (byte) 0xC0, (byte) 0xAF, '}'})).status());
        var cut = "{\"a\": \"\u20AC\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals(400, refusal(packed(Arrays.copyOf(cut, 9))).status());
    }

    @Test
    void a_packed_body_of_utf_8_is_read_as_it_is() {
        var name = "Zo\u00EB \uFFFD \uD83C\uDF31";
        var bytes = ("{\"a\": \"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
        assertEquals(name, Body.read(packed(bytes), fields -> absent(fields.text("a", 20))));
    }

    @Test
    void a_packed_body_that_is_not_base64_is_refused() {
        var event = Requests.event("POST /things", Requests.claims("operate"), "{}");
        event.setIsBase64Encoded(true);
        var problem =
                assertThrows(ProblemException.class, () -> ApiRequest.of(event)).problem();
        assertEquals("It is not Base64.", problem.detail());
    }

    private static ApiRequest packed(byte[] body) {
        var packed = Base64.getEncoder().encodeToString(body);
        var event = Requests.event("POST /things", Requests.claims("operate"), packed);
        event.setIsBase64Encoded(true);
        return ApiRequest.of(event);
    }

    @Test
    void an_optional_body_may_be_missing() {
        assertEquals("absent", Body.readOptional(Requests.request(""), fields -> absent(fields.text("reason", 10))));
    }

    @Test
    void the_digest_tells_bodies_paths_and_routes_apart() {
        var one = Body.digest(Requests.request("{\"a\": 1}"));
        assertEquals(one, Body.digest(Requests.request("{\"a\": 1}")));
        assertNotEquals(one, Body.digest(Requests.request("{\"a\": 2}")));
        assertNotEquals(
                one,
                Body.digest(ApiRequest.of(Requests.event("POST /others", Requests.claims("operate"), "{\"a\": 1}"))));
    }

    private static Object absent(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "absent" : value;
    }

    private static Problem refusal(ApiRequest request) {
        return assertThrows(ProblemException.class, () -> Body.read(request, _ -> ""))
                .problem();
    }

    private static List<Violation> violations(String body, Function<Fields, Object> reader) {
        return assertThrows(ProblemException.class, () -> Body.read(Requests.request(body), reader))
                .problem()
                .violations();
    }
}
