package io.muster.functions.dispatch.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Installation;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Obstacle;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.Preparation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as firms have them, filled and posted, or left alone for a reason. */
class FormSenderTest {

    private static final String SITE = "firm.example.net";
    private static final String PLAIN = """
        <form method=post action=/send>
          <label><span>Name</span> <input name=n></label><label>Email <input name=e></label>
          <label><b>Message</b> <textarea name=m></textarea></label>%s
        </form>\
        """;

    private final Internet internet = new Internet();
    private final FormSender sender = FormSender.over(internet.web);

    @AfterEach
    void close() {
        internet.close();
    }

    static OutgoingMessage message(String website) {
        return new OutgoingMessage(
                "acme",
                "camp1-1-0-0",
                Channel.WEBSITE_FORM,
                new Address("Green & Co", "bids@muster.example.com"),
                new Address("Firm", website),
                "Bid wanted",
                "Hello,\nwe want a bid – soon.",
                null,
                "r+acme.camp1@muster.example.com",
                "https://muster.example.com/u/x",
                Instant.parse("2026-11-24T18:00:00Z"));
    }

    private Receipt send() {
        var open = assertInstanceOf(Preparation.Open.class, sender.prepare("http://" + SITE));
        return open.way().send(message(SITE));
    }

    private Preparation prepare(String html) {
        internet.page(SITE + "/", html);
        internet.take(SITE + "/send", 200);
        return sender.prepare("http://" + SITE);
    }

    private String body(String html) {
        var open = assertInstanceOf(Preparation.Open.class, prepare(html));
        assertEquals(new Receipt.Accepted(null), open.way().send(message(SITE)));
        assertEquals(1, internet.posts.size());
        return internet.posts.getFirst().body();
    }

    @Test
    void a_plain_form_is_filled_and_posted_once_under_our_own_name() {
        assertEquals(
                "n=Green+%26+Co&e=r%2Bacme.camp1%40muster.example.com"
                        + "&m=Hello%2C%0D%0Awe+want+a+bid+%E2%80%93+soon.",
                body(PLAIN.formatted("<input type=submit value=Send>")));
        var post = internet.posts.getFirst();
        assertEquals("application/x-www-form-urlencoded", post.type());
        assertEquals("Muster/0.1 (contact forms, one message each; bids@muster.example.com)", post.agent());
    }

    @Test
    void what_the_page_chose_is_kept_what_we_know_is_told_and_traps_stay_empty() {
        assertEquals(
                "token=abc123&first_name=Green&last-name=%26+Co&your-email=r%2Bacme.camp1%40muster.example.com"
                    + "&confirm_email=r%2Bacme.camp1%40muster.example.com&company=Green+%26+Co&phone=&subject=Bid+wanted"
                    + "&service=Other&when=soon&how=email&comments=Hello%2C%0D%0Awe+want+a+bid+%E2%80%93+soon."
                    + "&website=&url2=&address2=&hp=&nickname=&trap=&copy=yes&go=Send",
                body("""
                    <style>.extra { display: none; }</style>
                    <form class="wpcf7-form" method="POST" action="send">
                      <input type=hidden name=token value=abc123>
                      <input name=first_name required><input name=last-name required>
                      <input type=email name="your-email" required>
                      <input type=email name="confirm_email" required>
                      <input name=company required>
                      <input type=tel name=phone>
                      <input name=subject maxlength=20>
                      <select name=service required><option value="">Choose...</option><option>Mowing</option>
                        <option>Other</option></select>
                      <select name=when><option>now</option><option selected>soon</option></select>
                      <input type=radio name=how value=phone><input type=radio name=how value=email checked>
                      <textarea name=comments placeholder="How can we help?" required></textarea>
                      <div style="position:absolute; left: -9999px"><input name=website></div>
                      <p class=extra><input name=url2></p>
                      <input name=address2 hidden>
                      <input name=hp class="form-control honeypot" value="">
                      <div aria-hidden="true"><input name=nickname></div>
                      <input name=trap tabindex="-1" required>
                      <input type=checkbox name=copy value=yes checked>
                      <input type=checkbox name=newsletter value=1 checked>
                      <input type=checkbox name=more>
                      <input name=off disabled value=x>
                      <button name=go value=Send>Send</button>
                    </form>\
                    """));
    }

