package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.message.Message;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Key;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Settings;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Standing;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads what a claim looks at, consistently, in three or four requests however many touches the slice has. */
final class Filing {

    private static final String NOTICE_SOURCE = "you asked for these bids";

    private final Platform platform;
    private final Table table;
    private final Outlets outlets;
    private final SuppressionStore suppressions;

    Filing(Platform platform, Table table, Outlets outlets, SuppressionStore suppressions) {
        this.platform = platform;
        this.table = table;
        this.outlets = outlets;
        this.suppressions = suppressions;
    }

    /** Returns all that is known about a slice on a day; empty when there is no such slice any more. */
    Optional<SliceFile> open(Message.WavePlanned message, LocalDate day) {
        var key = message.campaign();
        var settings = Keys.settings(key.workspace());
        var place = Keys.slice(key, message.wave(), message.slice());
        var items = table.getAll(List.of(Keys.meta(key), Keys.request(key), place, settings));
        var meta = items.get(Keys.meta(key));
        var request = items.get(Keys.request(key));
        var slice = items.get(place);
        var set = items.get(settings);
        if (meta == null || request == null || slice == null) {
            return Optional.empty();
        }
        return Optional.of(open(
                Items.read(Campaign.class, meta),
                Items.read(BidRequest.class, request),
                Items.read(Slice.class, slice),
                set == null ? Settings.DEFAULT : Items.read(Settings.class, set),
                day));
    }

    private SliceFile open(Campaign campaign, BidRequest request, Slice slice, Settings settings, LocalDate day) {
        var workspace = campaign.key().workspace();
        var limits = settings.limits();
        var open = slice.touches().stream()
                .filter(touch -> touch.state() == TouchState.PLANNED || touch.state() == TouchState.CLAIMED)
                .toList();
        var recipients = new HashMap<>(contacts(workspace, open));
        var counters = ChannelCounters.of(workspace, limits, campaign.key().id(), slice);
        var items = table.getAll(keys(campaign.key(), recipients.keySet(), counters.keys(slice, day)));
        var standings = standings(campaign.key(), recipients, items);
        notices(open, request, settings).forEach((id, recipient) -> {
            recipients.put(id, recipient);
            standings.put(id, new Standing(Gate.open(id), usable(recipient), null, null, false, true));
        });
        return new SliceFile(campaign, request, slice, recipients, standings, limits, counters.read(items, day));
    }

    private Map<String, Recipient> contacts(String workspace, List<Touch> open) {
        var ids = open.stream()
                .filter(touch -> !touch.kind().notice())
                .map(Touch::contactId)
                .collect(Collectors.toSet());
        return ids.isEmpty() ? Map.of() : outlets.recipients().find(workspace, ids);
    }

    private List<Key> keys(CampaignKey campaign, Set<String> contactIds, List<Key> counters) {
        var keys = new ArrayList<>(counters);
        for (var id : contactIds) {
            keys.add(Keys.gate(campaign.workspace(), id));
            keys.add(Keys.response(campaign, id));
        }
        return keys;
    }

    private Map<String, Standing> standings(
            CampaignKey campaign, Map<String, Recipient> recipients, Map<Key, Map<String, AttributeValue>> items) {
        var gates = new HashMap<String, Gate>();
        for (var id : recipients.keySet()) {
            var item = items.get(Keys.gate(campaign.workspace(), id));
            gates.put(id, item == null ? Gate.open(id) : GateStore.read(item));
        }
        var living = livingHolders(campaign, gates.values().stream().toList());
        var suppressed = suppressions.suppressed(
                campaign.workspace(),
                recipients.values().stream().flatMap(Filing::addresses).collect(Collectors.toSet()));
        var standings = new HashMap<String, Standing>();
        recipients.forEach((id, recipient) -> {
            var closed = EnumSet.noneOf(Channel.class);
            addresses(recipient).forEach(address -> closed.addAll(suppressed.getOrDefault(address, Set.of())));
            var gate = gates.getOrDefault(id, Gate.open(id)).suppressing(closed);
            var hold = gate.hold();
            standings.put(
                    id,
                    new Standing(
                            gate,
                            usable(recipient),
                            recipient.zone(),
                            recipient.state(),
                            items.containsKey(Keys.response(campaign, id)),
                            hold != null && living.contains(hold.campaignId())));
        });
        return standings;
    }

    /** A campaign that has ended holds nobody; whether one has is read from its own head. */
    private Set<String> livingHolders(CampaignKey campaign, List<Gate> gates) {
        var holders = new HashSet<String>();
        for (var gate : gates) {
            var hold = gate.hold();
            if (hold != null && !hold.campaignId().equals(campaign.id())) {
                holders.add(hold.campaignId());
            }
        }
        if (holders.isEmpty()) {
            return holders;
        }
        var heads = table.getAll(holders.stream()
                .map(id -> Keys.meta(new CampaignKey(campaign.workspace(), id)))
                .toList());
        return heads.values().stream()
                .map(item -> Items.read(Campaign.class, item))
                .filter(holder -> !holder.status().terminal())
                .map(holder -> holder.key().id())
                .collect(Collectors.toSet());
    }

    private Map<String, Recipient> notices(List<Touch> open, BidRequest request, Settings settings) {
        var found = new HashMap<String, Recipient>();
        var requester = request.requester();
        for (var touch : open) {
            if (touch.contactId().equals(Touch.REQUESTER) && requester != null) {
                var name = requester.name() == null ? requester.email() : requester.name();
                found.put(Touch.REQUESTER, notice(Touch.REQUESTER, name, requester.email()));
            } else if (touch.contactId().equals(Touch.OPERATOR)) {
                var email = settings.operatorEmail() == null
                        ? platform.installation().sender().address()
                        : settings.operatorEmail();
                found.put(Touch.OPERATOR, notice(Touch.OPERATOR, "operator", email));
            }
        }
        return found;
    }

    private static Recipient notice(String id, String name, String email) {
        return new Recipient(id, name, email, null, null, null, Set.of(Channel.EMAIL), null, null, NOTICE_SOURCE);
    }

    private Set<Channel> usable(Recipient recipient) {
        var channels = EnumSet.noneOf(Channel.class);
        channels.addAll(recipient.channels());
        channels.retainAll(outlets.channels());
        return channels;
    }

    private static Stream<String> addresses(Recipient recipient) {
        return Stream.of(recipient.email(), recipient.phone()).filter(Objects::nonNull);
    }

    /** Returns the campaign's slice as it is now. */
    static Optional<Slice> slice(Table table, CampaignKey key, Slice of) {
        return table.get(Keys.slice(key, of.wave(), of.index())).map(item -> Items.read(Slice.class, item));
    }

    /** Returns a slice as it is stored. */
    static Map<String, AttributeValue> item(CampaignKey key, Slice slice) {
        return CampaignStore.slice(key, slice);
    }
}
