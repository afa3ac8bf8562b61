package io.muster.domain.touch;

import io.muster.domain.contact.Interest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a contact and the next touch, and what the contact did so far, across all campaigns of its
 * workspace: one record a contact, written by every claim.
 *
 * @param suppressed channels on which it must not be contacted
 * @param hold the campaign that has it
 * @param recent the latest touches, oldest first, at most {@link #REMEMBERED} (business time)
 * @param past what it did in all campaigns
 * @param version of this gate, raised by every write; 0 when none is stored yet
 */
public record Gate(
        String contactId, Set<Channel> suppressed, @Nullable Hold hold, List<Recent> recent, Past past, long version) {

    /** How many recent touches a gate remembers: enough for the weekly cap and the largest campaign. */
    public static final int REMEMBERED = 20;

    public Gate {
        suppressed = Collections.unmodifiableSet(new TreeSet<>(suppressed));
        recent = List.copyOf(recent);
    }

    /** Returns the gate of a contact that nobody has touched. */
    public static Gate open(String contactId) {
        return new Gate(contactId, Set.of(), null, List.of(), Past.NONE, 0);
    }

    /** Returns this gate as the write after this one stores it. */
    public Gate next() {
        return new Gate(contactId, suppressed, hold, recent, past, version + 1);
    }

    /** Returns whether the contact must not be reached on any channel. */
    public boolean shut() {
        return suppressed.size() == Channel.values().length;
    }

    /** Returns this gate with channels closed for good. */
    public Gate suppressing(Set<Channel> channels) {
        var all = new TreeSet<>(suppressed);
        all.addAll(channels);
        return new Gate(contactId, all, hold, recent, past, version);
    }

    /** Returns this gate with these channels closed and no other. */
    public Gate suppressedOnly(Set<Channel> channels) {
        return new Gate(contactId, channels, hold, recent, past, version);
    }

    /** Returns the gate of a contact that is erased: shut on every channel, and held by nobody. */
    public Gate erased() {
        return new Gate(contactId, Set.of(Channel.values()), null, recent, past, version);
    }

    /** Returns this gate once a touch of a campaign has been reserved: the campaign has the contact until its deadline. */
    public Gate reserved(Recent touch, Instant until) {
        var next = new ArrayList<>(recent);
        next.add(touch);
        var kept = next.subList(Math.max(0, next.size() - REMEMBERED), next.size());
        var tried = past.tried(1, touched(touch.campaignId()) ? 0 : 1);
        return new Gate(contactId, suppressed, new Hold(touch.campaignId(), until), kept, tried, version);
    }

    /** Returns this gate once the latest touch of a campaign turned out not to have gone. */
    public Gate released(String campaignId) {
        var latest = latest(campaignId);
        if (latest.isEmpty()) {
            return this;
        }
        var next = new ArrayList<>(recent);
        next.remove(next.lastIndexOf(latest.get()));
        boolean others = next.stream().anyMatch(touch -> touch.campaignId().equals(campaignId));
        return new Gate(contactId, suppressed, hold, next, past.tried(-1, others ? 0 : -1), version);
    }

    /** Returns this gate once a touch of a campaign, the latest that had gone by a moment, came back. */
    public Gate cameBack(String campaignId, Instant gone) {
        var next = new ArrayList<>(recent);
        latest(campaignId, gone).ifPresent(touch -> next.set(next.lastIndexOf(touch), touch.back()));
        return new Gate(contactId, suppressed, hold, next, past, version);
    }

    /**
     * Returns this gate once the contact has answered a campaign: what it answered is the campaign's latest touch until
     * then. In whatever order answers come, the same touches are answered.
     *
     * @param past what the contact did, the answer included
     */
    public Gate answered(String campaignId, Instant at, Past past) {
        var next = new ArrayList<>(recent);
        latest(campaignId, at).ifPresent(touch -> next.set(next.lastIndexOf(touch), touch.answered(at)));
        return new Gate(contactId, suppressed, hold, next, past, version);
    }

    /**
     * Returns what interest is judged by at a moment. Of the touches of the last 90 days the latest
     * {@link #REMEMBERED} count, should there be more.
     */
    public Interest.History history(Instant now) {
        var window = recent.stream()
                .filter(touch -> Interest.countsForEngagement(touch.at(), now))
                .toList();
        long answered =
                window.stream().filter(touch -> touch.answeredAt() != null).count();
        return new Interest.History(
                past.attempts(),
                past.answers(),
                past.positive(),
                window.size(),
                (int) answered,
                past.lastAnswerAt(),
                past.lastPositiveAt());
    }

    /** Returns the latest touch that a campaign has reserved. */
    public Optional<Recent> latest(String campaignId) {
        return latest(campaignId, Instant.MAX);
    }

    private Optional<Recent> latest(String campaignId, Instant until) {
        return recent.stream()
                .filter(touch ->
                        touch.campaignId().equals(campaignId) && !touch.at().isAfter(until))
                .reduce((earlier, later) -> later.at().isBefore(earlier.at()) ? earlier : later);
    }

    private boolean touched(String campaignId) {
        return latest(campaignId).isPresent();
    }

    /**
     * A campaign's hold on a contact: no other campaign touches it meanwhile. It ends with the campaign, or at its until,
     * whichever is first.
     */
    public record Hold(String campaignId, Instant until) {}

    /**
     * One touch, which counts for the caps and for the engagement.
     *
     * @param answeredAt when the contact first answered it; absent while it did not
     * @param cameBack whether it reached nobody, so that its sequence may make it once more: the day and the week have
     *     seen it all the same
     */
    public record Recent(
            Instant at, String campaignId, @Nullable Instant answeredAt, boolean cameBack) {

        /** A touch that has no answer yet. */
        public Recent(Instant at, String campaignId) {
            this(at, campaignId, null);
        }

        /** A touch that has not come back. */
        public Recent(Instant at, String campaignId, @Nullable Instant answeredAt) {
            this(at, campaignId, answeredAt, false);
        }

        /** Returns whether it counts for what its campaign may do. */
        public boolean countsFor(String campaign) {
            return campaignId.equals(campaign) && !cameBack;
        }

        private Recent back() {
            return new Recent(at, campaignId, answeredAt, true);
        }

        private Recent answered(Instant moment) {
            return answeredAt == null || moment.isBefore(answeredAt)
                    ? new Recent(at, campaignId, moment, cameBack)
                    : this;
        }
    }

    /**
     * A contact's own history, from which its own rate is learned and its interest judged.
     *
     * @param attempts touches on their way or sent, in all campaigns
     * @param asked campaigns that reached it
     * @param bids campaigns in which it bid
     * @param declines campaigns in which it declined
     * @param positive answers that were positive, bids included
     * @param answers answers of any kind
     */
    public record Past(
            int attempts,
            int asked,
            int bids,
            int declines,
            int positive,
            int answers,
            @Nullable Instant lastAnswerAt,
            @Nullable Instant lastPositiveAt) {

        /** Nothing happened yet. */
        public static final Past NONE = new Past(0, 0, 0, 0, 0, 0, null, null);

        private Past tried(int touches, int campaigns) {
            return new Past(
                    Math.max(0, attempts + touches),
                    Math.max(0, asked + campaigns),
                    bids,
                    declines,
                    positive,
                    answers,
                    lastAnswerAt,
                    lastPositiveAt);
        }
    }
}
