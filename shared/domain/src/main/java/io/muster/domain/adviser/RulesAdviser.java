package io.muster.domain.adviser;

import io.muster.domain.campaign.Level;
import io.muster.domain.contact.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The adviser that needs nobody: it recommends what the escalation table says, and says why. */
public final class RulesAdviser implements Adviser {

    public static final String NAME = "rules";

    /** Below this share of answers a tier is called quiet. */
    private static final double QUIET = 0.25;

    private static final double LOW_CHANCE = 0.70;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reply ask(Question question) {
        return new Reply.Given(advise(question));
    }

    /** Returns what the rules recommend. */
    public static Advice advise(Question question) {
        var recommendations = recommendations(question);
        return new Advice(
                escalation(question, recommendations),
                reasoning(question),
                responseQuality(question),
                tierPerformance(question),
                concerns(question),
                recommendations,
                confidence(question));
    }

    private static List<Recommendation> recommendations(Question question) {
        var recommendations = new ArrayList<Recommendation>();
        if (question.wave() > 0) {
            recommendations.add(Recommendation.add(question.wave()));
        }
        for (var move : List.of(Move.CHANGE_CHANNEL, Move.EXTEND_DEADLINE, Move.ALERT_OPERATOR)) {
            if (question.allowed().moves().contains(move)) {
                recommendations.add(Recommendation.of(move));
            }
        }
        return recommendations.isEmpty() ? List.of(Recommendation.of(Move.CONTINUE)) : recommendations;
    }

    private static Advice.Escalation escalation(Question question, List<Recommendation> recommendations) {
        if (recommendations.equals(List.of(Recommendation.of(Move.CONTINUE)))) {
            return Advice.Escalation.NONE;
        }
        return question.level() == Level.CRITICAL ? Advice.Escalation.AGGRESSIVE : Advice.Escalation.MODERATE;
    }

    private static String reasoning(Question question) {
        var facts = question.facts();
        var wave = question.wave() == 0
                ? "nobody has to be added"
                : question.wave() + " more contractors are the fewest that the rules would add";
        return String.format(
                Locale.ROOT,
                "%d of %d bids came in where %.1f were due, with %.1f hours left. The chance of enough is %.0f %%"
                        + " where %.1f %% is wanted: %s.",
                facts.received(),
                facts.needed(),
                facts.expected(),
                facts.hoursLeft(),
                question.pSuccess() * 100,
                facts.confidence() * 100,
                wave);
    }

    private static String responseQuality(Question question) {
        long bids = question.tiers().stream()
                .mapToInt(Question.TierPerformance::bids)
                .sum();
        long declined = question.tiers().stream()
                .mapToInt(Question.TierPerformance::declined)
                .sum();
        int answered = answered(question);
        return answered == 0
                ? "Nobody has answered yet."
                : String.format(
                        Locale.ROOT,
                        "%d of %d contacts answered: %d bids, %d declined, %d undecided.",
                        answered,
                        question.facts().contacted(),
                        bids,
                        declined,
                        answered - bids - declined);
    }

    private static String tierPerformance(Question question) {
        var words = new ArrayList<String>();
        for (var tier : question.tiers()) {
            if (tier.contacted() > 0) {
                words.add(String.format(
                        Locale.ROOT,
                        "tier %d: %d bids of %d asked",
                        tier.tier().number(),
                        tier.bids(),
                        tier.contacted()));
            }
        }
        return words.isEmpty() ? "Nobody has been asked." : String.join("; ", words) + ".";
    }

    private static List<String> concerns(Question question) {
        var concerns = new ArrayList<String>();
        if (question.pSuccess() < LOW_CHANCE) {
            concerns.add("The chance of enough bids is below 70 %.");
        }
        if (question.because() == Question.Because.ON_TRACK_BUT_UNLIKELY) {
            concerns.add("Bids come in as expected, but too few of those asked are left to answer.");
        }
        for (var tier : question.tiers()) {
            if (tier.contacted() > 1 && tier.responses() < QUIET * tier.contacted()) {
                concerns.add(String.format(
                        Locale.ROOT,
                        "Tier %d is quiet%s.",
                        tier.tier().number(),
                        tier.tier() == Tier.INTERNAL ? ": call" : ""));
            }
        }
        if (question.wave() > 0 && question.allowed().most() <= question.wave()) {
            concerns.add("No more contractors than that may be added.");
        }
        return concerns;
    }

    /** As sure as the share of contacts that have answered, from even odds up. */
    private static int confidence(Question question) {
        int contacted = question.facts().contacted();
        return contacted == 0 ? 50 : 50 + Math.min(50, 50 * answered(question) / contacted);
    }

    private static int answered(Question question) {
        return question.tiers().stream()
                .mapToInt(Question.TierPerformance::responses)
                .sum();
    }
}
