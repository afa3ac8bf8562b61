package io.muster.domain.account;

import io.muster.domain.campaign.CampaignState;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How far an account campaign has come, by what its touches came to: one that waits for somebody who has left goes as
 * little as one that a gate has taken back, and its step is made again.
 */
public final class Course {

    /** Whoever had to plan so often will never get through. */
    private static final int MOST_STEPS = 3 * SequenceTerms.MOST_TOUCHES;

    private final CampaignState state;
    private final Predicate<String> left;

    private Course(CampaignState state, Predicate<String> left) {
        this.state = state;
        this.left = left;
    }

    /** The course as the campaign's own record tells it for good: only who said no has left, since a no is never settled. */
    public static Course of(CampaignState state) {
        return new Course(state, contactId -> {
            var response = state.responses().get(contactId);
            return response == null || !response.answer().negative();
        });
    }

    /** The course as it stands now: whoever cannot be reached has left too, and whoever has answered, until that is settled. */
    public static Course of(CampaignState state, Set<String> reachable) {
        return new Course(state, contactId -> {
            var response = state.responses().get(contactId);
            return reachable.contains(contactId) && (response == null || !response.holds(state.campaign()));
        });
    }

    /** Returns whether somebody may be touched again. */
    boolean left(String contactId) {
        return left.test(contactId);
    }

    /** Returns whether a touch is planned and will go, or is on its way. */
    public boolean waits(Touch touch) {
        return !touch.kind().notice()
                && touch.state().open()
                && !sequence().overtaken(touch)
                && (touch.state() != TouchState.PLANNED || left(touch.contactId()));
    }

    /** Returns the touches that are planned and will go, or are on their way. */
    public Stream<Touch> waiting() {
        return touches().filter(this::waits);
    }

    /** Returns when the first touch was due that waits and will not go; empty where there is none. */
    public Optional<Instant> givenUp() {
        return state.touches()
                .filter(touch -> stuck(touch) && !sequence().overtaken(touch))
                .flatMap(touch -> Optional.ofNullable(touch.notBefore()).stream())
                .min(Instant::compareTo);
    }

    /** Returns whether so many steps have been planned in vain that no more are. */
    boolean hopeless() {
        return sequence().steps() >= MOST_STEPS;
    }

    /** Returns how many steps have come to something: one whose touch never went is made again, within reason. */
    public int done() {
        long never = state.touches()
                .filter(touch -> !touch.kind().notice() && (Made.never(touch) || stuck(touch)))
                .count();
        return (int) Math.max(0, sequence().steps() - never);
    }

    /** Returns when the latest touch that came to something went, or is to go. */
    public Optional<Instant> last() {
        return touches()
                .filter(touch -> touch.state().reached() || touch.state().open())
                .flatMap(touch ->
                        Optional.ofNullable(touch.sentAt()).or(() -> Optional.ofNullable(touch.notBefore())).stream())
                .max(Instant::compareTo);
    }

    /** Returns every touch but notices and what waits in vain. */
    Stream<Touch> touches() {
        return state.touches().filter(touch -> !touch.kind().notice() && !stuck(touch));
    }

    private boolean stuck(Touch touch) {
        return touch.state() == TouchState.PLANNED && !touch.kind().notice() && !waits(touch);
    }

    private Sequence sequence() {
        return state.campaign().sequenceOrStart();
    }
}
