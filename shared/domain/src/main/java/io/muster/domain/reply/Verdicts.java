package io.muster.domain.reply;

import java.util.Optional;

/**
 * What the receiving server found out about a mail. A mail that it takes for spam or for infected is nobody's answer, and
 * neither is one whose sender's own domain asks that mails like it be refused.
 *
 * @param dmarc whether the mail comes from the domain that it says it comes from
 * @param refusedByDomain whether that domain asks that mails which do not be refused
 */
public record Verdicts(Verdict spam, Verdict virus, Verdict dmarc, boolean refusedByDomain) {

    /** The result of one check. */
    public enum Verdict {
        PASS,
        FAIL,
        /** The check came to no clear result. */
        GRAY,
        /** The check was not made, or came to no end. */
        NONE
    }

    /** Nothing was checked. */
    public static final Verdicts NONE = new Verdicts(Verdict.NONE, Verdict.NONE, Verdict.NONE, false);

    /** Returns why the mail is nobody's answer; empty when it may be one. */
    public Optional<String> refusal() {
        if (virus == Verdict.FAIL) {
            return Optional.of("virus");
        }
        if (spam == Verdict.FAIL) {
            return Optional.of("spam");
        }
        return dmarc == Verdict.FAIL && refusedByDomain ? Optional.of("forged") : Optional.empty();
    }
}
