package io.muster.aws.token;

import io.muster.aws.store.Key;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A workspace's signing key, made when it is first needed and kept for good: links in mails that were sent must go on
 * working.
 */
public final class KeyRing {

    private static final String SIGNING = "signing";
    private static final int KEY_BYTES = 32;

    private final Table table;
    private final Map<String, byte[]> known = new ConcurrentHashMap<>();

    public KeyRing(Table table) {
        this.table = table;
    }

    /** Returns the workspace's key, making one if there is none. */
    byte[] key(String workspace) {
        return find(workspace).orElseGet(() -> create(workspace));
    }

    /** Returns the workspace's key, if it has one. */
    Optional<byte[]> find(String workspace) {
        var cached = known.get(workspace);
        if (cached != null) {
            return Optional.of(cached);
        }
        var stored = table.get(secrets(workspace)).map(KeyRing::signing);
        stored.ifPresent(key -> known.put(workspace, key));
        return stored;
    }

    private byte[] create(String workspace) {
        var fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        var item = new HashMap<>(secrets(workspace).attributes());
        item.put(SIGNING, AttributeValue.fromB(SdkBytes.fromByteArray(fresh)));
        try {
            table.client()
                    .putItem(put ->
                            put.tableName(table.name()).item(item).conditionExpression("attribute_not_exists(pk)"));
        } catch (ConditionalCheckFailedException somebodyWasFaster) {
            return find(workspace).orElseThrow(() -> somebodyWasFaster);
        }
        known.put(workspace, fresh);
        return fresh;
    }

    private static Key secrets(String workspace) {
        return Keys.secrets(workspace);
    }

    private static byte[] signing(Map<String, AttributeValue> item) {
        var value = item.get(SIGNING);
        if (value == null || value.b() == null) {
            throw new IllegalStateException("the key ring item has no signing key");
        }
        return value.b().asByteArray();
    }
}
