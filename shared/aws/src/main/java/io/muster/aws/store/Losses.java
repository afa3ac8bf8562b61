package io.muster.aws.store;

import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.touch.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Campaigns of which a touch was lost. That is written to a slice and not to the head, whose next moment in the index of
 * due things may be days away; so the very write that loses a touch puts a mark of its own into the index, until the
 * sweeper has seen to it that the loss is reported.
 */
public final class Losses {

    /** How long messages and timers may take before they are taken for lost (machine time). */
    public static final Duration GRACE = Duration.ofMinutes(2);

    private final Table table;

    public Losses(Table table) {
        this.table = table;
    }

    /** Adds the mark to the write of a slice, where a touch is lost by it. */
    static void mark(Transaction transaction, CampaignKey campaign, Slice before, Slice after, Instant machineNow) {
        if (after.hasLostSince(before)) {
            var item = new HashMap<String, AttributeValue>(
                    Keys.loss(Keys.campaign(campaign)).attributes());
            item.put("due_pk", AttributeValue.fromS(Keys.due(campaign)));
            item.put("due_sk", AttributeValue.fromS(CampaignStore.dueKey(machineNow.plus(GRACE))));
            transaction.put(item);
        }
    }

    /** Takes a mark out of the index, unless another loss has moved it meanwhile. */
    public void seenTo(String campaignPartition, String due) {
        try {
            table.client()
                    .deleteItem(delete -> delete.tableName(table.name())
                            .key(Keys.loss(campaignPartition).attributes())
                            .conditionExpression("due_sk = :due")
                            .expressionAttributeValues(Map.of(":due", AttributeValue.fromS(due))));
        } catch (ConditionalCheckFailedException moved) {
            return;
        }
    }
}
