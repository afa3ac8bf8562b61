package io.muster.domain.touch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a claim comes to. */
public sealed interface ClaimDecision {

    /** Another invocation holds the slice until a moment of machine time: look again then. */
    record Busy(Instant until) implements ClaimDecision {}

    /**
     * Nothing is to be written.
     *
     * @param wakeUp when to look again; absent when nothing is held, or nothing that opens by itself
     */
    record Idle(
            SortedMap<Integer, Verdict> verdicts, @Nullable Instant wakeUp) implements ClaimDecision {

        public Idle {
            verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
        }
    }

    /**
     * To be written in one transaction, or not at all.
     *
     * @param slice as it is to be written: claimed where anything is to be sent, with skipped, failed and handed-over
     *     touches settled
     * @param gates the contacts' gates as they are to be written
     * @param reserved what the channels' counters move by; never zero, negative where an expired claim gives back
     * @param verdicts why each touch stands where it stands, by position
     * @param offered messages that each sender with a cap on its minute is about to offer
     * @param probing channels whose circuit lets one call through, which this is
     * @param marketing whether a touch that is not a notice is claimed, so that the campaign must be sending
     * @param wakeUp when to look again at what is held
     */
    record Taken(
            Slice slice,
            Map<String, Gate> gates,
            Map<Reservation, Integer> reserved,
            Map<Channel, Integer> offered,
            Set<Channel> probing,
            SortedMap<Integer, Verdict> verdicts,
            boolean marketing,
            @Nullable Instant wakeUp)
            implements ClaimDecision {

        public Taken {
            gates = Collections.unmodifiableMap(new TreeMap<>(gates));
            reserved = Map.copyOf(reserved);
            offered = Map.copyOf(offered);
            probing = Set.copyOf(probing);
            verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
        }

        /** A claim where no sender has a cap on its minute and every provider may be called. */
        public Taken(
                Slice slice,
                Map<String, Gate> gates,
                Map<Reservation, Integer> reserved,
                SortedMap<Integer, Verdict> verdicts,
                boolean marketing,
                @Nullable Instant wakeUp) {
            this(slice, gates, reserved, Map.of(), Set.of(), verdicts, marketing, wakeUp);
        }

        /** Returns the positions that are to be sent, in order. */
        public List<Integer> toSend() {
            return positions(Verdict.Claimable.class);
        }

        /** Returns the positions that become work for a person, in order. */
        public List<Integer> toHandOver() {
            return positions(Verdict.ForPerson.class);
        }

        private List<Integer> positions(Class<? extends Verdict> kind) {
            return verdicts.entrySet().stream()
                    .filter(entry -> kind.isInstance(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** A channel's counter on a UTC date. */
    record Reservation(Channel channel, LocalDate day) {}

    /** What the gates say to one touch. */
    sealed interface Verdict {

        /** It is to be sent now. */
        record Claimable() implements Verdict {}

        /**
         * It is work for a person: its channel is one, or no moment before the deadline lets a message pass.
         *
         * @param because what keeps the message from going; empty when the channel is a person's anyway
         */
        record ForPerson(List<Obstacle> because) implements Verdict {

            public ForPerson {
                because = List.copyOf(because);
            }
        }

        /** It may go later. */
        record Held(Instant until, List<Obstacle> because) implements Verdict {

            public Held {
                because = List.copyOf(because);
            }
        }

        /** It will never go in this campaign. */
        record Skipped(Obstacle.Kind reason) implements Verdict {}

        /** It can never go on this channel. */
        record Failed(Obstacle.Kind reason) implements Verdict {}

        /** Its contact is not known any more. */
        record Gone() implements Verdict {}
    }
}
