package io.muster.functions.dispatch.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.touch.Obstacle;
import io.muster.functions.dispatch.Preparation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends a contact form to every address that somebody might make us call, and looks at where connections went. */
class HostileAddressesTest {

    private static final String FORM = """
        <form method=post action="%s"><input name=name><input name=email><textarea name=message></textarea></form>\
        """;

    private final Internet internet = new Internet();

    record Hostile(String kind, String address, String reason) {}

    static List<Hostile> corpus() throws IOException {
        try (var in = HostileAddressesTest.class.getResourceAsStream("hostile-addresses.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .map(parts -> new Hostile(parts[0], parts[1], parts[2]))
                    .toList();
        }
    }

    @AfterEach
    void close() {
        internet.close();
    }

    @Test
    void the_corpus_is_large_and_of_every_kind() throws IOException {
        assertTrue(corpus().size() >= 80, "only " + corpus().size());
        assertEquals(
                List.of("action", "name", "redirect", "url"),
                corpus().stream().map(Hostile::kind).distinct().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void no_hostile_address_is_ever_connected_to(Hostile hostile) {
        internet.name("good.example.net", Internet.PUBLIC);
        internet.name("inside.example.net", "192.168.7.7");
        internet.name("mixed.example.net", Internet.PUBLIC + ",127.0.0.1");
        internet.redirect("hop.example.net/", "http://hop2.example.net/");
        internet.redirect("hop2.example.net/", "http://10.9.8.7/");
        var website = website(hostile);

        var refused = assertThrows(SiteRefused.class, () -> visit(website));
        assertTrue(String.valueOf(refused.getMessage()).contains(hostile.reason()), refused.getMessage());
        assertEquals(
                new Preparation.Closed(refused.kind()),
                FormSender.over(internet.web).prepare(website));
        onlyPublicAddresses();
    }

    private String website(Hostile hostile) {
        switch (hostile.kind()) {
            case "redirect" -> internet.redirect("good.example.net/", hostile.address());
            case "action" -> internet.page("good.example.net/", FORM.formatted(hostile.address()));
            case "name" -> internet.name("good.example.net", hostile.address());
            default -> {
                return hostile.address();
            }
        }
        return "http://good.example.net/";
    }

    private void visit(String website) {
        FormSender.find(new Visit(internet.web), WebAddress.parse(website), Deadline.in(Web.PATIENCE));
    }

    private void onlyPublicAddresses() {
        assertEquals(
                List.of(),
                internet.attempts.stream()
                        .filter(to -> !PublicAddress.forbidden(to.getAddress()).isEmpty()
                                || (to.getPort() != 80 && to.getPort() != 443))
                        .toList());
    }

    static Stream<Integer> lookUps() {
        return Stream.of(1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @MethodSource("lookUps")
    void a_name_that_turns_private_after_some_answers_is_refused_or_never_asked_again(int honest) {
        internet.page("rebinding.example.net/", FORM.formatted("/post"));
        internet.take("rebinding.example.net/post", 200);
        var answers = new String[honest + 1];
        java.util.Arrays.fill(answers, Internet.PUBLIC);
        answers[honest] = "169.254.169.254";
        internet.name("rebinding.example.net", answers);
        var prepared = FormSender.over(internet.web).prepare("http://rebinding.example.net/");
        if (prepared instanceof Preparation.Open open) {
            open.way().send(FormSenderTest.message("rebinding.example.net"));
            assertEquals(1, internet.posts.size(), "the server that was looked at is the one that is posted to");
        } else {
            assertEquals(new Preparation.Closed(Obstacle.Kind.SITE_REFUSED), prepared);
        }
        assertEquals(honest >= 3, prepared instanceof Preparation.Open, "robots.txt, the page and the form: three");
        onlyPublicAddresses();
    }

    @Test
    void a_page_may_not_lead_from_https_to_http() {
        internet.redirect("good.example.net/", "http://other.example.net/");
        internet.page("other.example.net/", FORM.formatted("/post"));
        var refused = assertThrows(SiteRefused.class, () -> visit("https://good.example.net/"));
        assertEquals("a redirect from https to http", refused.getMessage());
        visit("http://good.example.net/");
    }

    @Test
    void redirects_end_somewhere() {
        internet.redirect("good.example.net/", "http://other.example.net/");
        internet.redirect("other.example.net/", "http://good.example.net/");
        var refused = assertThrows(SiteRefused.class, () -> visit("http://good.example.net/"));
        assertEquals("more than 5 redirects", refused.getMessage());
        assertEquals(
                6,
                internet.requests.stream()
                        .filter(r -> !r.endsWith("robots.txt"))
                        .count());
    }

    @Test
    void an_exact_origin_is_let_in_and_its_neighbours_are_not() throws Exception {
        var directory = (Directory) (host, port, secure) ->
                List.of(new Directory.Endpoint(java.net.InetAddress.ofLiteral("127.0.0.1"), 8081, false));
        var border = new Border(directory, java.util.Set.of("http://127.0.0.1:8081"));
        assertEquals(
                8081, border.admit(WebAddress.parse("http://firm.example.com/")).port());
        var other = new Border(directory, java.util.Set.of("http://127.0.0.1:8082"));
        assertThrows(SiteRefused.class, () -> other.admit(WebAddress.parse("http://firm.example.com/")));
    }
}
