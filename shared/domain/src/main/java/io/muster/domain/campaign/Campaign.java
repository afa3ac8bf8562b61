package io.muster.domain.campaign;

import io.muster.domain.account.Sequence;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The head of a campaign: the small record that every decision reads and most decisions write. People, touches and
 * answers stand beside it, see {@link CampaignState}.
 *
 * @param statusReason why it is paused or has ended; of an ACTIVE account campaign what has held it so long that its
 *     owner was told, until it goes on; absent where there is nothing to say
 * @param needed what is wanted: bids, 1 to 50; one meeting in an account campaign
 * @param confidence wanted P(at least {@code needed} bids by the deadline), in (0, 1); 0 in an account campaign, which
 *     forecasts nothing
 * @param channels the channels allowed, in order of preference
 * @param checkIns the moments of the check-ins in order; the last is the deadline. In an account campaign the one moment
 *     at which the next touch is looked for
 * @param nextCheckIn number, from 1, of the check-in that the live timer is for; one more than there are when none is
 *     left
 * @param generation of the live timer; a timer of another generation is stale and does nothing
 * @param level of the latest check-in
 * @param highest the worst level ever reached; never falls
 * @param done the one-time actions that have been decided
 * @param waves how many waves have been planned, reminders and notices included
 * @param owed what the escalation step still has to carry out
 * @param sequence how far an account campaign has come; absent in others
 * @param reported whether the final report stands for this result
 * @param version how many inputs have been applied; the number of history records
 */
public record Campaign(
        CampaignKey key,
        Subject subject,
        Status status,
        @Nullable String statusReason,
        int needed,
        double confidence,
        Urgency urgency,
        List<Channel> channels,
        Instant startAt,
        Instant deadline,
        List<Instant> checkIns,
        int nextCheckIn,
        int generation,
        Level level,
        Level highest,
        Set<Action> done,
        Tally tally,
        int waves,
        @Nullable Owed owed,
        @Nullable Result result,
        @Nullable Instant endedAt,
        boolean reported,
        @Nullable Sequence sequence,
        long version) {

    public Campaign {
        channels = List.copyOf(channels);
        checkIns = List.copyOf(checkIns);
        done = Collections.unmodifiableSet(new TreeSet<>(done));
    }

    /**
     * An escalation that a check-in decided and the escalation step has not carried out.
     *
     * @param since the campaign's version when it was decided
     * @param level the level that called for it
     * @param actions what is to be done, each once in the campaign's life
     * @param pSuccess the chance of success when it was decided
     */
    public record Owed(long since, Level level, Set<Action> actions, double pSuccess) {

        public Owed {
            actions = Collections.unmodifiableSet(new TreeSet<>(actions));
        }
    }

    /** Returns how far it has come as a sequence. */
    public Sequence sequenceOrStart() {
        return sequence == null ? Sequence.START : sequence;
    }

    /** Starts this campaign's next version: one input later, all else the same until told. */
    Next next() {
        return new Next(this, version + 1);
    }

    /** Starts a change of this version, before it is stored: the same input, all else the same until told. */
    Next amended() {
        return new Next(this, version);
    }
}
