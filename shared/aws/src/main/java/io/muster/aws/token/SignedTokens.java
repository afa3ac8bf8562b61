package io.muster.aws.token;

import io.muster.aws.store.Keys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks tokens (HMAC-SHA256 with the workspace's key over everything that the token says), and everything
 * else that is derived from that key: reply addresses and the hashes under which addresses are suppressed.
 */
public final class SignedTokens {

    private static final int MAC_BYTES = 32;
    private static final int MOST_CHARACTERS = 1_024;
    private static final int REPLY_MAC_CHARACTERS = 16;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_ADDRESS = 320;
    private static final int ULID_CHARACTERS = 26;
    private static final Pattern ULID = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}-");
    private static final Pattern REPLY_ADDRESS =
            Pattern.compile("[rR]\\+([A-Za-z0-9_.-]{1,64})\\.([A-Za-z0-9_-]+)\\.([A-Za-z2-7]{16})@[^@]+");
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private final KeyRing keys;

    public SignedTokens(KeyRing keys) {
        this.keys = keys;
    }

    /** Returns the secrets with which these tokens are signed. */
    public KeyRing keys() {
        return keys;
    }

    /** Returns the token as it stands in a link: base64url without padding. */
    public String sign(Token token) {
        var payload = write(token);
        var mac = mac(keys.key(token.workspace()), "token", payload);
        var whole = Arrays.copyOf(payload, payload.length + mac.length);
        System.arraycopy(mac, 0, whole, payload.length, mac.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * Returns what a token says, if it is one of ours, unchanged, made for this purpose and not expired.
     *
     * @param now machine time
     */
    public Optional<Token> verify(String text, Token.Purpose purpose, Instant now) {
        try {
            var whole = Base64.getUrlDecoder().decode(text.length() > MOST_CHARACTERS ? "" : text);
            if (whole.length <= MAC_BYTES || !text.equals(canonical(whole))) {
                return Optional.empty();
            }
            var payload = Arrays.copyOf(whole, whole.length - MAC_BYTES);
            var token = read(payload);
            Keys.workspace(token.workspace());
            return keys.find(token.workspace())
                    .filter(key -> MessageDigest.isEqual(
                            mac(key, "token", payload), Arrays.copyOfRange(whole, payload.length, whole.length)))
                    .map(key -> token)
                    .filter(signed -> signed.purpose() == purpose && now.isBefore(signed.expiresAt()));
        } catch (IllegalArgumentException | DateTimeException | IOException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * Returns the local part of an address at which a reply is recognised as a touch's: in lower case, since mail servers
     * may change the case, but for a workspace's own capitals; empty where it would be longer than mail allows.
     */
    public Optional<String> replyLocalPart(String workspace, String touchId) {
        var touch = touchId.toLowerCase(Locale.ROOT);
        var subject = workspace.toLowerCase(Locale.ROOT) + "." + touch;
        var local = "r+" + workspace + "." + touch + "." + replyMac(keys.key(workspace), subject);
        return local.length() <= LONGEST_LOCAL_PART ? Optional.of(local) : Optional.empty();
    }

    /** A touch, as the address of a reply to it names it. */
    public record Replied(String workspace, String touchId) {}

    /**
     * Returns whose touch an address answers to, if it is one of ours, unchanged. It has no end: what it lets its holder do
     * is to answer in a contact's name, and whoever wants no more mail may say so at any time.
     */
    public Optional<Replied> replied(String address) {
        var parts = REPLY_ADDRESS.matcher(address.length() > LONGEST_ADDRESS ? "" : address.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        var subject = (parts.group(1) + "." + parts.group(2)).toLowerCase(Locale.ROOT);
        var mac = parts.group(3).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        // Some mail programs write an address in capitals; what is signed is the same.
        return Stream.of(parts.group(1), parts.group(1).toLowerCase(Locale.ROOT))
                .distinct()
                .filter(workspace -> keys.find(workspace)
                        .filter(key ->
                                MessageDigest.isEqual(replyMac(key, subject).getBytes(StandardCharsets.US_ASCII), mac))
                        .isPresent())
                .findFirst()
                .map(workspace -> new Replied(workspace, asMade(parts.group(2))));
    }

    /** A ULID is written in capitals, whatever became of them on the way. */
    private static String asMade(String touchId) {
        return touchId.length() > ULID_CHARACTERS && ULID.matcher(touchId).lookingAt()
                ? touchId.substring(0, ULID_CHARACTERS).toUpperCase(Locale.ROOT) + touchId.substring(ULID_CHARACTERS)
                : touchId;
    }

    /** Returns the hash under which an address is kept once the address itself must be forgotten. */
    public String addressHash(String workspace, String address) {
        var normal = address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(keys.key(workspace), "address", normal));
    }

    private static String replyMac(byte[] key, String subject) {
        var mac = mac(key, "reply", subject.getBytes(StandardCharsets.UTF_8));
        var text = new StringBuilder();
        for (int bit = 0; bit < REPLY_MAC_CHARACTERS * 5; bit += 5) {
            int pair = ((mac[bit / 8] & 0xff) << 8) | (mac[bit / 8 + 1] & 0xff);
            text.append(BASE32.charAt((pair >> (11 - bit % 8)) & 31));
        }
        return text.toString();
    }

    private static String canonical(byte[] whole) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    private static byte[] mac(byte[] key, String use, byte[] payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(use.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] write(Token token) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(token.purpose().name());
            out.writeUTF(token.workspace());
            out.writeUTF(token.contactId());
            out.writeUTF(token.touchId());
            out.writeLong(token.expiresAt().getEpochSecond());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Token read(byte[] payload) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(payload))) {
            return new Token(
                    Token.Purpose.valueOf(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    Instant.ofEpochSecond(in.readLong()));
        }
    }
}
