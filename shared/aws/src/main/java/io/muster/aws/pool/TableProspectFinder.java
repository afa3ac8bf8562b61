package io.muster.aws.pool;

import io.muster.aws.Platform;
import io.muster.aws.settings.Registry;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.RateStore;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.campaign.Ranking;
import io.muster.domain.campaign.Reach;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Tier;
import io.muster.domain.contact.TimeZones;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.TierCaps;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds prospects by the selection index, tier by tier in rank order, and reads only as many as a wave may need: what
 * selection costs does not depend on how many contractors there are.
 */
public final class TableProspectFinder implements ProspectFinder {

    private static final int MOST_ROUNDS = 8;
    private static final int MOST_AT_ONCE = 400;

    private final Platform platform;
    private final Table table;
    private final ContactStore contacts;
    private final GateStore gates;
    private final RateStore rates;
    private final SettingsStore settings;
    private final SuppressionStore suppressions;
    private final Set<Channel> installed;

    public TableProspectFinder(Platform platform) {
        this.platform = platform;
        this.table = Table.of(platform);
        this.contacts = new ContactStore(table);
        this.gates = new GateStore(table);
        this.rates = new RateStore(table);
        this.settings = new SettingsStore(platform);
        this.suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
        this.installed = platform.installation().enabled();
    }

    @Override
    public Pool find(CampaignState state, Instant now) {
        var workspace = state.campaign().key().workspace();
        if (!(state.brief() instanceof BidRequest)) {
            return new Pool(List.of(), LearnedRates.NOTHING, TimeToBid.PRIOR, installed);
        }
        var learned = rates.of(workspace);
        var set = settings.of(workspace);
        var enabled = set.enabled(installed);
        var coolOff = Duration.ofHours(set.get(Registry.COOL_OFF));
        var prospects = search(state, new Screening(table, state, coolOff, enabled, now));
        return new Pool(
                Ranking.inOrder(state, learned.rates(), prospects),
                learned.rates(),
                learned.timeToBid(state.request().categories()),
                enabled,
                set.checkIns(state.campaign().urgency()),
                set.get(Registry.ADVISER_LEVELS));
    }

    @Override
    public Map<String, Reach> reach(CampaignKey campaign, Set<String> contactIds) {
        return reach(campaign, contacts.findAll(campaign.workspace(), contactIds));
    }

    /** Returns how contacts can be reached now, stored or not, by id; one that must be left alone is left out. */
    public Map<String, Reach> reach(CampaignKey campaign, Map<String, Contact> known) {
        var gatesOf = gates(campaign.workspace(), known);
        var reach = new HashMap<String, Reach>();
        var set = settings.of(campaign.workspace());
        var enabled = set.enabled(installed);
        var limits = set.limits();
        var now = platform.time().business();
        var living = living(campaign, gatesOf.values());
        known.forEach((id, contact) -> {
            var gate = gatesOf.getOrDefault(id, Gate.open(id));
            if (!gate.shut() && !leftAlone(campaign.workspace(), contact, gate, enabled, now)) {
                reach.put(id, reach(contact, gate, enabled, limits, heldUntil(gate, living), now));
            }
        });
        return reach;
    }

    /** Returns the contacts' gates, with what their addresses are suppressed on, whoever had them then. */
    private Map<String, Gate> gates(String workspace, Map<String, Contact> known) {
        var suppressed = suppressions.suppressed(
                workspace,
                known.values().stream()
                        .flatMap(contact -> contact.profile().addresses().stream())
                        .collect(Collectors.toSet()));
        var gatesOf = new HashMap<>(gates.find(workspace, known.keySet()));
        known.forEach((id, contact) -> {
            var closed = EnumSet.noneOf(Channel.class);
            contact.profile().addresses().forEach(address -> closed.addAll(suppressed.getOrDefault(address, Set.of())));
            gatesOf.computeIfPresent(id, (_, gate) -> gate.suppressing(closed));
        });
        return gatesOf;
    }

