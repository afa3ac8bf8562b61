package io.muster.aws.store;

import io.muster.aws.settings.Settings;
import io.muster.aws.settings.SettingsStore;
import io.muster.domain.campaign.Brief;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.Status;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Circuits;
import io.muster.domain.touch.ClaimDecision;
import io.muster.domain.touch.ClaimDecision.Reservation;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Slices in the table with everything that a claim looks at and writes. Every write demands the version that was read;
 * whether it was made is the answer, and whoever is told no reads again.
 */
public final class SliceStore {

    private static final String UNCHANGED = "version = :version";

    private final Table table;

    public SliceStore(Table table) {
        this.table = table;
    }

    /**
     * A slice with the campaign that it belongs to, the versions of the templates that its messages follow, and the
     * providers that are left alone.
     */
    public record Filed(
            Campaign campaign,
            Brief brief,
            Slice slice,
            Settings settings,
            TemplateHeads templates,
            Circuits circuits) {}

    /**
     * What stands around a slice.
     *
     * @param gates of the contacts asked for, by contact
     * @param answered contacts that have answered the campaign, and nobody has settled that
     * @param heard contacts that have ever answered it
     */
    public record Surroundings(Map<String, Gate> gates, Set<String> answered, Set<String> heard, CapCounters counters) {

        public Surroundings {
            gates = Map.copyOf(gates);
            answered = Set.copyOf(answered);
            heard = Set.copyOf(heard);
        }
    }

    /** Returns a slice with its campaign; empty when there is none. */
    public Optional<Filed> open(CampaignKey key, int wave, int index) {
        var meta = Keys.meta(key);
        var request = Keys.request(key);
        var slice = Keys.slice(key, wave, index);
        var settings = Keys.settings(key.workspace());
        var templates = Keys.templates(key.workspace());
        var circuits = Keys.circuits();
        var items = table.getAll(List.of(meta, request, slice, settings, templates, circuits));
        if (!items.keySet().containsAll(List.of(meta, request, slice))) {
            return Optional.empty();
        }
        return Optional.of(new Filed(
                CampaignStore.head(items.getOrDefault(meta, Map.of())),
                CampaignStore.brief(items.getOrDefault(request, Map.of())),
                Items.read(Slice.class, items.getOrDefault(slice, Map.of())),
                SettingsStore.read(items.get(settings)),
                TemplateHeads.read(items.get(templates)),
                CircuitStore.read(items.get(circuits))));
    }

    /** Returns what stands around a slice at a moment, for these contacts. */
    public Surroundings around(Filed filed, Set<String> contactIds, Instant now) {
        var campaign = filed.campaign().key();
        var counters = CapCounters.of(campaign.workspace(), filed.settings().limits(), campaign.id(), filed.slice());
        var keys = new ArrayList<>(counters.keys(filed.slice(), now));
        for (var id : contactIds) {
            keys.add(Keys.gate(campaign.workspace(), id));
            keys.add(Keys.response(campaign, id));
        }
        var items = table.getAll(keys);
        var gates = new HashMap<String, Gate>();
        for (var id : contactIds) {
            var item = items.get(Keys.gate(campaign.workspace(), id));
            gates.put(id, item == null ? Gate.open(id) : GateStore.read(item));
        }
        var answered = contactIds.stream()
                .filter(id -> answered(filed.campaign(), items.get(Keys.response(campaign, id))))
                .collect(Collectors.toSet());
        var heard = contactIds.stream()
                .filter(id -> items.containsKey(Keys.response(campaign, id)))
                .collect(Collectors.toSet());
        return new Surroundings(gates, answered, heard, counters.read(items, now));
    }

    private static boolean answered(Campaign campaign, @Nullable Map<String, AttributeValue> response) {
        return response != null && Items.read(Response.class, response).holds(campaign);
    }

    /** Returns those of the campaigns that have not ended. */
    public Set<String> living(String workspace, Set<String> campaignIds) {
        return new CampaignStore(table).those(workspace, campaignIds, status -> !status.terminal());
    }

    /** Returns a slice as it is now. */
    public Optional<Slice> find(CampaignKey key, int wave, int index) {
        return table.get(Keys.slice(key, wave, index)).map(item -> Items.read(Slice.class, item));
    }

