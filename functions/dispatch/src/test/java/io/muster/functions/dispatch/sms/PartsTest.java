package io.muster.functions.dispatch.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {

    @ParameterizedTest
    @CsvSource({
        "a, 0, 1",
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "a, 1530, 10",
        "a, 1531, 11",
        "\u20ac, 80, 1",
        "\u20ac, 81, 2",
        "\u20ac, 152, 2",
        "\u20ac, 153, 3",
        "\u00e9, 160, 1",
        "\u2013, 70, 1",
        "\u2013, 71, 2",
        "\u2013, 134, 2",
        "\u2013, 135, 3",
        "\uD83D\uDE00, 35, 1",
        "\uD83D\uDE00, 36, 2",
        "\uD83D\uDE00, 66, 2",
        "\uD83D\uDE00, 67, 3"
    })
    void a_text_is_cut_as_the_networks_cut_it(String character, int times, int parts) {
        assertEquals(parts, Parts.of(character.repeat(times)));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2"})
    void one_character_outside_the_gsm_alphabet_makes_all_of_them_wide(int dashes, int parts) {
        assertEquals(parts, Parts.of("a".repeat(100) + "\u2014".repeat(dashes)));
    }
}
