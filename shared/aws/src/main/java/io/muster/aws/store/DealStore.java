package io.muster.aws.store;

import io.muster.domain.account.Deal;
import io.muster.domain.campaign.Subject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** How the deals with accounts stand, whichever campaign they were told of: what was told last holds. */
public final class DealStore {

    private final Table table;

    public DealStore(Table table) {
        this.table = table;
    }

    /** Returns what was last told of an account's deal; empty where nothing was. */
    public Optional<Deal> find(String workspace, Subject account) {
        return table.get(key(workspace, account)).map(item -> Deal.valueOf(Items.text(item, "deal")));
    }

    /** Keeps what was told at a moment (business time), unless something was told later. */
    public void tell(String workspace, Subject account, Deal deal, Instant at) {
        var moment = AttributeValue.fromN(Long.toString(at.toEpochMilli()));
        var item = new HashMap<>(key(workspace, account).attributes());
        item.put("deal", AttributeValue.fromS(deal.name()));
        item.put("toldAt", moment);
        try {
            table.client()
                    .putItem(put -> put.tableName(table.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(pk) OR toldAt <= :at")
                            .expressionAttributeValues(Map.of(":at", moment)));
        } catch (ConditionalCheckFailedException toldSince) {
            return;
        }
    }

    /** An account is the same however its id was spelt, by a campaign of before too. */
    private static Key key(String workspace, Subject account) {
        return Keys.deal(workspace, Subject.account(account.id()));
    }
}
