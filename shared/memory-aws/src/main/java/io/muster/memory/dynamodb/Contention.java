package io.muster.memory.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Decides which writes meet a transaction in progress: never here by itself, at a fault injector's will otherwise. */
@FunctionalInterface
public interface Contention {

    /** Nothing ever conflicts. */
    Contention NONE = (table, key) -> false;

    /** Returns whether a write of this item conflicts with another transaction; asked with the world's lock held. */
    boolean conflicts(String table, Map<String, AttributeValue> key);
}
