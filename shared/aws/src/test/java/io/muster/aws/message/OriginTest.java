package io.muster.aws.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a dead letter is about. */
class OriginTest {

    private static Optional<String> workspace(String body) {
        return Origin.of(body).workspace();
    }

    @Test
    void a_message_of_ours_and_the_events_of_both_providers_name_their_workspace() {
        assertEquals(Optional.of("acme"), workspace("{\"workspace\": \"acme\"}"));
        assertEquals(Optional.of("acme"), workspace("{\"mail\": {\"tags\": {\"workspace\": [\"acme\"]}}}"));
        var text = "{\"eventType\": \"TEXT_DELIVERED\", \"context\": {\"workspace\": \"acme\"}}";
        assertEquals(Optional.of("acme"), workspace(text));
        assertEquals(Optional.of("acme"), workspace("{\"Message\": \"" + text.replace("\"", "\\\"") + "\"}"));
    }

    @Test
    void a_mail_that_came_in_is_of_the_workspace_in_the_address_that_it_answers_to_and_nothing_of_it_is_shown() {
        var mail = "{\"notificationType\": \"Received\", \"mail\": {\"source\": \"dana@example.com\"}, \"receipt\":"
                + " {\"recipients\":"
                + " [\"r+acme.co.01jz0000000000000000000001-1-0-0.aaaaaaaaaaaaaaaa@answers.example.com\"]}}";
        var enveloped = Origin.of("{\"Message\": \"" + mail.replace("\"", "\\\"") + "\"}");
        assertEquals(Optional.of("acme.co"), enveloped.workspace());
        assertEquals(Optional.of("Received"), enveloped.type());
        assertEquals(
                "{\"notificationType\":\"Received\",\"mail\":{\"source\":\"[taken out]\"},\"receipt\":"
                        + "{\"recipients\":[\"[taken out]\"]}}",
                enveloped.shown());
        assertEquals(Optional.empty(), workspace(mail.replace("r+acme.co", "bids")));
    }

    @Test
    void what_names_none_or_what_could_be_none_is_nobodys() {
        assertEquals(Optional.empty(), workspace("{\"context\": {\"touch\": \"c1-1-0-0\"}}"));
        assertEquals(Optional.empty(), workspace("{\"context\": {\"workspace\": \"a#b\"}}"));
        assertEquals(Optional.empty(), workspace("STOP"));
    }

    @Test
    void a_text_says_which_number_it_came_to_and_nothing_of_it_is_shown() {
        var text =
                "{\"inboundMessageId\": \"t-1\", \"destinationNumber\": \"+15125550199\", \"messageBody\": \"STOP\"}";
        var enveloped = Origin.of("{\"Message\": \"" + text.replace("\"", "\\\"") + "\"}");
        assertEquals(Optional.of("+15125550199"), Origin.of(text).textedNumber());
        assertEquals(Optional.of("+15125550199"), enveloped.textedNumber());
        assertEquals(Optional.empty(), enveloped.workspace());
        assertEquals(
                "{\"inboundMessageId\":\"[taken out]\",\"destinationNumber\":\"[taken out]\",\"messageBody\":\"[taken"
                        + " out]\"}",
                enveloped.shown());
        assertEquals(
                Optional.empty(),
                Origin.of("{\"destinationNumber\": \"+15125550199\"}").textedNumber());
    }
}
