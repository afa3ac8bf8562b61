package io.muster.aws.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key with which everything personal about one contact is sealed (AES-256-GCM), and which is destroyed to erase it.
 * What it seals begins with its id, so that what an earlier key sealed is known for lost and not for damaged.
 */
public final class DataKey {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int HEAD_BYTES = ID_BYTES + NONCE_BYTES;
    private static final int TAG_BITS = 128;

    private final byte[] id;
    private final byte[] secret;

    private DataKey(byte[] id, byte[] secret) {
        this.id = id;
        this.secret = secret;
    }

    /** Returns a new key. */
    static DataKey fresh() {
        return new DataKey(random(ID_BYTES), random(SECRET_BYTES));
    }

    /** Returns the key under which a workspace's others are kept. */
    static DataKey wrapping(byte[] secret) {
        return new DataKey(new byte[ID_BYTES], secret);
    }

    /** Returns this key as it may be stored: sealed by another, for the place where it will lie. */
    byte[] wrapped(DataKey by, String place) {
        var whole = Arrays.copyOf(id, ID_BYTES + SECRET_BYTES);
        System.arraycopy(secret, 0, whole, ID_BYTES, SECRET_BYTES);
        return by.seal(place, whole);
    }

    /** Returns a stored key; empty when it was stored elsewhere, or by another. */
    static Optional<DataKey> unwrapped(byte[] wrapped, DataKey by, String place) {
        return by.open(place, wrapped)
                .map(whole ->
                        new DataKey(Arrays.copyOf(whole, ID_BYTES), Arrays.copyOfRange(whole, ID_BYTES, whole.length)));
    }

    /** Returns what is to be kept in a place, sealed for it. */
    byte[] seal(String place, byte[] clear) {
        var nonce = random(NONCE_BYTES);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(clear);
            var whole = Arrays.copyOf(id, HEAD_BYTES + sealed.length);
            System.arraycopy(nonce, 0, whole, ID_BYTES, NONCE_BYTES);
            System.arraycopy(sealed, 0, whole, HEAD_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the JVM has no " + CIPHER, impossible);
        }
    }

    /** Returns what was sealed for a place; empty when another key sealed it, or it was sealed for another place. */
    Optional<byte[]> open(String place, byte[] sealed) {
        if (sealed.length < HEAD_BYTES || !Arrays.equals(id, Arrays.copyOf(sealed, ID_BYTES))) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, place, Arrays.copyOfRange(sealed, ID_BYTES, HEAD_BYTES));
            return Optional.of(cipher.doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES));
        } catch (GeneralSecurityException broken) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String place, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] random(int length) {
        var fresh = new byte[length];
        new SecureRandom().nextBytes(fresh);
        return fresh;
    }
}
