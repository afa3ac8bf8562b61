package io.muster.local.compliance;

import static io.muster.local.compliance.Town.optOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.aws.token.Token;
import io.muster.domain.touch.Channel;
import io.muster.local.StackOptions;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link in a mail, used as mail programs, people and scanners use it. */
class OptOutTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final Set<Channel> ALL = Set.of(Channel.values());

    @TempDir
    private Path folder;

    private Town town;
    private String campaign;

    @BeforeEach
    void open() {
        town = new Town(folder, MONDAY);
        town.contractors(
                "company,email,trade,state,zip,tier",
                "One,one@example.com,lawn care,TX,78704,1",
                "Two,two@example.com,lawn care,TX,78704,1",
                "Three,three@example.com,lawn care,TX,78704,1");
        campaign = town.campaign("bc_1", "TX", "{\"bidsNeeded\": 3, \"timelineHours\": 24, \"channels\": [\"email\"]}");
        town.settle();
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void one_click_works_in_both_encodings_and_without_a_body_and_never_redirects() {
        var boundary = "----mail";
        var multipart = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
                + "One-Click\r\n--" + boundary + "--\r\n";
        assertDone(town.oneClick(link("one@example.com")));
        assertDone(town.request(
                "POST",
                link("two@example.com"),
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.ofString(multipart)));
        assertDone(town.request("POST", link("three@example.com"), null, BodyPublishers.noBody()));
        for (var contact : contacts()) {
            assertEquals(ALL, town.suppressed(contact));
        }
        assertDone(town.oneClick(link("one@example.com")));
    }

    @Test
    void looking_at_the_link_changes_nothing() {
        var link = link("one@example.com");
        town.writes();
        var page = town.get(link);
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<form method=\"post\">"), page.body());
        assertFalse(page.body().contains("<script"), page.body());
        for (var method : List.of("HEAD", "OPTIONS", "PUT", "DELETE")) {
            assertEquals(
                    404,
                    town.request(method, link, null, BodyPublishers.noBody()).statusCode(),
                    method);
        }
        assertEquals(0, town.writes());
        for (var contact : contacts()) {
            assertEquals(Set.of(), town.suppressed(contact));
        }
    }

    @Test
    void a_link_that_is_not_whole_and_ours_and_for_this_does_nothing() {
        var link = link("one@example.com").toString();
        var start = link.substring(0, link.lastIndexOf('/') + 1);
        var token = link.substring(start.length());
        var wrong = new ArrayList<String>();
        for (int at = 0; at < token.length(); at += 7) {
            wrong.add(token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1));
        }
        wrong.addAll(List.of(
                token.substring(1),
                token.substring(0, token.length() - 1),
                token.substring(0, token.length() / 2),
                token + "A",
                token + "=",
                token + token,
                "x",
                "A".repeat(token.length()),
                "A".repeat(5_000)));
        var now = town.platform().time().machine();
        wrong.add(signed(Token.Purpose.REPLY, StackOptions.WORKSPACE, now.plus(Duration.ofDays(1))));
        wrong.add(signed(Token.Purpose.OPT_OUT, StackOptions.WORKSPACE, now));
        wrong.add(signed(Token.Purpose.OPT_OUT, StackOptions.WORKSPACE, now.minus(Duration.ofDays(1))));
        town.writes();
        for (var one : wrong) {
            assertEquals(404, town.oneClick(URI.create(start + one)).statusCode(), one);
            assertEquals(404, town.get(URI.create(start + one)).statusCode(), one);
        }
        assertEquals(0, town.writes());
        var good = signed(Token.Purpose.OPT_OUT, StackOptions.WORKSPACE, now.plusSeconds(60));
        assertDone(town.oneClick(URI.create(start + good)));
        assertEquals(ALL, town.suppressed(contacts().getFirst()));
        assertEquals(Set.of(), town.suppressed(contacts().get(1)));
    }

    @Test
    void a_link_tells_nobody_who_it_is_for_works_for_a_month_and_not_for_ever() {
        var link = link("one@example.com").toString();
        var token = link.substring(link.lastIndexOf('/') + 1);
        var plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
        for (var personal : List.of("one@example.com", "One", "example.com")) {
            assertFalse(plain.contains(personal), personal);
        }
        var tokens = new SignedTokens(new KeyRing(town.table()));
        var sent = town.platform().time().machine();
        assertTrue(tokens.verify(token, Token.Purpose.OPT_OUT, sent.plus(Duration.ofDays(30)))
                .isPresent());
        assertFalse(tokens.verify(token, Token.Purpose.OPT_OUT, sent.plus(Duration.ofDays(400)))
                .isPresent());
        assertEquals(
                3,
                Set.of(token, token(link("two@example.com")), token(link("three@example.com")))
                        .size());
    }

    private static String token(URI link) {
        return link.getPath().substring(link.getPath().lastIndexOf('/') + 1);
    }

    private String signed(Token.Purpose purpose, String workspace, Instant expires) {
        var touch = town.touches(campaign, "email").getFirst();
        return new SignedTokens(new KeyRing(town.table()))
                .sign(new Token(
                        purpose,
                        workspace,
                        touch.path("contactId").asText(),
                        touch.path("id").asText(),
                        expires));
    }

    private List<String> contacts() {
        return town.touches(campaign, "email").stream()
                .map(touch -> touch.path("contactId").asText())
                .toList();
    }

    private URI link(String address) {
        return optOut(town.mailsTo(address).getFirst());
    }

    private static void assertDone(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(List.of(), answer.headers().allValues("set-cookie"));
        assertEquals(List.of(), answer.headers().allValues("location"));
    }
}
