package io.muster.aws.token;

import io.muster.aws.error.Categorized;
import io.muster.domain.error.Category;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Text that is kept for a machine to read again and for nobody to see: AES-256-GCM with a key that follows from the
 * workspace's own, bound to where it is kept.
 */
public final class SealedText {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing keys;

    public SealedText(KeyRing keys) {
        this.keys = keys;
    }

    /** What is kept is not what was sealed there; nothing can be read of it. */
    public static final class SealBroken extends RuntimeException implements Categorized {
        private static final long serialVersionUID = 1;

        SealBroken(String place, GeneralSecurityException cause) {
            super("what is sealed at " + place + " cannot be read", cause);
        }

        @Override
        public Category category() {
            return Category.INTEGRATION;
        }

        @Override
        public String code() {
            return "seal_broken";
        }
    }

    /** Returns a text sealed for a place. */
    public byte[] seal(String workspace, String place, String text) {
        var nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, workspace, place, nonce);
            var sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            var whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the JVM has no " + CIPHER, impossible);
        }
    }

    /**
     * Returns the text that was sealed for a place.
     *
     * @throws SealBroken when it was sealed for another, in another workspace, or has been changed
     */
    public String open(String workspace, String place, byte[] sealed) {
        try {
            var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            var cipher = cipher(Cipher.DECRYPT_MODE, workspace, place, nonce);
            var text = cipher.doFinal(sealed, NONCE_BYTES, Math.max(0, sealed.length - NONCE_BYTES));
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException broken) {
            throw new SealBroken(place, broken);
        }
    }

    private Cipher cipher(int mode, String workspace, String place, byte[] nonce) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys.key(workspace), "HmacSHA256"));
        var key = mac.doFinal("sealed text".getBytes(StandardCharsets.UTF_8));
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
