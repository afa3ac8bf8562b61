package io.muster.functions.dispatch.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

    private static final Book BOOK = Templates.builtIn();

    private static Wording words() {
        return Wording.examples()
                .with(Variable.RECIPIENT_NAME, "Ana <Green>")
                .with(Variable.SENDER_NAME, "Lawn & Co")
                .with(Variable.REQUESTER_NAME, "Sam")
                .with(Variable.PROJECT_TITLE, "Lawn care \"spring\"")
                .with(Variable.DESCRIPTION, "Mow <b>twice</b>")
                .with(Variable.PLACE, "Austin, TX")
                .with(Variable.OPT_OUT_URL, "https://muster.example.com/u/abc")
                .with(Variable.SOURCE, "you are listed in a public directory");
    }

    @Test
    void an_invitation_says_who_writes_what_for_until_when_how_to_answer_and_how_to_end_it() {
        var mail = BOOK.render(Template.EMAIL_INVITATION, words());
        assertEquals(
                "Bid wanted by Tuesday, November 24, 2:00 PM CST: Lawn care \"spring\" in Austin, TX", mail.subject());
        for (var said : new String[] {
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
            assertTrue(mail.text().contains(said), said);
        }
    }

    @Test
    void a_text_message_says_who_writes_what_for_until_when_why_and_how_to_end_it_in_two_segments() {
        var text = BOOK.render(Template.SMS_INVITATION, words()).text();
        assertEquals(
                "Lawn & Co: bid wanted for Lawn care \"spring\", Austin, TX, by Tue Nov 24, 2:00 PM CST. Reply with a "
                        + "price or range. Why you: you are listed in a public directory. Reply STOP to opt out.",
                text);
        assertEquals(2, SmsLength.of(text).segments());
    }

    @ParameterizedTest
    @EnumSource(names = {"SMS_INVITATION", "SMS_REMINDER"})
    void a_text_message_stays_within_two_segments_however_long_the_words_are(Template template) {
        var endless = Wording.examples();
        for (var variable : Variable.values()) {
            endless.with(variable, "word ".repeat(100));
        }
        var length = SmsLength.of(BOOK.render(template, endless).text());
        assertEquals(SmsLength.Encoding.GSM7, length.encoding());
        assertTrue(length.segments() <= 2, length.toString());
    }

    @Test
    void what_is_typed_prettily_travels_plainly_in_a_text_message() {
        var pretty = words().with(Variable.PROJECT_TITLE, "Dana\u2019s \u201cspring\u201d lawn \u2013 all\u2026");
        var text = BOOK.render(Template.SMS_INVITATION, pretty).text();
        assertTrue(text.contains("Dana's \"spring\" lawn - all..."), text);
        assertEquals(SmsLength.Encoding.GSM7, SmsLength.of(text).encoding());
    }

    @Test
    void a_form_names_the_sender_the_reason_the_way_to_answer_and_the_way_out() {
        var form = BOOK.render(Template.WEBSITE_FORM_INVITATION, words());
        for (var said : new String[] {
            "Lawn & Co is collecting bids on behalf of Sam",
            "We write through this form because you are listed in a public directory.",
            "write to bids@example.com with your price",
            "Never hear from us again: https://muster.example.com/u/abc"
        }) {
            assertTrue(form.text().contains(said), said);
        }
    }

    @Test
    void the_text_for_linkedin_is_short() {
        var text = BOOK.render(Template.LINKEDIN_INVITATION, words()).text();
        var pasted = text.lines()
                .filter(line -> line.startsWith("Hello"))
                .findFirst()
                .orElseThrow();
        assertTrue(pasted.length() <= 300, pasted.length() + ": " + pasted);
    }

    @Test
    void html_is_escaped_and_the_same_facts_are_in_it() {
        var html = html(words());
        assertTrue(html.contains("Ana &lt;Green&gt;"));
        assertTrue(html.contains("Mow &lt;b&gt;twice&lt;/b&gt;"));
        assertFalse(html.contains("<b>twice"));
        assertTrue(html.contains("href=\"https://muster.example.com/u/abc\""));
        assertTrue(html.contains("<html lang=\"en\">") && html.contains("<h1") && html.contains("scope=\"row\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{postalAddress}}",
                "{{{optOutUrl}}}",
                "{{=<% %>=}}<%senderName%>",
                "{{>email.alert}}",
                "{{#budget}}",
                "<script>alert(1)</script>",
                "\" onmouseover=\"alert(1)",
                "</td></tr></table><img src=x onerror=alert(1)>",
                "$1\\",
                "\u202Efdp.exe"
            })
    void a_hostile_name_is_a_name_and_nothing_else(String name) {
        for (var template : Template.values()) {
            var rendered = BOOK.render(
                    template,
                    words().with(Variable.RECIPIENT_NAME, name)
                            .with(Variable.PROJECT_TITLE, name)
                            .with(Variable.DESCRIPTION, name));
            var plain = name.replace("\u202E", "");
            if (template.channel() != Channel.SMS) {
                assertTrue((rendered.subject() + rendered.text()).contains(plain), rendered.toString());
            }
            assertFalse((rendered.subject() + rendered.text()).contains("\u202E"), rendered.toString());
            var html = Objects.requireNonNullElse(rendered.html(), "");
            for (var acting : List.of("<script", "<img", "\" onmouseover", "\u202E")) {
                assertFalse(html.contains(acting), html);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ana\r\nBcc: all@example.com", "Ana\nX: y", "Ana\u2028Bcc: z", "Ana\u0000b", "Ana\u0085b"})
    void a_line_break_in_a_name_is_a_space(String name) {
        var mail = BOOK.render(Template.EMAIL_INVITATION, words().with(Variable.PROJECT_TITLE, name));
        assertTrue(mail.subject().chars().noneMatch(Character::isISOControl), mail.subject());
        assertTrue(mail.subject().contains(": Ana "), mail.subject());
    }

    @Test
    void a_description_keeps_its_lines_and_nothing_else_that_steers() {
        var mail = BOOK.render(
                Template.EMAIL_INVITATION, words().with(Variable.DESCRIPTION, "one\r\ntwo\u202e\u0007\tthree"));
        assertTrue(mail.text().contains("one\ntwo\tthree"), mail.text());
    }

    @Test
    void what_there_is_nothing_to_say_about_is_left_out() {
        var text = BOOK.render(
                        Template.EMAIL_INVITATION,
                        words().with(Variable.BUDGET, null).with(Variable.REQUESTER_NAME, null))
                .text();
        assertFalse(text.contains("Budget"));
        assertFalse(text.contains("on behalf of"));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void every_built_in_template_passes_its_own_inspection(Template template) {
        var texts = Templates.builtIn(template);
        assertEquals(List.of(), Inspection.findings(template, texts));
        assertEquals(template.parts().contains(Part.HTML), texts.html() != null);
        assertEquals(template.parts().contains(Part.SUBJECT), texts.subject() != null);
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void what_must_be_said_and_is_unknown_is_missed_and_never_a_hole(Template template) {
        for (var variable : template.required()) {
            var broken = assertThrows(
                    BrokenTemplate.class, () -> BOOK.render(template, words().with(variable, " \u202e\n ")));
            assertEquals(template.id() + "/0", broken.name());
            assertTrue(String.valueOf(broken.getMessage()).contains(variable.wire()), broken.getMessage());
        }
    }

    @Test
    void a_touch_of_a_channel_and_kind_has_its_template() {
        assertEquals(Optional.of(Template.SMS_REMINDER), Template.of(Channel.SMS, Touch.Kind.REMINDER));
        assertEquals(Optional.empty(), Template.of(Channel.SMS, Touch.Kind.REPORT));
        for (var template : Template.values()) {
            assertEquals(Optional.of(template), Template.of(template.id()));
            assertEquals(Optional.of(template), Template.of(template.channel(), template.kind()));
        }
        assertEquals("website_form.invitation", Template.WEBSITE_FORM_INVITATION.id());
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

    private static String html(Wording wording) {
        return Objects.requireNonNull(
                BOOK.render(Template.EMAIL_INVITATION, wording).html());
    }
}
