package io.muster.aws.store;

import io.muster.aws.error.Contention;
import io.muster.aws.settings.Settings;
import io.muster.aws.settings.SettingsStore;
import io.muster.domain.account.Member;
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
import io.muster.domain.touch.TouchRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Slices in the table with everything that a claim looks at and writes. Every write demands the version that was read;
 * whether it was made is the answer, and whoever is told no reads again.
 */
public final class SliceStore {

    private static final int MOST_ATTEMPTS = 8;
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
     * @param answers of contacts to the campaign, by contact
     */
    public record Surroundings(Map<String, Gate> gates, Map<String, Response> answers, CapCounters counters) {

        public Surroundings {
            gates = Map.copyOf(gates);
            answers = Map.copyOf(answers);
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
        var answers = new HashMap<String, Response>();
        for (var id : contactIds) {
            var item = items.get(Keys.gate(campaign.workspace(), id));
            gates.put(id, item == null ? Gate.open(id) : GateStore.read(item));
            var answer = items.get(Keys.response(campaign, id));
            if (answer != null) {
                answers.put(id, Items.read(Response.class, answer));
            }
        }
        return new Surroundings(gates, answers, counters.read(items, now));
    }

    /** Returns what these have answered to a campaign. */
    public List<Response> answers(CampaignKey key, Collection<Member> members) {
        var keys = members.stream()
                .map(member -> Keys.response(key, member.contactId()))
                .toList();
        return table.getAll(keys).values().stream()
                .map(item -> Items.read(Response.class, item))
                .toList();
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
     *
     * @param witnesses gates of those whom it does not touch, and on whom it rests all the same
     */
    public boolean claim(
            Filed filed,
            ClaimDecision.Taken taken,
            Collection<Gate> witnesses,
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
        if (taken.marketing()) {
            witnesses.stream()
                    .filter(gate -> !taken.gates().containsKey(gate.contactId()))
                    .forEach(gate -> GateStore.check(transaction, key.workspace(), gate));
        }
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

    /** A slice as it was found, and as it stands now. */
    public record Change(Slice before, Slice after) {}

    /** A slice is written by others all the time; whoever wanted to change it has to come again. */
    public static final class SliceContended extends RuntimeException implements Contention {
        private static final long serialVersionUID = 1;

        SliceContended(CampaignKey key, TouchRef place) {
            super("slice " + place.wave() + "/" + place.index() + " of " + key.id()
                    + " is written by others all the time; try again");
        }
    }

    /**
     * Writes what has become of a touch, on what its slice is by then, again where others were faster; empty where there is
     * no such touch.
     *
     * @param change gives the slice itself where there is nothing to write
     * @throws SliceContended when others were faster each time
     */
    public Optional<Change> change(
            CampaignKey key, TouchRef place, UnaryOperator<Slice> change, Supplier<Instant> machineNow) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var before = find(key, place.wave(), place.index()).orElse(null);
            if (before == null || place.position() >= before.touches().size()) {
                return Optional.empty();
            }
            var after = change.apply(before);
            if (after.equals(before) || putOutcome(key, before, after.next(), place.position(), machineNow.get())) {
                return Optional.of(new Change(before, after));
            }
        }
        throw new SliceContended(key, place);
    }

    /**
     * Writes a slice as {@link #put} does, once it is known what became of a touch of it: one that came back is taken off
     * what its campaign has made of this contact. The channel, the contact's day and its week have seen it all the same.
     */
    private boolean putOutcome(CampaignKey key, Slice before, Slice after, int position, Instant machineNow) {
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

    /** Adds to a transaction of its campaign what {@link #change} writes of a touch. */
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
