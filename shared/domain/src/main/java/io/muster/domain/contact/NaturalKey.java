package io.muster.domain.contact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes two rows the same contact: the email, else the phone, else the website. Its kind is part of it, so that no
 * value of one kind can be taken for another's.
 */
public record NaturalKey(String kind, String value) {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_CHARACTERS = 24;

    /** The key of a profile, or empty when it has no address to be known by. */
    public static Optional<NaturalKey> of(Profile profile) {
        return key("email", profile.email())
                .or(() -> key("phone", profile.phone()))
                .or(() -> key("website", website(profile.website())));
    }

    /**
     * The contact id: {@code ct_} and the first 120 bits of a SHA-256 in base 32. The secret keeps ids from being
     * matched against lists of known phone numbers; it must stay the same for as long as the contacts are kept.
     */
    public String contactId(String workspace, String secret) {
        var digest = sha256(String.join("\0", secret, workspace, kind, value));
        var id = new StringBuilder("ct_");
        for (int bit = 0; bit < ID_CHARACTERS * 5; bit += 5) {
            int pair = ((digest[bit / 8] & 0xff) << 8) | (digest[bit / 8 + 1] & 0xff);
            id.append(BASE32.charAt((pair >> (11 - bit % 8)) & 31));
        }
        return id.toString();
    }

    private static Optional<NaturalKey> key(String kind, @Nullable String value) {
        return value == null || value.isBlank()
                ? Optional.empty()
                : Optional.of(new NaturalKey(kind, value.strip().toLowerCase(Locale.ROOT)));
    }

    /** Scheme, {@code www.} and closing slashes do not tell two websites apart. */
    private static @Nullable String website(@Nullable String url) {
        return url == null
                ? null
                : url.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("^https?://", "")
                        .replaceFirst("^www\\.", "")
                        .replaceFirst("/+$", "");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
