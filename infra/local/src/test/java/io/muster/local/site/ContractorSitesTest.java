package io.muster.local.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Obstacle;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.Preparation;
import io.muster.functions.dispatch.form.FormSender;
import io.muster.functions.dispatch.form.Politeness;
import io.muster.local.inbox.Mailbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The production form sender at the stack's own websites. */
final class ContractorSitesTest {

    private static final Instant NOON = Instant.parse("2026-05-04T17:00:00Z");

    @TempDir
    private Path folder;

    private Mailbox mailbox;
    private ContractorSites sites;
    private FormSender sender;

    @BeforeEach
    void open() {
        mailbox = Mailbox.open(folder, () -> NOON);
        sites = ContractorSites.start(mailbox);
        sender = FormSender.reaching(
                sites.directory(), Set.of(sites.origin()), Politeness.every(Duration.ZERO), "bids@muster.example.com");
    }

    @AfterEach
    void close() {
        sender.close();
        sites.close();
    }

    private static String host(SiteKind kind) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "www.firm" + i + ".example.com")
                .filter(host -> SiteKind.of(host) == kind)
                .findFirst()
                .orElseThrow();
    }

    private static OutgoingMessage message(String website) {
        return new OutgoingMessage(
                "demo",
                "01ABC-1-0-3",
                Channel.WEBSITE_FORM,
                new Address("Muster Bids", "bids@muster.example.com"),
                new Address("Firm", website),
                "Bid wanted",
                "Hello,\nmay we have a bid? – Thank you",
                null,
                "r+demo.01abc-1-0-3.abcdefgh@muster.example.com",
                null,
                NOON);
    }

    @ParameterizedTest
    @EnumSource(
            value = SiteKind.class,
            names = {"PLAIN", "PARTS", "TOKEN", "LINKED"})
    void a_message_through_a_form_is_in_the_inbox_and_names_its_touch(SiteKind kind) {
        var website = (kind == SiteKind.PARTS ? "https://" : "http://") + host(kind) + "/";
        var open = assertInstanceOf(Preparation.Open.class, sender.prepare(website));
        assertEquals(new Receipt.Accepted(null), open.way().send(message(website)));
        var kept = mailbox.all().getFirst();
        assertEquals(Channel.WEBSITE_FORM, kept.channel());
        assertEquals(List.of(host(kind)), kept.recipients());
        assertEquals("Muster Bids <r+demo.01abc-1-0-3.abcdefgh@muster.example.com>", kept.from());
        assertEquals(
                "Hello,\nmay we have a bid? – Thank you",
                String.valueOf(kept.text()).strip());
        assertEquals("01ABC-1-0-3", kept.header("X-Muster-Touch").orElseThrow());
        assertEquals(1, mailbox.all().size());
    }

    @Test
    void a_captcha_is_for_a_person_and_a_site_without_a_form_for_another_channel() {
        assertEquals(new Preparation.Closed(Obstacle.Kind.CAPTCHA), sender.prepare("http://" + host(SiteKind.CAPTCHA)));
        assertEquals(new Preparation.Closed(Obstacle.Kind.NO_FORM), sender.prepare("http://" + host(SiteKind.NO_FORM)));
        assertEquals(List.of(), mailbox.all());
    }

    @Test
    void nobody_outside_this_machine_is_reached_and_nothing_else_on_it() {
        for (var website : List.of(
                "http://www.example.net/",
                "http://example.com.evil.example.net/",
                "http://93.184.216.34/",
                sites.origin().replaceFirst("\\d+$", "1"))) {
            assertEquals(new Preparation.Closed(Obstacle.Kind.SITE_REFUSED), sender.prepare(website), website);
        }
    }

    @Test
    void a_post_without_the_token_or_into_the_trap_is_not_kept() throws IOException {
        post(host(SiteKind.TOKEN), "contact%5Bname%5D=x&contact%5Bemail%5D=x&contact%5Bbody%5D=x&token=no");
        post(host(SiteKind.LINKED), "fullname=x&mail=x&comments=x&url=x");
        post(host(SiteKind.CAPTCHA), "name=x&email=x&message=x");
        assertEquals(List.of(), mailbox.all());
    }

    private void post(String host, String body) throws IOException {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(sites.origin()).getPort())) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: " + host
                                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertEquals("HTTP/1.1 403", status);
        }
    }
}
