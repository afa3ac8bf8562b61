package io.muster.memory.sns;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Certificates that sign themselves, which the platform reads and does not make: X.509 version 1 in DER, RSA with SHA-256,
 * one name.
 */
final class SelfSigned {

    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int TEXT = 0x0c;
    private static final int TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    /** sha256WithRSAEncryption, 1.2.840.113549.1.1.11, and no parameters. */
    private static final byte[] ALGORITHM = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00
    };

    /** commonName, 2.5.4.3. */
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SelfSigned() {}

    /** Returns a certificate of a key pair for a name and a span, in DER. */
    static byte[] certificate(KeyPair pair, String name, Instant from, Instant until) throws GeneralSecurityException {
        var named = of(SEQUENCE, of(SET, of(SEQUENCE, COMMON_NAME, of(TEXT, name.getBytes(StandardCharsets.UTF_8)))));
        var body = of(
                SEQUENCE,
                of(INTEGER, BigInteger.ONE.toByteArray()),
                ALGORITHM,
                named,
                of(SEQUENCE, moment(from), moment(until)),
                named,
                pair.getPublic().getEncoded());
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(body);
        return of(SEQUENCE, body, ALGORITHM, of(BITS, new byte[] {0}, signature.sign()));
    }

    private static byte[] moment(Instant at) {
        return of(TIME, MOMENT.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] of(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        whole.writeBytes(length(content.size()));
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        return length < 0x100
                ? new byte[] {(byte) 0x81, (byte) length}
                : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
    }
}
