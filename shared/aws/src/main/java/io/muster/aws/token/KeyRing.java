package io.muster.aws.token;

import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A workspace's own secrets, made when one is first needed. The identity secret is kept for good, whatever becomes of
 * the signing key: ids follow from it, and contacts must be recognised for as long as they are kept. The signing key is
 * kept too, since links in mails that were sent must go on working.
 */
public final class KeyRing {

    private static final String SIGNING = "signing";
    private static final String IDENTITY = "identity";
    private static final int KEY_BYTES = 32;

    private record Secrets(SdkBytes signing, SdkBytes identity) {}

    private final Table table;
    private final Map<String, Secrets> known = new ConcurrentHashMap<>();

    public KeyRing(Table table) {
        this.table = table;
    }

    /** Returns the secret from which the workspace's contact ids follow, making it if there is none. */
    public String identity(String workspace) {
        return Base64.getEncoder().encodeToString(secrets(workspace).identity().asByteArray());
    }

    /**
     * Returns the key under which the workspace's other keys are kept, which follows from the secret that stays for good:
     * whoever has their table alone cannot use them.
     */
    public byte[] wrapping(String workspace) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secrets(workspace).identity().asByteArray(), "HmacSHA256"));
            return mac.doFinal("keys of contacts".getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    /**
     * Gives a workspace that has no secrets yet these, instead of random ones: for runs that are to be repeated exactly.
     *
     * @param secret 64 bytes, half for signing and half for ids
     */
    public void adopt(String workspace, byte[] secret) {
        store(
                workspace,
                new Secrets(
                        SdkBytes.fromByteArray(Arrays.copyOfRange(secret, 0, KEY_BYTES)),
                        SdkBytes.fromByteArray(Arrays.copyOfRange(secret, KEY_BYTES, 2 * KEY_BYTES))));
    }

    /** Returns the workspace's signing key, making one if there is none. */
    byte[] key(String workspace) {
        return secrets(workspace).signing().asByteArray();
    }

    /** Returns the workspace's signing key, if it has one. */
    Optional<byte[]> find(String workspace) {
        return stored(workspace).map(secrets -> secrets.signing().asByteArray());
    }

    private Secrets secrets(String workspace) {
        return stored(workspace).orElseGet(() -> create(workspace));
    }

    private Optional<Secrets> stored(String workspace) {
        var cached = known.get(workspace);
        if (cached != null) {
            return Optional.of(cached);
        }
        var stored = table.get(Keys.secrets(workspace))
                .map(item -> new Secrets(secret(item, SIGNING), secret(item, IDENTITY)));
        stored.ifPresent(secrets -> known.put(workspace, secrets));
        return stored;
    }

    private Secrets create(String workspace) {
        return store(workspace, new Secrets(random(), random()));
    }

    private Secrets store(String workspace, Secrets fresh) {
        var item = new HashMap<>(Keys.secrets(workspace).attributes());
        item.put(SIGNING, AttributeValue.fromB(fresh.signing()));
        item.put(IDENTITY, AttributeValue.fromB(fresh.identity()));
        try {
            table.client()
                    .putItem(put ->
                            put.tableName(table.name()).item(item).conditionExpression("attribute_not_exists(pk)"));
        } catch (ConditionalCheckFailedException somebodyWasFaster) {
            return stored(workspace).orElseThrow(() -> somebodyWasFaster);
        }
        known.put(workspace, fresh);
        return fresh;
    }

    private static SdkBytes random() {
        var fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        return SdkBytes.fromByteArray(fresh);
    }

    private static SdkBytes secret(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null || value.b() == null) {
            throw new IllegalStateException("the key ring item has no " + name + " secret");
        }
        return value.b();
    }
}
