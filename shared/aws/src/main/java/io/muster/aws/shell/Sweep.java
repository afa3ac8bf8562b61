package io.muster.aws.shell;

import io.muster.aws.Platform;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Key;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Losses;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Finds campaigns whose messages or timers may have been lost and emits what they want again. The index only says where
 * to look; what is emitted follows from the campaign as it is.
 */
public final class Sweep {

    /** How long a campaign that still wants something is left alone after a sweep. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The same where it wants nothing but to send, which gates may hold for days: a timer wakes it, if that is not lost. */
    static final Duration PATIENCE_WITH_GATES = Duration.ofMinutes(10);

    private static final int PAGE = 100;

    private final Platform platform;
    private final Table table;
    private final Losses losses;
    private final CampaignShell shell;

    public Sweep(Platform platform) {
        this.platform = platform;
        this.table = Table.of(platform);
        this.losses = new Losses(table);
        this.shell = new CampaignShell(platform);
    }

    /** Hears what was overdue in a campaign and was emitted again. */
    @FunctionalInterface
    public interface Found {

        /** Notes a campaign, with what was overdue: its trigger is lost, or slow, or a gate holds it. */
        void note(CampaignKey campaign, List<Effect> effects);
    }

    /** What happens to a campaign that could not be swept; the others are swept all the same. */
    @FunctionalInterface
    public interface Unswept {

        /** Notes a campaign, by the key of its head, and why. */
        void note(Key head, RuntimeException failure);
    }

    /** A campaign to look at, by its partition; and when its losses are due, if that is why. */
    private record Place(String partition, @Nullable String lossDue) {

        static Place of(Map<String, AttributeValue> item) {
            boolean head = Items.text(item, "sk").equals(Keys.HEAD);
            return new Place(Items.text(item, "pk"), head ? null : Items.text(item, "due_sk"));
        }

        /** Returns the same campaign for both reasons. */
        Place and(Place other) {
            return lossDue == null ? other : this;
        }

        Key head() {
            return new Key(partition, Keys.HEAD);
        }
    }

    /** Sweeps every campaign that is due; returns how many were looked at. */
    public int run(Found found, Unswept unswept) {
        int swept = 0;
        for (var place : due()) {
            try {
                sweep(place, found);
                swept++;
            } catch (RuntimeException failure) {
                unswept.note(place.head(), failure);
            }
        }
        return swept;
    }

    private Collection<Place> due() {
        var places = new LinkedHashMap<String, Place>();
        for (int shard = 0; shard < Keys.DUE_SHARDS; shard++) {
            Map<String, AttributeValue> from = null;
            do {
                var page = table.page(query(shard, from));
                page.items().stream()
                        .map(Place::of)
                        .forEach(place -> places.merge(place.partition(), place, Place::and));
                from = page.next();
            } while (from != null);
        }
        return places.values();
    }

    private QueryRequest query(int shard, @Nullable Map<String, AttributeValue> from) {
        return QueryRequest.builder()
                .tableName(table.name())
                .indexName(Table.DUE)
                .keyConditionExpression("due_pk = :p AND due_sk <= :now")
                .expressionAttributeValues(Map.of(
                        ":p", AttributeValue.fromS(Keys.due(shard)),
                        ":now",
                                AttributeValue.fromS(
                                        CampaignStore.dueKey(platform.time().machine()))))
                .limit(PAGE)
                .exclusiveStartKey(from)
                .build();
    }

    private void sweep(Place place, Found found) {
        var state = CampaignStore.state(table.queryFrom(place.partition(), Keys.HEAD));
        boolean seenTo = state.isEmpty() || sweep(state.get(), found);
        if (seenTo && place.lossDue() != null) {
            losses.seenTo(place.partition(), place.lossDue());
        }
    }

    /** Emits again what a campaign wants; returns whether its head says now when to look next. */
    private boolean sweep(CampaignState state, Found found) {
        var now = platform.time().business();
        var overdue = shell.emitPending(state).stream()
                .filter(effect -> overdue(effect, now))
                .toList();
        if (!overdue.isEmpty()) {
            found.note(state.campaign().key(), overdue);
        }
        boolean held = !overdue.isEmpty() && overdue.stream().allMatch(Effect.DispatchWave.class::isInstance);
        return moved(state, held ? PATIENCE_WITH_GATES : PATIENCE);
    }

    /** A timer of a moment to come is only set again, which changes nothing where it is set. */
    private static boolean overdue(Effect effect, Instant now) {
        return switch (effect) {
            case Effect.DispatchWave _, Effect.Escalate _, Effect.ReportUnreachable _, Effect.EndCampaign _ -> true;
            case Effect.ScheduleWakeUp(var at) -> !at.isAfter(now);
            case Effect.ScheduleLaunch(var _, var at) -> !at.isAfter(now);
            case Effect.ScheduleCheckIn(var _, var _, var at) -> !at.isAfter(now);
        };
    }

    /** Moves the campaign's place in the index, unless something happened to it meanwhile, which has moved it. */
    private boolean moved(CampaignState state, Duration patience) {
        var campaign = state.campaign();
        var time = platform.time();
        var due = Due.of(state, time.business(), time, patience);
        try {
            table.client().updateItem(update -> {
                update.tableName(table.name())
                        .key(Keys.meta(campaign.key()).attributes())
                        .conditionExpression("version = :v");
                var version = AttributeValue.fromN(Long.toString(campaign.version()));
                if (due == null) {
                    update.updateExpression("REMOVE due_pk, due_sk").expressionAttributeValues(Map.of(":v", version));
                } else {
                    update.updateExpression("SET due_pk = :pk, due_sk = :due")
                            .expressionAttributeValues(Map.of(
                                    ":v",
                                    version,
                                    ":pk",
                                    AttributeValue.fromS(Keys.due(campaign.key())),
                                    ":due",
                                    AttributeValue.fromS(CampaignStore.dueKey(due))));
                }
            });
            return true;
        } catch (ConditionalCheckFailedException moved) {
            return false;
        }
    }
}
