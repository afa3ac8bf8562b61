package io.muster.domain.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyRulesTest {

    private static final int MEGABYTE = 1 << 20;

    /** Generous: what one word may cost, whatever phrases it opens. */
    private static final long STEPS_A_WORD = 2_000;

    private static Intent intent(String reply) {
        return ReplyRules.classify(reply).intent();
    }

    @Test
    void a_reply_without_a_sign_leaves_the_rules_unsure() {
        assertEquals(
                new ReplyClass(Intent.OTHER, Sentiment.NEUTRAL, false, "nothing known"),
                ReplyRules.classify("The mower stands in the barn"));
    }

    @Test
    void signs_that_contradict_each_other_leave_the_rules_unsure() {
        var both = ReplyRules.classify("Not interested in the fence but happy to bid on the lawn");
        assertEquals(Intent.OTHER, both.intent());
        assertEquals(Sentiment.POSITIVE, both.sentiment());
        assertFalse(both.sure());
    }

    @Test
    void a_class_names_its_rule_and_not_the_words_of_the_reply() {
        var read = ReplyRules.classify("Please take me off your list, I am Ana Canary of Canary Lane");
        assertTrue(read.sure());
        assertFalse(read.rule().contains("anary"), read.rule());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ＳＴＯＰ",
                "S\u200BTOP",
                "Please don\u2019t contact me again",
                "PLEASE DON\u2018T CONTACT ME AGAIN",
                "please\nremove\nme\nfrom your list",
                "Arrêt",
                "Ｐlease remove me",
                "quítenme de la lista",
                "I\u00A0want\u00A0to\u00A0unsubscribe"
            })
    void letters_of_any_kind_make_the_same_words(String reply) {
        assertEquals(Intent.UNSUBSCRIBE, intent(reply));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unstoppable",
                "nonstop",
                "The bus stop",
                "We are stopping at your place",
                "cancelled my other job",
                "removed",
                "Stopwatch",
                "weekend",
                "Endless thanks"
            })
    void a_part_of_a_word_is_no_opt_out(String reply) {
        assertNotEquals(Intent.UNSUBSCRIBE, intent(reply));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Not interested|NEGATIVE",
                "I'm interested|POSITIVE",
                "Not a bad idea|POSITIVE",
                "No problem, happy to bid|POSITIVE",
                "no problem happy to bid|POSITIVE",
                "We are not happy to bid on this|NEGATIVE",
                "I am not too busy|POSITIVE",
                "We are too busy|NEGATIVE"
            })
    void a_not_turns_what_it_stands_before(String reply, Sentiment sentiment) {
        assertEquals(sentiment, ReplyRules.classify(reply).sentiment());
    }

    @Test
    void what_is_quoted_says_nothing() {
        var quote = """


            On Mon, Jun 1, 2026 at 9:00 AM Muster <bids@example.com>
            wrote:

            > Are you interested?
            > Reply STOP\
            """;
        assertEquals(ReplyRules.classify("No thanks"), ReplyRules.classify("No thanks" + quote));
        assertEquals("nothing known", ReplyRules.classify(quote).rule());
    }

    @Test
    void an_answer_below_the_quotation_counts() {
        assertEquals(
                Intent.UNSUBSCRIBE,
                intent("On Mon, Jun 1, 2026, Muster <bids@example.com> wrote:\n> Interested?\n\nPlease remove me"));
    }

    @Test
    void our_own_footer_opts_nobody_out() {
        assertEquals(Intent.OTHER, intent("Sounds good\n\nTo unsubscribe: https://example.com/u/1"));
        assertEquals(Intent.OTHER, intent("Sounds good\nReply STOP to opt out"));
    }

    @Test
    void no_text_makes_the_rules_fail() {
        var random = new Random(20_260_601);
        var pieces = List.of(
                "stop",
                "not ",
                "don't ",
                "\n> ",
                "On ",
                " wrote:",
                "From: ",
                "\nTo: ",
                "?",
                "!",
                ",",
                "'",
                "'s",
                "\u2019t",
                "\uD83D",
                "\uDC4D",
                "\u0301",
                "\u200B",
                "\u0000",
                "i",
                "ß",
                "İ",
                "ﬀ",
                "-- \n",
                "-",
                "unsubscribe ",
                "é",
                "\uD83D\uDC4D",
                "please ",
                "me ",
                "from your list ",
                "\r\n",
                "\t",
                "ＳＴ",
                "𝕊𝕋𝕆ℙ",
                "٣",
                "n't",
                "'ll");
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                if (random.nextInt(4) == 0) {
                    text.append((char) random.nextInt(0x10000));
                } else {
                    text.append(pieces.get(random.nextInt(pieces.size())));
                }
            }
            var reply = text.toString();
            assertEquals(ReplyRules.classify(reply), ReplyRules.classify(reply));
            Keyword.of(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop ",
                "do not ever please ",
                "not want to get receive be have see any more ",
                "i we us me ",
                "remove the the the ",
                "call, text, email, ",
                "no no no longer ",
                "a",
                "\u0301",
                "'",
                "\n",
                "> \n",
                "on \n",
                "From:\n",
                "-",
                "\uD83D\uDC4D",
                "not not not interested "
            })
    void a_megabyte_of_anything_costs_a_bounded_number_of_steps_a_word(String piece) {
        var half = piece.repeat(MEGABYTE / 2 / piece.length());
        var whole = half + half;
        long words = whole.length()
                / piece.length()
                * (1 + piece.chars().filter(c -> c == ' ').count());
        long steps = ReplyRules.steps(whole);
        assertTrue(steps <= STEPS_A_WORD * words, steps + " steps for " + words + " words");
        assertTrue(
                steps <= 2.1 * ReplyRules.steps(half) + STEPS_A_WORD, steps + " steps are more than twice the half's");
    }
}
