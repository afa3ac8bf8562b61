package io.muster.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.muster.local.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;

/**
 * The issuer's secrets, made once for a state folder and readable by its owner only.
 *
 * @param signing the key that signs tokens
 * @param clientSecret the secret of the local client
 */
public record IssuerKeys(ECKey signing, String clientSecret) {

    /** Returns the secrets in a file, which is written when it is not there. */
    public static IssuerKeys in(Path file) {
        try {
            if (!Files.exists(file)) {
                var fresh = generate();
                PrivateFile.write(file, fresh.signing.toJSONString() + "\n" + fresh.clientSecret + "\n");
                return fresh;
            }
            var lines = Files.readAllLines(file);
            return new IssuerKeys(ECKey.parse(lines.get(0)), lines.get(1));
        } catch (IOException e) {
            throw new UncheckedIOException("the issuer's keys cannot be read: " + file, e);
        } catch (ParseException e) {
            throw new IllegalStateException(
                    "the issuer's keys are damaged; delete " + file + " to have new ones made (old tokens end)", e);
        }
    }

    /** Returns fresh secrets. */
    public static IssuerKeys generate() {
        try {
            var key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
            var secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            return new IssuerKeys(key, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("no key can be made", e);
        }
    }

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "IssuerKeys[" + signing.getKeyID() + "]";
    }
}
