package io.muster.domain.account;

import io.muster.domain.touch.Channel;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rules by which an account campaign goes on.
 *
 * @param maxTouches when the sequence is complete, 1 to {@link #MOST_TOUCHES}
 * @param intervalsDays calendar days between a touch and the next; the last repeats
 * @param channels in the order in which they are tried, {@code attemptsPerChannel} touches of a contact each; on the last
 *     that reaches the contact it stays
 * @param colleagueDelayDays calendar days after the first contact's last touch until a colleague may join
 * @param responseTimeoutHours within which nobody is touched again
 * @param maxConcurrentContacts how many may be in the sequence at once
 * @param conflictCheck whether what stands against an account refuses its campaign; what comes later pauses in any case
 * @param pauseOnResponse whether an answer of the primary, or of whoever got one of the first three touches, pauses
 * @param pauseOnAnyResponse whether anybody's answer does
 * @param pauseOnAnyOptOut whether anybody's opt-out pauses, and not only the primary's
 * @param colleagueReferences whether a message may name a colleague who was contacted or inquired
 */
public record SequenceTerms(
        int maxTouches,
        List<Integer> intervalsDays,
        List<Channel> channels,
        int attemptsPerChannel,
        int colleagueDelayDays,
        int responseTimeoutHours,
        int maxConcurrentContacts,
        boolean conflictCheck,
        boolean pauseOnResponse,
        boolean pauseOnAnyResponse,
        boolean pauseOnAnyOptOut,
        boolean colleagueReferences) {

    /** The most touches of one campaign. */
    public static final int MOST_TOUCHES = 20;

    /** The most people of one campaign. */
    public static final int MOST_CONTACTS = 10;

    /** A sequence that nobody ends is over then, however often it was paused. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /** What counts where nobody says otherwise. */
    public static final SequenceTerms USUAL = new SequenceTerms(
            7,
            List.of(2, 3, 5, 7, 10, 14),
            List.of(Channel.EMAIL, Channel.SMS, Channel.PHONE),
            2,
            3,
            48,
            3,
            true,
            true,
            false,
            false,
            true);

    public SequenceTerms {
        intervalsDays = List.copyOf(intervalsDays);
        channels = List.copyOf(channels);
        if (intervalsDays.isEmpty() || channels.isEmpty()) {
            throw new IllegalArgumentException("a sequence needs an interval and a channel");
        }
    }

    /** Returns the calendar days between a step, from 1, and the next. */
    public int daysAfter(int step) {
        return intervalsDays.get(Math.min(step, intervalsDays.size()) - 1);
    }

    /** Returns how long the sequence takes at least: all its intervals, and the time in which its last touch is answered. */
    public Duration span() {
        int days = IntStream.range(1, maxTouches).map(this::daysAfter).sum();
        return Duration.ofDays(days).plus(responseTimeout());
    }

    /** Returns how long a contact has to answer before it may be touched again. */
    public Duration responseTimeout() {
        return Duration.ofHours(responseTimeoutHours);
    }
}
