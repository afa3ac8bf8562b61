package io.muster.domain.contact;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much a contact wants to hear from us, by what it did so far.
 *
 * @param points 0 to 10
 * @param interested high interest or more, and a positive response within the last 30 days
 */
public record Interest(Level level, int points, boolean interested) {
    private static final Duration RECENT_RESPONSE = Duration.ofDays(7);
    private static final Duration RECENT_POSITIVE = Duration.ofDays(30);
    private static final Duration RECENT_TOUCH = Duration.ofDays(90);

    /** Interest in words: from 8 points, from 5, from 3, and below. */
    public enum Level {
        LOW,
        MEDIUM,
        HIGH,
        VERY_HIGH
    }

    /**
     * What a contact has done.
     *
     * @param attempts touches sent, ever
     * @param responses human responses, ever
     * @param positives positive ones among them
     * @param recentTouches touches sent in the last 90 days
     * @param recentAnswered those of them that got any human response
     */
    public record History(
            int attempts,
            int responses,
            int positives,
            int recentTouches,
            int recentAnswered,
            @Nullable Instant lastResponse,
            @Nullable Instant lastPositive) {
        public History {
            if (positives < 0 || positives > responses || attempts < 0) {
                throw new IllegalArgumentException("positive responses are a part of the responses");
            }
            if (recentAnswered < 0 || recentAnswered > recentTouches) {
                throw new IllegalArgumentException("answered touches are a part of the touches");
            }
        }

        /** Engagement score, 0 to 100: the share of the recent touches that got an answer. */
        public double engagement() {
            return recentTouches == 0 ? 0 : 100.0 * recentAnswered / recentTouches;
        }
    }

    /** The interest that a history shows at a moment. */
    public static Interest of(History history, Instant now) {
        int points = forPositives(history.positives())
                + forShare(history)
                + forEngagement(history.engagement())
                + (within(RECENT_RESPONSE, history.lastResponse(), now) ? 1 : 0)
                + (history.attempts() > 0 && 10L * history.responses() >= 3L * history.attempts() ? 1 : 0);
        var level = level(points);
        boolean interested = level.compareTo(Level.HIGH) >= 0 && within(RECENT_POSITIVE, history.lastPositive(), now);
        return new Interest(level, points, interested);
    }

    /** Returns whether a touch is one of the last 90 days, whose answers make the engagement score. */
    public static boolean countsForEngagement(Instant touchedAt, Instant now) {
        return within(RECENT_TOUCH, touchedAt, now);
    }

    /** The tier an interested contact moves to: one up, and to the first only with two positive responses. */
    public Tier promote(Tier tier, History history) {
        if (!interested) {
            return tier;
        }
        return switch (tier) {
            case INTERNAL -> Tier.INTERNAL;
            case PROSPECT -> history.positives() >= 2 ? Tier.INTERNAL : Tier.PROSPECT;
            case GENERAL -> Tier.PROSPECT;
        };
    }

    private static int forPositives(int positives) {
        return positives == 0 ? 0 : Math.min(positives, 3) + 1;
    }

    private static int forShare(History history) {
        if (history.responses() == 0) {
            return 0;
        }
        long tenfold = 10L * history.positives();
        return tenfold >= 8L * history.responses() ? 2 : tenfold >= 5L * history.responses() ? 1 : 0;
    }

    private static int forEngagement(double score) {
        return score >= 80 ? 2 : score >= 60 ? 1 : 0;
    }

    private static boolean within(Duration span, @Nullable Instant moment, Instant now) {
        return moment != null && !moment.isBefore(now.minus(span)) && !moment.isAfter(now);
    }

    private static Level level(int points) {
        return points >= 8 ? Level.VERY_HIGH : points >= 5 ? Level.HIGH : points >= 3 ? Level.MEDIUM : Level.LOW;
    }
}
