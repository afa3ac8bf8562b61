package io.muster.domain.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "STOPALL",
                "END",
                "QUIT",
                "CANCEL",
                "UNSUBSCRIBE",
                "REVOKE",
                "OPTOUT",
                "OPT-OUT",
                "OPT OUT",
                "REMOVE",
                "ARRET",
                "TD",
                "EXIT",
                "stop",
                " Stop \n",
                "\"stop\"",
                "Stop!!!",
                "opt - out",
                "(STOP)",
                "Arrêt.",
                "stop\u2026",
                "opt\u2011out"
            })
    void an_opt_out_word_alone_is_a_stop(String text) {
        assertEquals(Optional.of(Keyword.STOP), Keyword.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP", "help?", "Info", "INFO!"})
    void help_and_info_ask_who_writes(String text) {
        assertEquals(Optional.of(Keyword.HELP), Keyword.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start.", "Unstop", "UNSTOP!"})
    void start_and_unstop_take_it_back(String text) {
        assertEquals(Optional.of(Keyword.START), Keyword.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "...",
                "stop by",
                "the end",
                "please help",
                "unstoppable",
                "restart",
                "more info",
                "yes",
                "start on" + " Monday",
                "STOP by any time on Tuesday and see us, we are there all day long until late"
            })
    void anything_else_is_a_text_like_others(String text) {
        assertEquals(Optional.empty(), Keyword.of(text));
    }

    @Test
    void a_word_said_more_than_once_is_that_word() {
        assertEquals(Optional.of(Keyword.STOP), Keyword.of("STOP STOP stop!"));
        assertEquals(Optional.of(Keyword.STOP), Keyword.of("stop all, stop all"));
        assertEquals(Optional.empty(), Keyword.of("stop help stop"));
    }

    @Test
    void a_long_text_is_not_even_read() {
        assertEquals(Optional.empty(), Keyword.of("stop" + ".".repeat(1_000)));
    }
}
