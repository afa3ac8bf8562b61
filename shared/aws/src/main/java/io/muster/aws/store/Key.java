package io.muster.aws.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where an item lives: its partition and its place in it. */
public record Key(String pk, String sk) {

    /** Returns this key as DynamoDB takes it. */
    public Map<String, AttributeValue> attributes() {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }

    /** Returns the key of an item. */
    public static Key of(Map<String, AttributeValue> item) {
        return new Key(Items.text(item, "pk"), Items.text(item, "sk"));
    }
}
