package io.muster.domain.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticReplyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auto-Submitted|auto-replied|Auto-Submitted",
                "auto-submitted|auto-generated; owner-email=\"a@example.com\"|Auto-Submitted",
                "AUTO-SUBMITTED|Auto-Notified (vacation)|Auto-Submitted",
                "X-Autoreply|yes|X-Autoreply",
                "X-Auto-Response-Suppress|All|X-Auto-Response-Suppress",
                "Precedence|auto_reply|Precedence",
                "Precedence|bulk|Precedence",
                "Return-Path|<>|Return-Path",
                "Content-Type|multipart/report; report-type=delivery-status|Content-Type"
            })
    void a_header_says_that_a_machine_wrote(String name, String value, String sign) {
        assertEquals(
                Optional.of(new AutomaticReply(sign, true)), AutomaticReply.of(Map.of(name, value), "Re: Lawn care"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auto-Submitted|no",
                "Auto-Submitted|No; because=person",
                "X-Autoreply|no",
                "Precedence|normal",
                "Return-Path|<ana@example.com>",
                "Content-Type|multipart/alternative; boundary=report"
            })
    void a_person_may_use_the_same_headers(String name, String value) {
        assertEquals(Optional.empty(), AutomaticReply.of(Map.of(name, value), "Re: Lawn care"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Out of Office: back on Monday",
                "Out-of-office",
                "Automatic reply: Lawn care",
                "Auto-Reply: gone fishing",
                "Abwesenheitsnotiz: Rasenpflege",
                "Automatische Antwort: Angebot",
                "Réponse automatique : tonte",
                "Respuesta automática: césped",
                "Fuera de la oficina",
                "Risposta automatica",
                "Undeliverable: Lawn care",
                "I'm out of the office"
            })
    void a_subject_of_absence_is_a_guess(String subject) {
        assertEquals(Optional.of(new AutomaticReply("subject", false)), AutomaticReply.of(Map.of(), subject));
        assertEquals(
                Optional.of(new AutomaticReply("subject", false)), AutomaticReply.of(Map.of("subject", subject), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Re: Out of office", "Our office garden", "Lawn care", "", "Automatic sprinklers"})
    void other_subjects_say_nothing(String subject) {
        assertEquals(Optional.empty(), AutomaticReply.of(Map.of(), subject));
    }

    @Test
    void nothing_at_all_is_a_persons() {
        assertEquals(Optional.empty(), AutomaticReply.of(Map.of(), null));
    }
}
