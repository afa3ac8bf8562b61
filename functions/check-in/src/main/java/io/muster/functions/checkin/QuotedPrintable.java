package io.muster.functions.checkin;

import java.io.ByteArrayOutputStream;

/**
 * Decodes quoted-printable (RFC 2045, 6.7) in a loop: the mail library's decoder calls itself for each soft line break, so
 * that a few thousand of them in a row end the process.
 */
final class QuotedPrintable {

    private static final int HEXADECIMAL = 16;

    private QuotedPrintable() {}

    /** Returns what is encoded; what is not encoded rightly stands for itself. */
    static byte[] decoded(byte[] encoded) {
        var decoded = new ByteArrayOutputStream(encoded.length);
        int at = 0;
        while (at < encoded.length) {
            int softBreak = encoded[at] == '=' ? softBreak(encoded, at + 1) : 0;
            int value = encoded[at] == '=' ? value(encoded, at + 1) : -1;
            if (softBreak > 0) {
                at += 1 + softBreak;
            } else if (value >= 0) {
                decoded.write(value);
                at += 3;
            } else {
                decoded.write(encoded[at++]);
            }
        }
        return decoded.toByteArray();
    }

    /** Returns the length of a line break, 0 where there is none. */
    private static int softBreak(byte[] encoded, int at) {
        if (at < encoded.length && encoded[at] == '\n') {
            return 1;
        }
        return at + 1 < encoded.length && encoded[at] == '\r' && encoded[at + 1] == '\n' ? 2 : 0;
    }

    private static int value(byte[] encoded, int at) {
        if (at + 1 >= encoded.length) {
            return -1;
        }
        int high = Character.digit(encoded[at], HEXADECIMAL);
        int low = Character.digit(encoded[at + 1], HEXADECIMAL);
        return high < 0 || low < 0 ? -1 : high * HEXADECIMAL + low;
    }
}
