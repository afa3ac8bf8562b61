package io.muster.functions.dispatch.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.store.Texts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InspectionTest {

    private static final String TEXT = """
        Hello {{recipientName}}, a price please. {{senderName}}, {{postalAddress}}, since {{source}}.
        {{optOutUrl}}\
        """;
    private static final String HTML = """
        <p>Hello {{recipientName}}</p><p>{{senderName}}, {{postalAddress}}, since {{source}}</p>
        <a href="{{optOutUrl}}">stop</a>\
        """;

    private static List<String> mail(String subject, String text, String html) {
        return Inspection.findings(Template.EMAIL_INVITATION, new Texts(subject, text, html)).stream()
                .map(finding -> finding.part().wire() + " " + finding.message())
                .toList();
    }

    private static List<String> sms(String text) {
        return Inspection.findings(Template.SMS_INVITATION, new Texts(null, text, null)).stream()
                .map(Finding::message)
                .toList();
    }

    @Test
    void a_mail_with_all_that_it_must_say_is_fine() {
        assertEquals(List.of(), mail("A bid?", TEXT, HTML));
    }

    @Test
    void everything_wrong_is_found_at_once_with_its_line() {
        assertEquals(
                List.of(
                        "subject names the unknown variable title (line 1)",
                        "text has a {{{ tag (line 2)",
                        "text names the unknown variable nmae (line 3)",
                        "html has a script element (line 1)"),
                mail("{{title}}", "a\n{{{senderName}}}\n{{nmae}}", "<script>{{senderName}}</script>"));
    }

    @Test
    void a_tag_that_names_nothing_cannot_be_read() {
        for (var tag : List.of("{{ }}", "{{\t}}", "{{=}}", "{{\n\n}}")) {
            assertTrue(
                    mail("A bid?", tag + TEXT, HTML).contains("text cannot be read: a tag names nothing"),
                    () -> mail("A bid?", tag + TEXT, HTML).toString());
        }
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("{{&senderName}}", "text has a {{& tag (line 1)"),
                Arguments.of("{{ > header}}", "text has a {{> tag (line 1)"),
                Arguments.of("{{=<% %>=}}", "text has a {{= tag (line 1)"),
                Arguments.of("{{<parent}}{{/parent}}", "text has a {{< tag (line 1)"),
                Arguments.of("{{$block}}{{/block}}", "text has a {{$ tag (line 1)"),
                Arguments.of("{{.}}", "text names the unknown variable . (line 1)"),
                Arguments.of("{{senderName.length}}", "text names the unknown variable senderName.length (line 1)"),
                Arguments.of("\n{{#phone}}x{{/phone}}", "text names the unknown variable phone (line 2)"),
                Arguments.of("\n\n{{^phone}}x{{/phone}}", "text names the unknown variable phone (line 3)"),
                Arguments.of("{{senderName", "text has a {{ that nothing closes (line 1)"),
                Arguments.of("\n{{senderName {{source}}", "text has a {{ that nothing closes (line 2)"),
                Arguments.of("x".repeat(20_481), "text is too long"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void what_a_text_may_not_have_is_named(String text, String finding) {
        assertTrue(
                mail("A bid?", text, HTML).contains(finding),
                () -> mail("A bid?", text, HTML).toString());
    }

    @Test
    void what_cannot_be_read_says_where() {
        var findings = mail("A bid?", "\n{{#budget}}\nup to {{budget}}", HTML);
        assertEquals(1, findings.size(), findings.toString());
        assertTrue(findings.getFirst().startsWith("text cannot be read: "), findings.toString());
        assertTrue(findings.getFirst().contains("line"), findings.toString());
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("<SCRIPT src='x'></SCRIPT>", "html has a script element (line 1)"),
                Arguments.of("\n<iframe></iframe>", "html has a iframe element (line 2)"),
                Arguments.of("<svg onload=alert(1)>", "html has a svg element (line 1)"),
                Arguments.of("<img src='https://x' onerror='y'>", "html has an onerror attribute (line 1)"),
                Arguments.of("<img/onerror=y>", "html has an onerror attribute (line 1)"),
                Arguments.of("<p title={{place}}>", "html has a variable in a tag, outside quotes (line 1)"),
                Arguments.of("<p {{place}}>", "html has a variable in a tag, outside quotes (line 1)"),
                Arguments.of("<a href='{{description}}'>", "html has a link that leads where others say (line 1)"),
                Arguments.of(
                        "<a href=' {{#budget}}x{{/budget}}'>", "html has a link that leads where others say (line 1)"),
                Arguments.of("<a href=' JavaScript:x'>", "html has a link that leads where others say (line 1)"),
                Arguments.of("<img src=\"data:x\">", "html has a link that leads where others say (line 1)"),
                Arguments.of("<p style='{{place}}'>", "html has a variable in a style attribute (line 1)"),
                Arguments.of("<style>{{place}}</style>", "html has a variable in a style sheet (line 1)"),
                Arguments.of("<p>" + "x".repeat(102_400), "html is too long"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void what_could_act_in_a_page_is_named(String html, String finding) {
        assertTrue(
                mail("A bid?", TEXT, html).contains(finding),
                () -> mail("A bid?", TEXT, html).toString());
    }

    @Test
    void what_cannot_act_in_a_page_is_fine() {
        assertEquals(List.of(), mail("A bid?", TEXT, HTML + """
            <!-- <script>no</script> --><style>p { color: red } @media print {p {color: blue}}</style>
            <p title="{{place}} > {{budget}}" data-x='1'>1 < 2</p><a href="mailto:{{replyAddress}}?subject=Bid">b</a>
            <a href='https://example.com/?q={{place}}'>x</a><br/>\
            """));
    }

    @Test
    void what_must_be_said_must_be_said_in_every_part_whatever_else_is_said() {
        assertEquals(
                List.of(
                        "text does not always say postalAddress",
                        "text does not always say optOutUrl",
                        "html does not always say senderName"),
                mail(
                                "A bid?",
                                "{{#budget}}{{postalAddress}}{{/budget}}{{^budget}}{{optOutUrl}}{{/budget}}"
                                        + "{{senderName}} {{source}}",
                                HTML.replace("{{senderName}}", "<!-- {{senderName}} -->"))
                        .stream()
                        .sorted(java.util.Comparator.comparing((String line) -> !line.startsWith("text"))
                                .thenComparing(line -> !line.endsWith("postalAddress")))
                        .toList());
    }

    @Test
    void a_part_that_may_say_nothing_is_named() {
        var findings = mail("{{#budget}}up to {{budget}}{{/budget}}", TEXT, HTML);
        assertEquals(1, findings.size(), findings.toString());
        assertTrue(findings.getFirst().contains("its subject says nothing"), findings.toString());
    }

    @Test
    void a_text_message_says_how_to_opt_out_and_is_short() {
        var short_ = "{{senderName}}: a bid? {{source}}. ";
        assertEquals(List.of("does not say how to opt out"), sms(short_ + "NONSTOPS"));
        assertEquals(List.of("does not say how to opt out"), sms(short_ + "{{#budget}}Reply STOP{{/budget}}"));
        assertEquals(List.of(), sms(short_ + "Reply STOP to end."));
        assertEquals(List.of("takes 3 segments"), sms(short_ + "x".repeat(240) + " Reply STOP to end."));
        assertEquals(List.of("does not always say senderName"), sms("{{source}} Reply STOP"));
    }

    private static List<String> answer(Template template, String text) {
        return Inspection.findings(template, new Texts(null, text, null)).stream()
                .map(Finding::message)
                .toList();
    }

    @Test
    void a_confirmation_names_the_sender_and_sells_nothing() {
        var over = "{{senderName}}: you will get no more messages from us. ";
        assertEquals(List.of(), answer(Template.SMS_CONFIRMATION, over));
        assertEquals(List.of("has a link"), answer(Template.SMS_CONFIRMATION, over + "https://example.com/jobs"));
        assertEquals(List.of("has a link"), answer(Template.SMS_CONFIRMATION, over + "See lawns.example"));
        assertEquals(
                List.of("names the unknown variable projectTitle (line 1)"),
                answer(Template.SMS_CONFIRMATION, over + "{{projectTitle}} waits for you."));
        assertEquals(List.of("takes 2 segments"), answer(Template.SMS_CONFIRMATION, over + "x".repeat(120)));
        assertEquals(List.of("does not always say senderName"), answer(Template.SMS_CONFIRMATION, "It is over."));
    }

    @Test
    void a_help_names_the_sender_and_the_way_out() {
        assertEquals(List.of(), answer(Template.SMS_HELP, "{{senderName}}. Text STOP to end."));
        assertEquals(List.of("does not say how to opt out"), answer(Template.SMS_HELP, "{{senderName}} helps."));
        assertEquals(List.of("does not always say senderName"), answer(Template.SMS_HELP, "Text STOP to end."));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void what_is_built_in_would_be_taken_from_an_operator(Template template) {
        assertEquals(List.of(), Inspection.findings(template, Templates.builtIn(template)));
    }

    @Test
    void a_reminder_need_not_say_again_how_we_came_by_the_reader() {
        var texts = new Texts("A bid?", TEXT.replace("{{source}}", "x"), HTML.replace("{{source}}", "x"));
        assertEquals(List.of(), Inspection.findings(Template.EMAIL_REMINDER, texts));
        assertEquals(2, Inspection.findings(Template.EMAIL_INVITATION, texts).size());
    }

    @Test
    void a_long_source_of_open_tags_is_looked_at_without_end_of_stack() {
        assertTrue(mail("A bid?", "{{" + "a ".repeat(10_000), HTML)
                .contains("text has a {{ that nothing closes (line 1)"));
    }
}