    /**
     * Writes a claim: the slice, the contacts' gates, the counters and the tasks, if the campaign still sends and nothing
     * of it has changed since it was read.
     */
    public boolean claim(
            Filed filed,
            ClaimDecision.Taken taken,
            CapCounters counters,
            List<HumanTask> tasks,
            Instant now,
            Instant machineNow) {
        var key = filed.campaign().key();
        var transaction = table.transaction();
        if (taken.marketing()) {
            transaction.check(
                    Keys.meta(key),
                    "#status = :active AND deadline = :deadline",
                    Map.of("#status", "status"),
                    Map.of(
                            ":active", AttributeValue.fromS(Status.ACTIVE.name()),
                            ":deadline",
                                    Items.attribute(
                                            Instant.class, filed.campaign().deadline())));
        }
        transaction.put(
                CampaignStore.slice(key, taken.slice().next()),
                UNCHANGED,
                Map.of(),
                version(filed.slice().version()));
        taken.gates().values().forEach(gate -> GateStore.put(transaction, key.workspace(), gate));
        taken.reserved().forEach((reservation, by) -> counters.move(transaction, reservation, by, machineNow));
        taken.offered().forEach((channel, count) -> counters.offer(transaction, channel, count, now, machineNow));
        if (!taken.probing().isEmpty()) {
            CircuitStore.put(transaction, probing(filed.circuits(), taken.probing(), machineNow));
        }
        tasks.forEach(task -> transaction.put(TaskStore.item(key.workspace(), task)));
        return committed(transaction);
    }

    private static Circuits probing(Circuits circuits, Set<Channel> channels, Instant machineNow) {
        var next = circuits;
        for (var channel : channels) {
            next = next.with(channel, next.of(channel).probing(machineNow));
        }
        return next;
    }

    /** Writes a slice as it has become, over the one that was read. */
    public boolean put(CampaignKey key, Slice before, Slice after, Instant machineNow) {
        if (after.hasLostSince(before)) {
            return committed(writing(key, before, after, machineNow));
        }
        try {
            table.client()
                    .putItem(put -> put.tableName(table.name())
                            .item(CampaignStore.slice(key, after))
                            .conditionExpression(UNCHANGED)
                            .expressionAttributeValues(version(before.version())));
            return true;
        } catch (ConditionalCheckFailedException | TransactionConflictException overtaken) {
            return false;
        }
    }

    /** Writes a slice as {@link #put} does and gives back what a touch of it, which did not go, had reserved. */
    public boolean putAndRelease(
            CampaignKey key, Slice before, Slice after, Touch touch, CapCounters counters, Instant machineNow) {
        var transaction = writing(key, before, after, machineNow);
        var gate = new GateStore(table).find(key.workspace(), touch.contactId());
        gate.latest(key.id()).ifPresent(latest -> {
            GateStore.put(transaction, key.workspace(), gate.released(key.id()));
            if (counters.limits().cap(touch.channel()).isPresent()) {
                var day = latest.at().atOffset(ZoneOffset.UTC).toLocalDate();
                counters.move(transaction, new Reservation(touch.channel(), day), -1, machineNow);
            }
        });
        return committed(transaction);
    }

    /**
     * Writes a slice as {@link #put} does, once it is known what became of a touch of it: one that came back is taken off
     * what its campaign has made of this contact. The channel, the contact's day and its week have seen it all the same.
     */
    public boolean putOutcome(CampaignKey key, Slice before, Slice after, int position, Instant machineNow) {
        var touch = before.touches().get(position);
        if (!Sending.cameBack(touch, after.touches().get(position))) {
            return put(key, before, after, machineNow);
        }
        var transaction = writing(key, before, after, machineNow);
        uncount(transaction, key, touch);
        return committed(transaction);
    }

    private void uncount(Transaction transaction, CampaignKey key, Touch touch) {
        var gate = new GateStore(table).find(key.workspace(), touch.contactId());
        var gone = Objects.requireNonNullElse(touch.sentAt(), Instant.MAX);
        var without = gate.cameBack(key.id(), gone);
        if (!without.equals(gate)) {
            GateStore.put(transaction, key.workspace(), without);
        }
    }

    /** Adds to a transaction of its campaign what {@link #putOutcome} writes of a touch. */
    public void add(
            Transaction transaction, CampaignKey key, Slice before, Slice after, int position, Instant machineNow) {
        write(transaction, key, before, after, machineNow);
        var touch = before.touches().get(position);
        if (Sending.cameBack(touch, after.touches().get(position))) {
            uncount(transaction, key, touch);
        }
    }

    private Transaction writing(CampaignKey key, Slice before, Slice after, Instant machineNow) {
        var transaction = table.transaction();
        write(transaction, key, before, after, machineNow);
        return transaction;
    }

    private static void write(Transaction transaction, CampaignKey key, Slice before, Slice after, Instant machineNow) {
        transaction.put(CampaignStore.slice(key, after), UNCHANGED, Map.of(), version(before.version()));
        Losses.mark(transaction, key, before, after, machineNow);
    }

    private static boolean committed(Transaction transaction) {
        return transaction.commit() instanceof Transaction.Result.Committed;
    }

    private static Map<String, AttributeValue> version(long version) {
        return Map.of(":version", AttributeValue.fromN(Long.toString(version)));
    }
}