    @Test
    void a_form_of_parts_is_sent_in_parts_and_in_its_own_characters() {
        var sent = body("""
            <form method=post enctype="multipart/form-data" accept-charset="ISO-8859-1" action=/send>
            <input name='na"me' aria-label="Your name"><input autocomplete=email name=x>
            <textarea name=m></textarea><input type=file name=photo></form>\
            """);
        assertEquals("""
            ------MusterFormBoundary0
            Content-Disposition: form-data; name="na%22me"

            Green & Co
            ------MusterFormBoundary0
            Content-Disposition: form-data; name="x"

            r+acme.camp1@muster.example.com
            ------MusterFormBoundary0
            Content-Disposition: form-data; name="m"

            Hello,
            we want a bid &#8211; soon.
            ------MusterFormBoundary0--
            """.replace("\n", "\r\n"), sent);
        assertEquals(
                "multipart/form-data; boundary=----MusterFormBoundary0",
                internet.posts.getFirst().type());
    }

    @Test
    void the_form_behind_the_contact_link_is_found_and_the_sites_cookies_go_with_it() {
        internet.serve(SITE + "/", exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "session=s1; Path=/");
            Internet.reply(
                    exchange,
                    200,
                    "text/html",
                    "<form action=/search><input name=q></form><a href='mailto:x@example.net'>Contact</a>"
                            + "<a href=about>About</a><a href='contact-us?a=1'>Contact us</a>");
        });
        internet.page(SITE + "/contact-us", "<base href='http://www.firm.example.net/x/'>" + PLAIN.formatted(""));
        internet.take("www.firm.example.net/send", 303);
        assertEquals(new Receipt.Accepted(null), send());
        assertEquals(
                List.of("null"),
                internet.posts.stream().map(Internet.Post::cookie).toList());
        assertEquals("www.firm.example.net/send", internet.posts.getFirst().url());
        internet.page(SITE + "/contact-us", PLAIN.formatted(""));
        internet.take(SITE + "/send", 200);
        assertEquals(new Receipt.Accepted(null), send());
        assertEquals("session=s1", internet.posts.getLast().cookie());
    }

    static Stream<Arguments> closed() {
        return Stream.of(
                Arguments.of("no form", Obstacle.Kind.NO_FORM, "<p>Call us!</p>"),
                Arguments.of(
                        "a search", Obstacle.Kind.NO_FORM, "<form method=post action=/search><input name=q></form>"),
                Arguments.of("a login", Obstacle.Kind.NO_FORM, PLAIN.formatted("<input type=password name=p>")),
                Arguments.of(
                        "a newsletter",
                        Obstacle.Kind.NO_FORM,
                        "<form method=post><input name=name><input type=email name=email></form>"),
                Arguments.of(
                        "a blog's comments",
                        Obstacle.Kind.NO_FORM,
                        PLAIN.replace("/send", "/wp-comments-post.php").formatted("")),
                Arguments.of(
                        "a form without a name",
                        Obstacle.Kind.NO_FORM,
                        "<form method=post><input name=email><textarea name=message></textarea></form>"),
                Arguments.of(
                        "a form that gets",
                        Obstacle.Kind.NO_FORM,
                        PLAIN.replace("method=post", "").formatted("")),
                Arguments.of(
                        "a form of another site",
                        Obstacle.Kind.NO_FORM,
                        PLAIN.replace("/send", "https://forms.example.org/x").formatted("")),
                Arguments.of(
                        "reCAPTCHA",
                        Obstacle.Kind.CAPTCHA,
                        PLAIN.formatted("<div class=g-recaptcha data-sitekey=k></div>")),
                Arguments.of(
                        "an invisible reCAPTCHA",
                        Obstacle.Kind.CAPTCHA,
                        "<script src='https://www.google.com/recaptcha/api.js?render=k'></script>"
                                + PLAIN.formatted("")),
                Arguments.of("hCaptcha", Obstacle.Kind.CAPTCHA, PLAIN.formatted("<div class=h-captcha></div>")),
                Arguments.of("Turnstile", Obstacle.Kind.CAPTCHA, PLAIN.formatted("<div class=cf-turnstile></div>")),
                Arguments.of(
                        "a picture to read",
                        Obstacle.Kind.CAPTCHA,
                        PLAIN.formatted("<img src=/captcha.png><input name=code>")),
                Arguments.of(
                        "a sum",
                        Obstacle.Kind.CAPTCHA,
                        PLAIN.formatted("<label>What is 3 + 4? <input name=q></label>")),
                Arguments.of(
                        "a required consent",
                        Obstacle.Kind.FORM_NEEDS_PERSON,
                        PLAIN.formatted("<label><input type=checkbox name=ok required> I agree</label>")),
                Arguments.of(
                        "a required phone number",
                        Obstacle.Kind.FORM_NEEDS_PERSON,
                        PLAIN.formatted("<label>Phone * <input name=phone></label>")),
                Arguments.of(
                        "a required question",
                        Obstacle.Kind.FORM_NEEDS_PERSON,
                        PLAIN.formatted("<label>Your pet <input name=pet required></label>")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("closed")
    void what_is_no_form_for_us_is_left_alone(String what, Obstacle.Kind kind, String html) {
        assertEquals(new Preparation.Closed(kind), prepare(html));
        assertEquals(List.of(), internet.posts);
    }

    @Test
    void robots_that_are_sent_away_stay_away() {
        internet.page(SITE + "/robots.txt", "User-agent: *\nDisallow: /");
        assertEquals(new Preparation.Closed(Obstacle.Kind.ROBOTS), prepare(PLAIN.formatted("")));
        internet.page(SITE + "/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: muster\nDisallow: /send");
        assertEquals(new Preparation.Closed(Obstacle.Kind.ROBOTS), prepare(PLAIN.formatted("")));
        internet.page(SITE + "/robots.txt", "User-agent: *\nDisallow: /\nAllow: /$\nAllow: /send");
        assertInstanceOf(Preparation.Open.class, prepare(PLAIN.formatted("")));
    }

    @Test
    void a_site_that_is_down_is_offered_the_message_later_and_gets_no_post() {
        internet.page(SITE + "/", PLAIN.formatted(""));
        internet.take(SITE + "/robots.txt", 503);
        assertEquals(new Receipt.Refused(Category.API, "robots.txt: HTTP 503", null), send());
        internet.take(SITE + "/robots.txt", 404);
        internet.take(SITE + "/", 429);
        assertEquals(
                new Receipt.Refused(Category.RATE_LIMIT, "the website answers 429", Duration.ofSeconds(90)), send());
        internet.unplug(Internet.PUBLIC);
        assertInstanceOf(Receipt.Refused.class, send());
        internet.page(SITE + "/", PLAIN.formatted(""));
        assertEquals(
                List.of(),
                internet.posts.stream().filter(p -> p.url().endsWith("/send")).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 302, 303})
    void a_form_that_is_taken_is_accepted(int status) {
        assertEquals(new Receipt.Accepted(null), answer(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void what_may_have_been_taken_is_ambiguous(int status) {
        assertEquals(new Receipt.Ambiguous("the form is answered with " + status), answer(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 422})
    void a_clear_no_is_a_bad_address(int status) {
        assertEquals(new Receipt.BadAddress("the form is answered with " + status), answer(status));
    }

    @Test
    void too_many_is_for_later() {
        assertEquals(
                new Receipt.Refused(Category.RATE_LIMIT, "the website answers 429", Duration.ofSeconds(90)),
                answer(429));
    }

    private Receipt answer(int status) {
        internet.page(SITE + "/", PLAIN.formatted(""));
        internet.take(SITE + "/send", status);
        return send();
    }

    @Test
    void silence_after_the_post_is_ambiguous_and_a_closed_door_before_it_is_not() {
        internet.page(SITE + "/", PLAIN.formatted(""));
        internet.serve(SITE + "/send", exchange -> exchange.close());
        var ambiguous = assertInstanceOf(Receipt.Ambiguous.class, send());
        assertTrue(ambiguous.reason().startsWith("no answer after the form was sent"), ambiguous.reason());
        var open = assertInstanceOf(Preparation.Open.class, sender.prepare("http://" + SITE));
        internet.unplug(Internet.PUBLIC);
        assertInstanceOf(Receipt.Refused.class, open.way().send(message(SITE)));
    }

    @Test
    void a_function_has_time_to_find_a_form_to_post_it_and_to_write_down_what_came_of_it() {
        var open = assertInstanceOf(Preparation.Open.class, prepare(PLAIN.formatted("")));
        var needed = Web.PATIENCE.plus(open.way().lease()).plusSeconds(10);
        assertTrue(needed.compareTo(Installation.FUNCTION_LIMIT) <= 0, needed.toString());
    }

    @Test
    void half_a_message_is_not_sent() {
        var open = assertInstanceOf(
                Preparation.Open.class,
                prepare(PLAIN.replace("<textarea", "<textarea maxlength=10").formatted("")));
        assertInstanceOf(Receipt.BadAddress.class, open.way().send(message(SITE)));
        assertEquals(List.of(), internet.posts);
    }
}
