package io.muster.domain.adviser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of one consultation: who was asked, why, what was allowed beforehand, what was recommended and what was
 * done.
 *
 * @param by who answered
 * @param advice what was recommended
 * @param executed what of it was carried out; always within what was allowed
 * @param fallback why the rules answered in another's place; absent where whoever was asked answered
 */
public record Consultation(
        Question.Because because,
        String by,
        Allowed allowed,
        Advice advice,
        List<Recommendation> executed,
        @Nullable Fallback fallback) {

    public Consultation {
        executed = List.copyOf(executed);
    }

    /** Who could not be used, and why. */
    public record Fallback(String of, Reply.Flaw flaw, String detail) {}

    /** Returns what comes of a question about a campaign of a version. */
    public static Consultation of(Question question, long version, @Nullable Counsel counsel) {
        if (counsel == null) {
            return heard(question, RulesAdviser.NAME, RulesAdviser.advise(question), null);
        }
        if (counsel.ofVersion() != version) {
            return fallback(question, counsel, Reply.Flaw.OUTDATED, "the campaign changed while it was asked");
        }
        return switch (counsel.reply()) {
            case Reply.Unusable(var flaw, var detail) -> fallback(question, counsel, flaw, detail);
            case Reply.Given(var advice) ->
                question.allowed().exceededBy(advice)
                        ? fallback(question, counsel, Reply.Flaw.INVALID, "it adds more than may be added")
                        : heard(question, counsel.by(), advice, null);
        };
    }

    /** Returns how many contractors are to be added. */
    public int added() {
        return executed.stream()
                .mapToInt(done -> done.n() == null ? 0 : done.n())
                .sum();
    }

    private static Consultation fallback(Question question, Counsel counsel, Reply.Flaw flaw, String detail) {
        return heard(
                question, RulesAdviser.NAME, RulesAdviser.advise(question), new Fallback(counsel.by(), flaw, detail));
    }

    private static Consultation heard(Question question, String by, Advice advice, @Nullable Fallback fallback) {
        return new Consultation(
                question.because(),
                by,
                question.allowed(),
                advice,
                question.allowed().of(advice),
                fallback);
    }
}
