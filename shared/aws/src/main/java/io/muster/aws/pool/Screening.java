package io.muster.aws.pool;

import io.muster.aws.store.GateStore;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.campaign.Prospect.Exclusion;
import io.muster.domain.campaign.Prospect.Exclusion.Reason;
import io.muster.domain.contact.Grid;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells of contractors whether a campaign may ask them now, and why not, by their gates as they are in the table. */
final class Screening {

    private final Table table;
    private final CampaignState state;
    private final Duration coolOff;
    private final Set<Channel> sendable;
    private final Instant now;

    Screening(Table table, CampaignState state, Duration coolOff, Set<Channel> enabled, Instant now) {
        this.table = table;
        this.state = state;
        this.coolOff = coolOff;
        this.sendable = EnumSet.noneOf(Channel.class);
        this.sendable.addAll(state.campaign().channels());
        this.sendable.retainAll(enabled);
        this.now = now;
    }

    /** Returns somebody who is passed over whatever its gate says; null when the gate has to be read. */
    @Nullable
    Prospect atOnce(Listed listed) {
        Reason reason = null;
        if (tooFar(listed)) {
            reason = Reason.TOO_FAR;
        } else if (listed.disqualified()) {
            reason = Reason.DISQUALIFIED;
        } else if (state.asked(listed.contactId())) {
            reason = Reason.ALREADY_IN_THIS_CAMPAIGN;
        }
        var gate = Gate.open(listed.contactId());
        return reason == null ? null : prospect(listed, gate, new Exclusion(reason, null));
    }

    /** Whoever was found by state, without coordinates on either side, is near enough. */
    private boolean tooFar(Listed listed) {
        BidRequest.Place place = state.request().place();
        return place.latitude() != null
                && place.longitude() != null
                && listed.latitude() != null
                && listed.longitude() != null
                && Grid.distanceKm(place.latitude(), place.longitude(), listed.latitude(), listed.longitude())
                        > place.radiusKm();
    }

    /** Returns what each of these is to the campaign, in two requests for every hundred at most. */
    List<Prospect> byGates(List<Listed> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        var workspace = state.campaign().key().workspace();
        var gates = new GateStore(table)
                .find(workspace, candidates.stream().map(Listed::contactId).toList());
        var holders = livingHolders(gates.values());
        return candidates.stream()
                .map(listed -> screened(listed, gates, holders))
                .toList();
    }

    private Prospect screened(Listed listed, Map<String, Gate> gates, Set<String> holders) {
        var gate = gates.getOrDefault(listed.contactId(), Gate.open(listed.contactId()));
        return prospect(listed, gate, exclusion(listed, gate, holders));
    }

    private Prospect prospect(Listed listed, Gate gate, @Nullable Exclusion exclusion) {
        return new Prospect(
                listed.contactId(),
                Shown.nameOf(listed.contactId()),
                listed.tier(),
                open(listed, gate),
                listed.zone(),
                gate.past(),
                listed.leadScore(),
                listed.rating(),
                gate.recent().stream()
                        .map(Gate.Recent::at)
                        .max(Instant::compareTo)
                        .orElse(null),
                exclusion);
    }

    private @Nullable Exclusion exclusion(Listed listed, Gate gate, Set<String> holders) {
        boolean addressed = listed.channels().stream().anyMatch(sendable::contains);
        boolean reachable = open(listed, gate).stream().anyMatch(sendable::contains);
        if (gate.shut() || (addressed && !reachable)) {
            return new Exclusion(Reason.SUPPRESSED, null);
        }
        var hold = heldByAnother(gate);
        if (hold != null && holders.contains(hold.campaignId())) {
            return new Exclusion(Reason.HELD_BY_ANOTHER_CAMPAIGN, hold.until());
        }
        var cool = cool(gate);
        if (cool.isAfter(now)) {
            return new Exclusion(Reason.COOLING_OFF, cool);
        }
        return reachable ? null : new Exclusion(Reason.NO_CHANNEL, null);
    }

    private static List<Channel> open(Listed listed, Gate gate) {
        return listed.channels().stream()
                .filter(channel -> !gate.suppressed().contains(channel))
                .toList();
    }

    /** Returns when the touches of other campaigns are long enough ago. */
    private Instant cool(Gate gate) {
        return gate.recent().stream()
                .filter(touch ->
                        !touch.campaignId().equals(state.campaign().key().id()))
                .map(touch -> touch.at().plus(coolOff))
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    private Gate.@Nullable Hold heldByAnother(Gate gate) {
        var hold = gate.hold();
        return hold == null
                        || hold.campaignId().equals(state.campaign().key().id())
                        || !hold.until().isAfter(now)
                ? null
                : hold;
    }

    /** Returns the campaigns with a hold on somebody that have not ended, as their own heads say. */
    private Set<String> livingHolders(Collection<Gate> gates) {
        var holders = gates.stream()
                .map(this::heldByAnother)
                .<Gate.Hold>mapMulti((hold, sink) -> {
                    if (hold != null) {
                        sink.accept(hold);
                    }
                })
                .map(Gate.Hold::campaignId)
                .collect(Collectors.toSet());
        return new SliceStore(table).living(state.campaign().key().workspace(), holders);
    }
}
