package io.muster.local.market;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/** Chance that depends on names alone: the same seed and the same names give the same numbers, in whatever order. */
final class Dice {

    private Dice() {}

    /** Returns the numbers of a seed and names. */
    static SplittableRandom of(long seed, String... names) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((seed + "|" + String.join("|", names)).getBytes(StandardCharsets.UTF_8));
            long start = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                start = start << 8 | (hash[i] & 0xff);
            }
            return new SplittableRandom(start);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
