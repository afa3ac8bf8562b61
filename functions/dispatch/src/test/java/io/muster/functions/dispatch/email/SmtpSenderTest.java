package io.muster.functions.dispatch.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subethamail.wiser.Wiser;

class SmtpSenderTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final OutgoingMessage MESSAGE = MimeTest.message("Bid", new Address("Ana", "ana@example.com"));

    private ScriptedSmtp server;
    private SmtpSender sender;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedSmtp();
        sender = new SmtpSender("127.0.0.1", server.port(), PATIENCE);
    }

    @AfterEach
    void close() throws IOException {
        sender.close();
        server.close();
    }

    @Test
    void a_real_server_receives_what_was_written() throws Exception {
        var wiser = Wiser.port(0);
        wiser.start();
        try (var real = new SmtpSender("127.0.0.1", wiser.getServer().getPortAllocated(), Duration.ofSeconds(5))) {
            assertEquals(new Receipt.Accepted("<camp1-1-0-0@example.com>"), real.send(MESSAGE));
            var got = wiser.getMessages().getFirst();
            assertEquals("ana@example.com", got.getEnvelopeReceiver());
            assertEquals("camp1-1-0-0", got.getMimeMessage().getHeader("X-Muster-Touch")[0]);
        } finally {
            wiser.stop();
        }
    }

    @Test
    void connections_are_reused() {
        sender.send(MESSAGE);
        sender.send(MESSAGE);
        assertEquals(1, server.heard.stream().filter("CONNECT"::equals).count());
        assertEquals(2, server.accepted.size());
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 450 later", "RCPT, 451 later", ". , 451 later", ". , 452 full"})
    void a_temporary_answer_is_a_refusal(String verb, String answer) {
        server.script.put(verb, answer);
        assertInstanceOf(Receipt.Refused.class, sender.send(MESSAGE));
        assertEquals(List.of(), server.accepted);
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550 no such user", "RCPT, 553 bad mailbox", ". , 554 not wanted"})
    void a_permanent_answer_to_the_recipient_or_the_message_fails_the_address(String verb, String answer) {
        server.script.put(verb, answer);
        assertInstanceOf(Receipt.BadAddress.class, sender.send(MESSAGE));
        assertEquals(List.of(), server.accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
    void whatever_breaks_before_the_message_is_a_refusal(String verb) {
        for (var fault : List.of(ScriptedSmtp.CLOSE, ScriptedSmtp.SILENCE)) {
            server.script.put(verb, fault);
            assertInstanceOf(Receipt.Refused.class, sender.send(MESSAGE), verb + " " + fault);
        }
        assertEquals(List.of(), server.accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedSmtp.CLOSE, ScriptedSmtp.SILENCE})
    void a_lost_answer_after_the_message_is_ambiguous_and_the_message_was_offered_once(String fault) {
        server.script.put(".", fault);
        assertInstanceOf(Receipt.Ambiguous.class, sender.send(MESSAGE));
        assertEquals(1, server.accepted.size());
    }

    @Test
    void a_server_that_is_not_there_is_a_refusal() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (var nowhere = new SmtpSender("127.0.0.1", port, PATIENCE)) {
            assertInstanceOf(Receipt.Refused.class, nowhere.send(MESSAGE));
        }
    }

    @Test
    void a_kept_connection_that_died_is_replaced_before_anything_was_sent() {
        sender.send(MESSAGE);
        server.script.put("MAIL", ScriptedSmtp.CLOSE);
        assertInstanceOf(Receipt.Refused.class, sender.send(MESSAGE));
        server.script.clear();
        assertInstanceOf(Receipt.Accepted.class, sender.send(MESSAGE));
        assertEquals(2, server.accepted.size());
    }

    @Test
    void what_is_no_address_never_reaches_the_server() {
        assertInstanceOf(
                Receipt.BadAddress.class, sender.send(MimeTest.message("Bid", new Address(null, "not an address"))));
        assertTrue(server.heard.isEmpty());
    }
}
