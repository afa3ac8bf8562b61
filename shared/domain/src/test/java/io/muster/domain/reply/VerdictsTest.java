package io.muster.domain.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.reply.Verdicts.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which mails are nobody's answer, over all that the checks can say. */
class VerdictsTest {

    @Test
    void a_mail_is_refused_for_a_virus_for_spam_and_where_its_own_domain_asks_for_it_and_else_never() {
        for (var spam : Verdict.values()) {
            for (var virus : Verdict.values()) {
                for (var dmarc : Verdict.values()) {
                    for (boolean refused : new boolean[] {true, false}) {
                        var verdicts = new Verdicts(spam, virus, dmarc, refused);
                        var expected = virus == Verdict.FAIL
                                ? "virus"
                                : spam == Verdict.FAIL ? "spam" : dmarc == Verdict.FAIL && refused ? "forged" : null;
                        assertEquals(Optional.ofNullable(expected), verdicts.refusal(), verdicts.toString());
                    }
                }
            }
        }
    }

    @Test
    void what_nobody_checked_may_be_an_answer() {
        assertEquals(Optional.empty(), Verdicts.NONE.refusal());
    }
}
