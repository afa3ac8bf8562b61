package io.muster.local.market;

import java.time.Duration;

/**
 * How contractors really behave in one market, which the strategy can only estimate: the chance to bid per tier is drawn
 * around the prior, once for the market; who bids, declines, asks back or keeps silent, and when, is drawn per contact.
 */
final class Behaviour {

    private static final double[] PRIOR = {0.90, 0.75, 0.50};
    private static final double SPREAD = 0.12;
    private static final double SHAPE = 0.7;
    private static final double SCALE_HOURS = 4;
    private static final double[] PATIENCE = {0.6, 1, 1.3};
    private static final double REMINDED = 0.25;

    private final long seed;

    Behaviour(long seed) {
        this.seed = seed;
    }

    /** What a contact makes of a mail. */
    sealed interface Reaction {

        /** A bid, so long after the mail; {@code price} is a share of what such work costs at most. */
        record Bids(Duration after, double price) implements Reaction {}

        /** An answer that is no bid. */
        record Answers(Duration after, boolean interested) implements Reaction {}

        /** Nothing. */
        record Silence() implements Reaction {}
    }

    /** Returns the true chance that a contact of a tier bids on a first mail. */
    double rate(int tier) {
        var drawn = PRIOR[tier - 1]
                + SPREAD * Dice.of(seed, "rate", Integer.toString(tier)).nextGaussian();
        return Math.clamp(drawn, 0.05, 0.97);
    }

    /**
     * Returns what a contact does about its n-th mail of a campaign.
     *
     * @param contact its address, which is the same in every run
     * @param project what the mail is about, so that a contact's mood differs from one project to the next
     * @param ordinal 1 for the invitation, more for reminders; a reminder wins a few who were silent
     */
    Reaction react(String contact, int tier, String project, int ordinal) {
        var mood = Dice.of(seed, "mood", contact, project).nextDouble();
        var rate = rate(tier);
        var dice = Dice.of(seed, "mail", contact, project, Integer.toString(ordinal));
        var after = delay(dice.nextDouble(), tier);
        if (mood < rate) {
            return ordinal == 1 ? new Reaction.Bids(after, 0.55 + 0.4 * dice.nextDouble()) : new Reaction.Silence();
        }
        if (ordinal > 1) {
            return mood < rate + (1 - rate) * REMINDED && ordinal == 2
                    ? new Reaction.Bids(after, 0.55 + 0.4 * dice.nextDouble())
                    : new Reaction.Silence();
        }
        var rest = dice.nextDouble();
        return mood < rate + (1 - rate) * REMINDED || rest > 0.45
                ? new Reaction.Silence()
                : new Reaction.Answers(after, rest < 0.15);
    }

    /** Weibull by inversion; to the second, since nobody answers to the nanosecond. */
    private static Duration delay(double chance, int tier) {
        var hours = SCALE_HOURS * PATIENCE[tier - 1] * Math.pow(-Math.log1p(-chance), 1 / SHAPE);
        return Duration.ofSeconds(Math.max(60, Math.round(hours * 3600)));
    }
}
