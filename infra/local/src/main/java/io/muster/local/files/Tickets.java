package io.muster.local.files;

import io.muster.local.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs the addresses of uploads with a key of the folder's own, so that they hold across a restart. */
public final class Tickets {

    private static final int KEY_BYTES = 32;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final byte[] key;

    private Tickets(byte[] key) {
        this.key = key.clone();
    }

    /**
     * What an address is for.
     *
     * @param bytes the exact length of the file
     * @param until when it ends (machine time)
     */
    record Ticket(String key, long bytes, Instant until) {}

    /** Returns the tickets of a folder, whose key is made when there is none. */
    public static Tickets in(Path file) {
        try {
            if (!Files.exists(file)) {
                var fresh = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                PrivateFile.write(file, TEXT.encodeToString(fresh));
            }
            return new Tickets(
                    Base64.getUrlDecoder().decode(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("the key of uploads in " + file + " cannot be read", e);
        }
    }

    String sign(Ticket ticket) {
        var said = TEXT.encodeToString((ticket.bytes() + " " + ticket.until().getEpochSecond() + " " + ticket.key())
                .getBytes(StandardCharsets.UTF_8));
        return said + "." + TEXT.encodeToString(mac(said));
    }

    /** Returns what a text is a ticket for, if it is one of ours, unchanged and not over. */
    Optional<Ticket> verify(String text, Instant now) {
        var parts = text.split("\\.", -1);
        if (parts.length != 2 || !MessageDigest.isEqual(parts[1].getBytes(StandardCharsets.UTF_8), signed(parts[0]))) {
            return Optional.empty();
        }
        var said = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8).split(" ", 3);
        var ticket = new Ticket(said[2], Long.parseLong(said[0]), Instant.ofEpochSecond(Long.parseLong(said[1])));
        return Optional.of(ticket).filter(one -> now.isBefore(one.until()));
    }

    private byte[] signed(String said) {
        return TEXT.encodeToString(mac(said)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] mac(String said) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(said.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
