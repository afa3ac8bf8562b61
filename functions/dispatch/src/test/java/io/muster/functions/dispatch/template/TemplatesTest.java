package io.muster.functions.dispatch.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplatesTest {

    private static final Templates TEMPLATES = Templates.builtIn();

    private static Map<String, Object> variables() {
        var variables = new HashMap<String, Object>();
        variables.put("recipientName", "Ana <Green>");
        variables.put("senderName", "Lawn & Co");
        variables.put("requesterName", "Sam");
        variables.put("projectTitle", "Lawn care \"spring\"");
        variables.put("description", "Mow <b>twice</b>");
        variables.put("place", "Austin, TX");
        variables.put("deadline", "Tuesday, November 24, 2:00 PM CST");
        variables.put("budget", "USD 500");
        variables.put("groupBidding", "");
        variables.put("replyAddress", "r+x@example.com");
        variables.put("optOutUrl", "https://muster.example.com/u/abc");
        variables.put("postalAddress", "1 Main St, Austin, TX");
        variables.put("source", "you are listed in a public directory");
        variables.put("bids", "1");
        variables.put("needed", "4");
        variables.put("result", "Some bids are in");
        variables.put("detail", "More in the report.");
        variables.put("phone", "+15125550100");
        variables.put("email", "ana@example.com");
        variables.put("profileUrl", "");
        variables.put("website", "");
        variables.put("because", "");
        return variables;
    }

    @Test
    void an_invitation_says_who_writes_what_for_until_when_how_to_answer_and_how_to_end_it() {
        var mail = TEMPLATES.render(Template.INVITATION, variables());
        assertEquals(
                "Bid wanted by Tuesday, November 24, 2:00 PM CST: Lawn care \"spring\" in Austin, TX", mail.subject());
        for (var words : new String[] {
            "Lawn & Co is collecting bids on behalf of Sam",
            "Lawn care \"spring\"",
            "Austin, TX",
            "Tuesday, November 24, 2:00 PM CST",
            "Reply to this message with your price",
            "https://muster.example.com/u/abc",
            "1 Main St, Austin, TX",
            "Mow <b>twice</b>",
            "you are listed in a public directory"
        }) {
            assertTrue(mail.text().contains(words), words);
        }
    }

    @Test
    void html_is_escaped_and_the_same_facts_are_in_it() {
        var html = Objects.requireNonNull(
                TEMPLATES.render(Template.INVITATION, variables()).html());
        assertTrue(html.contains("Ana &lt;Green&gt;"));
        assertTrue(html.contains("Mow &lt;b&gt;twice&lt;/b&gt;"));
        assertFalse(html.contains("<b>twice"));
        assertTrue(html.contains("href=\"https://muster.example.com/u/abc\"")
                || html.contains("href=\"https:&#x2F;&#x2F;muster.example.com&#x2F;u&#x2F;abc\""));
        assertTrue(html.contains("<html lang=\"en\">") && html.contains("<h1") && html.contains("scope=\"row\""));
    }

    @Test
    void what_there_is_nothing_to_say_about_is_left_out() {
        var variables = variables();
        variables.put("budget", "");
        variables.put("requesterName", "");
        var text = TEMPLATES.render(Template.INVITATION, variables).text();
        assertFalse(text.contains("Budget"));
        assertFalse(text.contains("on behalf of"));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void every_template_is_complete_and_refuses_each_missing_variable(Template template) {
        var whole = TEMPLATES.render(template, variables());
        assertEquals(template.rich(), whole.html() != null);
        int refused = 0;
        for (var name : variables().keySet()) {
            var without = variables();
            without.remove(name);
            try {
                assertEquals(
                        whole, TEMPLATES.render(template, without), name + " makes no difference and is not asked for");
            } catch (MissingVariable e) {
                refused++;
                assertTrue(String.valueOf(e.getMessage()).contains(name), e.getMessage());
            }
        }
        assertTrue(refused >= 5, template + " names few variables: " + refused);
    }

    @Test
    void a_missing_variable_names_the_template() {
        var thrown = assertThrows(MissingVariable.class, () -> TEMPLATES.render(Template.ALERT, Map.of()));
        assertNotNull(thrown.getMessage());
        assertTrue(thrown.getMessage().startsWith("template alert: "), thrown.getMessage());
    }

    @Test
    void a_moment_is_told_on_the_readers_clock_with_the_zone_named() {
        assertEquals(
                "Tuesday, November 24, 2:00 PM CST",
                Wording.moment(Instant.parse("2026-11-24T20:00:00Z"), ZoneId.of("America/Chicago")));
        assertEquals(
                "Wednesday, July 1, 9:00 AM CEST",
                Wording.moment(Instant.parse("2026-07-01T07:00:00Z"), ZoneId.of("Europe/Berlin")));
    }
}
