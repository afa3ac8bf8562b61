package io.muster.functions.dispatch.template;

import static io.muster.functions.dispatch.template.SmsLength.Encoding.GSM7;
import static io.muster.functions.dispatch.template.SmsLength.Encoding.UCS2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SmsLengthTest {

    @Test
    void gsm_characters_go_160_to_a_single_segment_and_153_to_a_joined_one() {
        assertEquals(new SmsLength(GSM7, 160, 1), SmsLength.of("a".repeat(160)));
        assertEquals(new SmsLength(GSM7, 161, 2), SmsLength.of("a".repeat(161)));
        assertEquals(new SmsLength(GSM7, 306, 2), SmsLength.of("a".repeat(306)));
        assertEquals(new SmsLength(GSM7, 307, 3), SmsLength.of("a".repeat(307)));
    }

    @Test
    void a_character_of_the_extension_takes_two_places_and_is_not_divided() {
        assertEquals(new SmsLength(GSM7, 160, 1), SmsLength.of("€".repeat(80)));
        assertEquals(new SmsLength(GSM7, 306, 3), SmsLength.of("€".repeat(153)));
        assertEquals(new SmsLength(GSM7, 306, 2), SmsLength.of("a" + "€".repeat(76) + "b".repeat(153)));
    }

    @Test
    void one_character_outside_gsm_makes_all_of_them_wide() {
        assertEquals(new SmsLength(UCS2, 70, 1), SmsLength.of("ő" + "a".repeat(69)));
        assertEquals(new SmsLength(UCS2, 71, 2), SmsLength.of("ő" + "a".repeat(70)));
    }

    @Test
    void a_pair_of_surrogates_is_not_divided() {
        assertEquals(new SmsLength(UCS2, 134, 3), SmsLength.of("😀".repeat(67)));
        assertEquals(new SmsLength(UCS2, 70, 1), SmsLength.of("😀".repeat(35)));
    }
}
