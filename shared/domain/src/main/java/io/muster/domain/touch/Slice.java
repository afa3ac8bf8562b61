package io.muster.domain.touch;

import io.muster.domain.campaign.CampaignKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Up to ten touches of one wave that are claimed, sent and recorded together: the unit of dispatch.
 *
 * @param wave the wave's number, from 1
 * @param index the slice's number in its wave, from 0
 * @param touches in the order in which they are sent
 * @param claim who holds it, if anybody
 * @param version of this slice, raised by every write
 */
public record Slice(
        int wave, int index, List<Touch> touches, @Nullable Claim claim, long version) {

    /** The most touches that one slice holds. */
    public static final int CAPACITY = 10;

    public Slice {
        touches = List.copyOf(touches);
        if (touches.isEmpty() || touches.size() > CAPACITY) {
            throw new IllegalArgumentException("a slice holds 1 to 10 touches, not " + touches.size());
        }
    }

    /** Returns a wave's touches cut into slices. */
    public static List<Slice> of(int wave, List<Touch> touches) {
        var slices = new ArrayList<Slice>();
        for (int from = 0; from < touches.size(); from += CAPACITY) {
            int to = Math.min(from + CAPACITY, touches.size());
            slices.add(new Slice(wave, slices.size(), touches.subList(from, to), null, 0));
        }
        return List.copyOf(slices);
    }

    /** Returns this slice with a touch in another's place. */
    public Slice with(int position, Touch touch) {
        var next = new ArrayList<>(touches);
        next.set(position, touch);
        return new Slice(wave, index, next, claim, version);
    }

    /** Returns this slice held by a claim, or by nobody. */
    public Slice held(@Nullable Claim by) {
        return new Slice(wave, index, touches, by, version);
    }

    /** Returns this slice as the write after this one stores it. */
    public Slice next() {
        return new Slice(wave, index, touches, claim, version + 1);
    }

    /** Returns whether a touch is lost here, or a notice unheard, that was not in the slice as it was before. */
    public boolean hasLostSince(Slice before) {
        return IntStream.range(0, touches.size())
                .anyMatch(position -> lost(touches.get(position)) && !lost(before.touches.get(position)));
    }

    private static boolean lost(Touch touch) {
        return touch.kind().notice() ? touch.unheard() : touch.state().lost();
    }

    /** Returns whether a claim of this id still holds the slice, expired or not. */
    public boolean heldBy(String claimId) {
        return claim != null && claim.id().equals(claimId);
    }

    /** Returns the id of the touch at a position: what providers are told and their events name. */
    public String touchId(CampaignKey campaign, int position) {
        return campaign.id() + "-" + wave + "-" + index + "-" + position;
    }

    /**
     * One invocation's hold on a slice.
     *
     * @param id the invocation's; nobody else may send or record
     * @param leaseUntil when it lapses (machine time); an expired claim never sends
     */
    public record Claim(String id, Instant leaseUntil) {

        /** Returns whether it has lapsed. */
        public boolean expired(Instant machineNow) {
            return !machineNow.isBefore(leaseUntil);
        }
    }
}
