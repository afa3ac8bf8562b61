package io.muster.rules;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.muster.local.issuer.Issuer;
import io.muster.local.issuer.IssuerKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Tokens in the forms of Cognito, and forgeries of them, as the header of a request.
 *
 * @param url the issuer's address
 * @param key what it signs with
 */
record Tokens(String url, ECKey key) {

    /** A person's groups are one list, in which workspaces and rights stand side by side. */
    private static final String GROUPS = "cognito:groups";

    /** Returns the token of a machine's client: it names no audience, and the workspace by a scope. */
    String machine(String workspace, List<String> rights) {
        return signed(machines(workspace, rights).build());
    }

    /** Returns the token of a person that asked for every right, as those of the sign-in page do, and is in some groups. */
    String person(List<String> groups) {
        return signed(people(groups).build());
    }

    /** Returns the ID token of a person, with all in it that could be taken for a right. */
    String id(String workspace) {
        return signed(people(List.of("workspace/" + workspace))
                .claim("token_use", "id")
                .audience(Issuer.CLIENT_ID)
                .claim("workspace", workspace)
                .build());
    }

    /** Returns the token of a machine whose client was allowed two workspaces. */
    String torn(String one, String other) {
        return signed(machines(one, Issuer.SCOPES)
                .claim("scope", scopes(Issuer.SCOPES) + " workspace/" + one + " workspace/" + other)
                .build());
    }

    /** Returns tokens with every right that do not hold, by what is wrong with them. */
    Map<String, String> forgeries(String workspace) {
        var forgeries = new LinkedHashMap<String, String>();
        forgeries.put("of another issuer", changed(workspace, claims -> claims.issuer("http://issuer.example.com")));
        forgeries.put("for another audience", changed(workspace, claims -> claims.audience("another")));
        forgeries.put("of another client", changed(workspace, claims -> claims.claim("client_id", "another")));
        forgeries.put("of no client", changed(workspace, claims -> claims.claim("client_id", null)));
        forgeries.put(
                "expired",
                changed(
                        workspace,
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(60)))));
        forgeries.put("without an end", changed(workspace, claims -> claims.expirationTime(null)));
        forgeries.put(
                "not valid yet",
                changed(
                        workspace,
                        claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(600)))));
        forgeries.put(
                "unsigned",
                "Bearer " + new PlainJWT(machines(workspace, Issuer.SCOPES).build()).serialize());
        forgeries.put("signed by another", signed(IssuerKeys.generate().signing(), workspace));
        forgeries.put("signed with the public key", mac(workspace));
        forgeries.put("with a letter changed", tampered(machine(workspace, List.of("read")), workspace));
        return forgeries;
    }

    private String changed(String workspace, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(change.apply(machines(workspace, Issuer.SCOPES)).build());
    }

    /** Puts the claims of a mightier token between the header and the signature of a true one. */
    private String tampered(String token, String workspace) {
        var parts = token.split("\\.", -1);
        var claims = machine(workspace, Issuer.SCOPES).split("\\.", -1)[1];
        return parts[0] + "." + claims + "." + parts[2];
    }

    private JWTClaimsSet.Builder machines(String workspace, List<String> rights) {
        return claims("machines").claim("scope", scopes(rights) + " workspace/" + workspace);
    }

    private JWTClaimsSet.Builder people(List<String> groups) {
        return claims("0e6f-person")
                .claim("username", "0e6f-person")
                .claim("scope", "openid " + scopes(Issuer.SCOPES))
                .claim(GROUPS, groups.isEmpty() ? null : groups);
    }

    private JWTClaimsSet.Builder claims(String subject) {
        return new JWTClaimsSet.Builder()
                .issuer(url)
                .subject(subject)
                .claim("client_id", Issuer.CLIENT_ID)
                .claim("token_use", "access")
                .claim("version", 2)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
    }

    private static String scopes(List<String> rights) {
        return String.join(" ", rights.stream().map("muster/"::concat).toList());
    }

    private String signed(JWTClaimsSet claims) {
        return signed(key, claims);
    }

    private String signed(ECKey other, String workspace) {
        return signed(other, machines(workspace, Issuer.SCOPES).build());
    }

    private String signed(ECKey with, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header(JWSAlgorithm.ES256), claims);
            token.sign(new ECDSASigner(with));
            return "Bearer " + token.serialize();
        } catch (JOSEException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    private String mac(String workspace) {
        try {
            var secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
            var token = new SignedJWT(
                    header(JWSAlgorithm.HS256),
                    machines(workspace, Issuer.SCOPES).build());
            token.sign(new MACSigner(secret));
            return "Bearer " + token.serialize();
        } catch (JOSEException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** Whoever signed it, the header names the issuer's key. */
    private JWSHeader header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
    }
}
