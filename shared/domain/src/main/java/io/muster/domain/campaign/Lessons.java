package io.muster.domain.campaign;

import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Beta;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Wait;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an ended campaign teaches of those it reached; a silence that its end cut short counts only in part.
 *
 * @param observed bids, declines and silence by tier, without tiers of which nobody was reached
 * @param waits how long bids took and how long silences lasted, in reachable hours
 */
public record Lessons(Map<Tier, Observed> observed, List<Wait> waits) {

    public Lessons {
        observed = observed.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(observed));
        waits = List.copyOf(waits);
    }

    /**
     * Returns the lessons of an ended campaign.
     *
     * @param before the rates that were known without it
     * @param time how long bids were thought to take without it
     */
    public static Lessons of(CampaignState state, LearnedRates before, TimeToBid time) {
        var rates = TierRates.of(Reachable.project(state), before);
        var contacts = reached(state);
        var observed = new EnumMap<Tier, Observed>(Tier.class);
        contacts.stream()
                .collect(Collectors.groupingBy(Reached::tier))
                .forEach((tier, ofTier) -> observed.put(tier, observed(rates.of(tier), time, ofTier)));
        var waits = contacts.stream()
                .<Wait>mapMulti((contact, sink) -> {
                    if (contact.waited != null) {
                        sink.accept(contact.waited);
                    }
                })
                .toList();
        return new Lessons(observed, waits);
    }

    /** A contact that was reached, and how long it took or was silent; without a wait it declined. */
    private record Reached(Tier tier, @Nullable Wait waited) {

        boolean bid() {
            return waited != null && waited.bid();
        }
    }

    private static Observed observed(Beta belief, TimeToBid time, List<Reached> contacts) {
        long bids = contacts.stream().filter(Reached::bid).count();
        long declines =
                contacts.stream().filter(contact -> contact.waited == null).count();
        double[] silences = contacts.stream()
                .<Wait>mapMulti((contact, sink) -> {
                    if (contact.waited != null && !contact.waited.bid()) {
                        sink.accept(contact.waited);
                    }
                })
                .mapToDouble(Wait::hours)
                .toArray();
        return Observed.ended(belief, bids, declines, time, silences);
    }

    private static List<Reached> reached(CampaignState state) {
        var contacts = new ArrayList<Reached>();
        state.byContact().forEach((contactId, touches) -> {
            var tier = touches.getFirst().tier();
            var reached =
                    touches.stream().filter(touch -> touch.state().reached()).toList();
            if (tier != null && !reached.isEmpty()) {
                contacts.add(new Reached(tier, wait(state, contactId, since(reached))));
            }
        });
        return contacts;
    }

    private static @Nullable Wait wait(CampaignState state, String contactId, Instant since) {
        var hours = Reachable.hours(state);
        var response = state.responses().get(contactId);
        var bid = response == null ? null : response.bid();
        if (bid != null) {
            return new Wait(hours.hoursBetween(since, bid.receivedAt()), true);
        }
        return response != null && response.answer().negative()
                ? null
                : new Wait(hours.hoursBetween(since, end(state.campaign())), false);
    }

    /** A message that only may have gone out counts from when it was due. */
    private static Instant since(List<Touch> reached) {
        return earliest(reached, Touch::sentAt)
                .or(() -> earliest(reached, Touch::notBefore))
                .orElseThrow();
    }

    private static Optional<Instant> earliest(List<Touch> touches, Function<Touch, @Nullable Instant> moment) {
        return touches.stream()
                .flatMap(touch -> Stream.ofNullable(moment.apply(touch)))
                .min(Instant::compareTo);
    }

    private static Instant end(Campaign campaign) {
        var ended = campaign.endedAt();
        return ended != null && ended.isBefore(campaign.deadline()) ? ended : campaign.deadline();
    }
}
