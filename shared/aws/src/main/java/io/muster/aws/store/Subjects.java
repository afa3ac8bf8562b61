package io.muster.aws.store;

import io.muster.domain.campaign.Subject;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a campaign is about, in items that were written before there were account campaigns. */
public final class Subjects {

    private static final String FORMER = "bidCardId";
    private static final String NAME = "subject";

    private Subjects() {}

    /** Returns an item that names its subject; one that names a bid card is about that. */
    public static Map<String, AttributeValue> named(Map<String, AttributeValue> item) {
        var card = item.get(FORMER);
        if (card == null || item.containsKey(NAME)) {
            return item;
        }
        var named = new HashMap<>(item);
        named.put(NAME, Items.attribute(Subject.class, Subject.bidCard(card.s())));
        return named;
    }
}
