package io.muster.memory.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as it stands in a table: never changed, only replaced.
 *
 * @param size bytes, names included
 */
record Stored(Key key, Map<String, AttributeValue> attributes, int size) {

    static final int LARGEST = 400 * 1024;
}