    /** Nobody is sent round to whoever has no way left that an operator, or it itself, has not closed. */
    private boolean leftAlone(String workspace, Contact contact, Gate gate, Set<Channel> enabled, Instant now) {
        var ways = EnumSet.noneOf(Channel.class);
        ways.addAll(Listed.channels(contact, now));
        ways.retainAll(enabled);
        ways.addAll(contact.profile().ways());
        return suppressions.leftAlone(workspace, gate, contact.profile().addresses(), ways);
    }

    /** Returns the other campaigns with a hold on somebody that have not ended. */
    private Set<String> living(CampaignKey campaign, Collection<Gate> gatesOf) {
        var holders = new HashSet<String>();
        for (var gate : gatesOf) {
            var hold = gate.hold();
            if (hold != null && !hold.campaignId().equals(campaign.id())) {
                holders.add(hold.campaignId());
            }
        }
        return holders.isEmpty() ? Set.of() : new SliceStore(table).living(campaign.workspace(), holders);
    }

    private static @Nullable Instant heldUntil(Gate gate, Set<String> living) {
        var hold = gate.hold();
        return hold != null && living.contains(hold.campaignId()) ? hold.until() : null;
    }

    private static Reach reach(
            Contact contact, Gate gate, Set<Channel> enabled, Limits limits, @Nullable Instant heldUntil, Instant now) {
        var channels = Listed.channels(contact, now).stream()
                .filter(channel ->
                        enabled.contains(channel) && !gate.suppressed().contains(channel))
                .toList();
        var zone = TimeZones.of(contact.place(), contact.profile().phone()).orElse(null);
        return new Reach(
                contact.id(),
                Listed.name(contact),
                channels,
                zone,
                heldUntil,
                contact.usState(),
                gate.recent(),
                limits);
    }

    /** Looks in rounds: all tiers that still lack somebody take their next best, and all gates are read together. */
    private List<Prospect> search(CampaignState state, Screening screening) {
        var missing = wanted(state);
        var open = new ArrayList<RankedSearch>();
        missing.forEach((tier, wanted) -> open.add(search(state, tier, wanted)));
        var found = new ArrayList<Prospect>();
        for (int round = 0; round < MOST_ROUNDS && !open.isEmpty(); round++) {
            var candidates = new ArrayList<Listed>();
            var exhausted = new ArrayList<RankedSearch>();
            for (var search : open) {
                int wanted = Math.min(missing.getOrDefault(search.tier(), 0) << round, MOST_AT_ONCE);
                if (!take(search, wanted, screening, candidates, found)) {
                    exhausted.add(search);
                }
            }
            for (var prospect : screening.byGates(candidates)) {
                found.add(prospect);
                missing.merge(prospect.tier(), prospect.exclusion() == null ? -1 : 0, Integer::sum);
            }
            open.removeAll(exhausted);
            open.removeIf(search -> missing.getOrDefault(search.tier(), 0) <= 0);
        }
        return found;
    }

    private RankedSearch search(CampaignState state, Tier tier, int wanted) {
        int asked = (int) state.byContact().values().stream()
                .filter(touches -> touches.getFirst().tier() == tier)
                .count();
        return new RankedSearch(table, state.campaign().key().workspace(), state.request(), tier, wanted + asked);
    }

    /** Takes so many who may turn out to be open; returns whether there may be more. */
    private static boolean take(
            RankedSearch search, int wanted, Screening screening, List<Listed> candidates, List<Prospect> passedOver) {
        for (int taken = 0; taken < wanted; ) {
            var listed = search.next();
            if (listed == null) {
                return false;
            }
            var prospect = screening.atOnce(listed);
            if (prospect == null) {
                candidates.add(listed);
                taken++;
            } else {
                passedOver.add(prospect);
            }
        }
        return true;
    }

    /** Returns how many of each tier a wave could take, with some to spare for those who cannot be asked. */
    private static Map<Tier, Integer> wanted(CampaignState state) {
        int needed = state.campaign().needed();
        var wanted = new EnumMap<Tier, Integer>(Tier.class);
        for (var tier : Tier.values()) {
            wanted.put(tier, state.slices().isEmpty() ? 2 * TierCaps.DEFAULT.of(tier, needed) : 8 * needed + 8);
        }
        return wanted;
    }
}
