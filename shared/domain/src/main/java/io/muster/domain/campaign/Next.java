package io.muster.domain.campaign;

import io.muster.domain.account.Sequence;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A campaign's next version in the making: what an input changes, with everything else as it was. */
final class Next {

    private final Campaign from;
    private Status status;
    private @Nullable String statusReason;
    private Instant startAt;
    private Instant deadline;
    private List<Instant> checkIns;
    private int nextCheckIn;
    private int generation;
    private Level level;
    private Level highest;
    private Set<Action> done;
    private Tally tally;
    private int waves;
    private Campaign.@Nullable Owed owed;
    private @Nullable Result result;
    private @Nullable Instant endedAt;
    private boolean reported;
    private @Nullable Sequence sequence;
    private final long version;

    Next(Campaign from, long version) {
        this.from = from;
        this.version = version;
        this.sequence = from.sequence();
        this.status = from.status();
        this.statusReason = from.statusReason();
        this.startAt = from.startAt();
        this.deadline = from.deadline();
        this.checkIns = from.checkIns();
        this.nextCheckIn = from.nextCheckIn();
        this.generation = from.generation();
        this.level = from.level();
        this.highest = from.highest();
        this.done = from.done();
        this.tally = from.tally();
        this.waves = from.waves();
        this.owed = from.owed();
        this.result = from.result();
        this.endedAt = from.endedAt();
        this.reported = from.reported();
    }

    Next status(Status next, @Nullable String reason) {
        status = next;
        statusReason = reason;
        return this;
    }

    /** The campaign is over: what it owed is void, and its timers are stale. */
    Next ended(Status terminal, @Nullable Result reached, @Nullable String reason, Instant at) {
        status(terminal, reason);
        result = reached;
        endedAt = at;
        owed = null;
        generation++;
        return this;
    }

    Next runs(Instant start, Instant end, List<Instant> looks) {
        startAt = start;
        deadline = end;
        checkIns = looks;
        return this;
    }

    /** Moves the live timer to another check-in, which makes the one before stale. */
    Next timer(int checkIn) {
        nextCheckIn = checkIn;
        generation++;
        return this;
    }

    /** Moves the one timer of a sequence to a moment, which makes the one before stale. */
    Next alarm(Instant at) {
        checkIns = List.of(at);
        return timer(1);
    }

    Next sequence(Sequence now) {
        sequence = now;
        return this;
    }

    Next level(Level now) {
        level = now;
        highest = highest.worse(now);
        return this;
    }

    /** Decides actions that have not been decided before; they are owed until they are carried out. */
    Next owes(Level why, Set<Action> actions, double pSuccess) {
        var all = EnumSet.noneOf(Action.class);
        all.addAll(actions);
        var known = EnumSet.copyOf(all);
        known.addAll(done);
        if (owed != null) {
            all.addAll(owed.actions());
        }
        owed = new Campaign.Owed(from.version() + 1, why, all, pSuccess);
        done = known;
        return this;
    }

    Next owesNothing() {
        owed = null;
        return this;
    }

    /** Only these of the owed actions are still owed, from now on: the next step carries out the rest. */
    Next owesRest(Set<Action> actions) {
        if (owed != null) {
            var rest = EnumSet.noneOf(Action.class);
            rest.addAll(owed.actions());
            rest.retainAll(actions);
            owed = new Campaign.Owed(from.version() + 1, owed.level(), rest, owed.pSuccess());
        }
        return this;
    }

    Next tally(Tally now) {
        tally = now;
        return this;
    }

    Next waves(int planned) {
        waves = planned;
        return this;
    }

    Next result(@Nullable Result reached) {
        result = reached;
        return this;
    }

    Next reported(boolean stands) {
        reported = stands;
        return this;
    }

    Campaign build() {
        return new Campaign(
                from.key(),
                from.subject(),
                status,
                statusReason,
                from.needed(),
                from.confidence(),
                from.urgency(),
                from.channels(),
                startAt,
                deadline,
                checkIns,
                nextCheckIn,
                generation,
                level,
                highest,
                done,
                tally,
                waves,
                owed,
                result,
                endedAt,
                reported,
                sequence,
                version);
    }
}
