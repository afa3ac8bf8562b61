package io.muster.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs access tokens for the one client of an embedded stack. */
public final class Issuer {

    /** The client that the command line and curl use. */
    public static final String CLIENT_ID = "muster-local";

    /** The scopes of the API, weakest first. */
    public static final List<String> SCOPES = List.of("read", "operate", "approve", "admin");

    /** How long a token holds. */
    public static final Duration LIFE = Duration.ofHours(12);

    private final String url;
    private final IssuerKeys keys;
    private final InstantSource clock;

    /**
     * Makes an issuer.
     *
     * @param url its address, the {@code iss} of every token
     * @param clock the real time: tokens know no business time
     */
    public Issuer(String url, IssuerKeys keys, InstantSource clock) {
        this.url = url;
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns the address that stands in every token. */
    public String url() {
        return url;
    }

    /** Returns the keys that tokens are verified with. */
    public JWKSet publicKeys() {
        return new JWKSet(keys.signing().toPublicJWK());
    }

    /** Returns whether the secret is the client's, in a time that does not tell how much of it was right. */
    public boolean accepts(String clientId, String secret) {
        return CLIENT_ID.equals(clientId) && MessageDigest.isEqual(bytes(secret), bytes(keys.clientSecret()));
    }

    /** Returns an access token for a workspace. */
    public String accessToken(String workspace, Collection<String> scopes) {
        Instant now = clock.instant();
        return sign(
                keys.signing(),
                new JWTClaimsSet.Builder()
                        .issuer(url)
                        .subject(CLIENT_ID)
                        .claim("client_id", CLIENT_ID)
                        .claim("token_use", "access")
                        .claim("scope", String.join(" ", scopes))
                        .claim("workspace", workspace)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
    }

    static String sign(ECKey key, JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the issuer's key cannot sign", e);
        }
        return token.serialize();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
