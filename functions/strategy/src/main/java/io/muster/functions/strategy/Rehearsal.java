package io.muster.functions.strategy;

import io.muster.aws.Platform;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.CapCounters;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.campaign.Prospect.Exclusion.Reason;
import io.muster.domain.campaign.Ranking;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.Standing;
import io.muster.domain.whatif.Scenario;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands around a campaign that has not started: whom its check-ins would find, how everybody stands, and what
 * the workspace allows. Whatever is simulated with it touches nothing of this any more.
 */
final class Rehearsal {

    private final Platform platform;
    private final ProspectFinder finder;
    private final Table table;
    private final SettingsStore settings;

    Rehearsal(Platform platform, ProspectFinder finder) {
        this.platform = platform;
        this.finder = finder;
        this.table = Table.of(platform);
        this.settings = new SettingsStore(platform);
    }

    /**
     * Returns the campaign with its surroundings.
     *
     * @param first whom its first wave was chosen from
     */
    Scenario of(CampaignState start, Pool first) {
        var workspace = start.campaign().key().workspace();
        var at = start.campaign().startAt();
        var set = settings.of(workspace);
        var limits = set.limits();
        var pool = later(start, first, at);
        return new Scenario(
                start,
                pool,
                standings(workspace, pool),
                limits,
                usedToday(workspace, limits, at),
                carried(pool.enabled()),
                set.prices());
    }

    /** Check-ins look for more people than a first wave may take; whoever was found for that is known still. */
    private Pool later(CampaignState start, Pool first, Instant at) {
        var found = finder.find(start, at);
        var known = new LinkedHashMap<String, Prospect>();
        found.prospects().forEach(prospect -> known.put(prospect.contactId(), prospect));
        first.prospects().forEach(prospect -> known.putIfAbsent(prospect.contactId(), prospect));
        return new Pool(
                Ranking.inOrder(start, found.rates(), known.values().stream().toList()),
                found.rates(),
                found.timeToBid(),
                found.enabled(),
                found.checkIns(),
                found.adviserAt());
    }

    private Map<String, Standing> standings(String workspace, Pool pool) {
        var ids = pool.prospects().stream().map(Prospect::contactId).toList();
        var contacts = new ContactStore(table).findAll(workspace, ids);
        var gates = new GateStore(table).find(workspace, ids);
        var standings = new HashMap<String, Standing>();
        for (var prospect : pool.prospects()) {
            var id = prospect.contactId();
            var contact = contacts.get(id);
            var state = contact == null ? null : contact.usState();
            standings.put(id, standing(prospect, gates.getOrDefault(id, Gate.open(id)), state, pool.enabled()));
        }
        return standings;
    }

    /** Whoever was found is reached as it was found; its state, which some hours depend on, is known only to its record. */
    private static Standing standing(Prospect prospect, Gate gate, @Nullable String state, Set<Channel> enabled) {
        var channels = EnumSet.of(Channel.MANUAL);
        channels.addAll(prospect.channels());
        channels.retainAll(enabled);
        var exclusion = prospect.exclusion();
        boolean held = exclusion != null && exclusion.reason() == Reason.HELD_BY_ANOTHER_CAMPAIGN;
        return new Standing(gate, channels, prospect.zone(), state, false, held);
    }

    private Map<Channel, Integer> usedToday(String workspace, Limits limits, Instant at) {
        var day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        var used = new EnumMap<Channel, Integer>(Channel.class);
        for (var channel : limits.perChannelPerDay().keySet()) {
            used.put(channel, CapCounters.used(table, workspace, limits, channel, day));
        }
        return used;
    }

    /** People call where nothing calls by itself, and always write where a profile or nothing but a task is left. */
    private Set<Channel> carried(Set<Channel> enabled) {
        var carried = EnumSet.noneOf(Channel.class);
        for (var channel : enabled) {
            boolean byItself = switch (channel) {
                case EMAIL, SMS, WEBSITE_FORM -> true;
                case PHONE -> platform.installation().connect() != null;
                case LINKEDIN, MANUAL -> false;
            };
            if (byItself) {
                carried.add(channel);
            }
        }
        return carried;
    }
}
