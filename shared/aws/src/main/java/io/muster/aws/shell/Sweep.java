package io.muster.aws.shell;

import io.muster.aws.Platform;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Key;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** How long a campaign that still wants something is left alone after a sweep: at first, and at most. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    static final Duration MOST_PATIENCE = Duration.ofHours(1);

    /** In how many sweeps on end a campaign wanted nothing but to send; gone with every other change of its head. */
    private static final String IN_VAIN = "swept";

    private static final int PAGE = 100;

    private final Platform platform;
    private final Table table;
    private final CampaignShell shell;

    public Sweep(Platform platform) {
        this.platform = platform;
        this.table = Table.of(platform);
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

    /** Sweeps every campaign that is due; returns how many were looked at. */
    public int run(Found found, Unswept unswept) {
        int swept = 0;
        for (var head : due()) {
            try {
                sweep(head, found);
                swept++;
            } catch (RuntimeException failure) {
                unswept.note(head, failure);
            }
        }
        return swept;
    }

    private List<Key> due() {
        var heads = new ArrayList<Key>();
        for (int shard = 0; shard < Keys.DUE_SHARDS; shard++) {
            Map<String, AttributeValue> from = null;
            do {
                var page = table.page(query(shard, from));
                page.items().stream().map(Key::of).forEach(heads::add);
                from = page.next();
            } while (from != null);
        }
        return heads;
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

    private void sweep(Key head, Found found) {
        var items = table.queryFrom(head.pk(), head.sk());
        CampaignStore.state(items).ifPresent(state -> {
            var now = platform.time().business();
            var overdue = shell.emitPending(state).stream()
                    .filter(effect -> overdue(effect, now))
                    .toList();
            if (!overdue.isEmpty()) {
                found.note(state.campaign().key(), overdue);
            }
            boolean held = !overdue.isEmpty() && overdue.stream().allMatch(Effect.DispatchWave.class::isInstance);
            move(state, held ? 1 + inVain(items) : 0);
        });
    }

    private static int inVain(List<Map<String, AttributeValue>> items) {
        return (int)
                items.stream().mapToLong(item -> Items.number(item, IN_VAIN)).sum();
    }

    /** What gates may hold for a day is not emitted every five minutes of it: a timer wakes it, if that is not lost. */
    private static Duration patience(int inVain) {
        var doubled = PATIENCE.multipliedBy(1L << Math.clamp(inVain - 1, 0, 10));
        return doubled.compareTo(MOST_PATIENCE) < 0 ? doubled : MOST_PATIENCE;
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
    private void move(CampaignState state, int inVain) {
        var campaign = state.campaign();
        var time = platform.time();
        var due = Due.of(state, time.business(), time, patience(inVain));
        try {
            table.client().updateItem(update -> {
                update.tableName(table.name())
                        .key(Keys.meta(campaign.key()).attributes())
                        .conditionExpression("version = :v");
                var version = AttributeValue.fromN(Long.toString(campaign.version()));
                if (due == null) {
                    update.updateExpression("REMOVE due_pk, due_sk, " + IN_VAIN)
                            .expressionAttributeValues(Map.of(":v", version));
                } else {
                    update.updateExpression("SET due_sk = :due, " + IN_VAIN + " = :times")
                            .expressionAttributeValues(Map.of(
                                    ":v",
                                    version,
                                    ":due",
                                    AttributeValue.fromS(CampaignStore.dueKey(due)),
                                    ":times",
                                    AttributeValue.fromN(Integer.toString(inVain))));
                }
            });
        } catch (ConditionalCheckFailedException moved) {
            return;
        }
    }
}
