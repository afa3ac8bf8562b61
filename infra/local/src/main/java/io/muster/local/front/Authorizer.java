package io.muster.local.front;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens as API Gateway's JWT authorizer does: signature (RS256 or ES256), issuer, audience or client id,
 * expiry, scope. Stricter than it in one point: an ID token is refused.
 */
public final class Authorizer {

    private static final Duration SKEW = Duration.ofSeconds(5);

    private final String issuer;
    private final String audience;
    private final InstantSource clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * Makes an authorizer.
     *
     * @param audience what {@code aud} must hold, or {@code client_id} where there is no {@code aud}
     */
    public Authorizer(String issuer, String audience, JWKSet keys, InstantSource clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"), JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier((claims, context) -> verify(claims));
    }

    /**
     * Returns what a request may do.
     *
     * @param authorization the header's value
     * @param wanted scopes of which the token must have one; none wanted: any token that holds
     */
    public Access check(@Nullable String authorization, Collection<String> wanted) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return new Access.Unauthorized("a bearer token is needed");
        }
        try {
            var claims = processor.process(authorization.substring(7).strip(), null);
            var scopes = scopes(claims);
            if (!wanted.isEmpty() && wanted.stream().noneMatch(scopes::contains)) {
                return new Access.Forbidden(String.join(" ", wanted));
            }
            return new Access.Granted(asText(claims), scopes);
        } catch (BadJOSEException | JOSEException | ParseException e) {
            return new Access.Unauthorized("the token does not hold");
        }
    }

    private void verify(JWTClaimsSet claims) throws BadJWTException {
        var now = clock.instant();
        require(issuer.equals(claims.getIssuer()), "issuer");
        require(meantForUs(claims), "audience");
        require(expires(claims.getExpirationTime(), now.minus(SKEW)), "expiry");
        require(begins(claims.getNotBeforeTime(), now.plus(SKEW)), "not before");
        require(begins(claims.getIssueTime(), now.plus(SKEW)), "issued at");
        require(!"id".equals(claims.getClaim("token_use")), "token use");
    }

    private boolean meantForUs(JWTClaimsSet claims) {
        return claims.getAudience().isEmpty()
                ? audience.equals(claims.getClaim("client_id"))
                : claims.getAudience().contains(audience);
    }

    private static boolean expires(@Nullable Date expiry, Instant after) {
        return expiry != null && expiry.toInstant().isAfter(after);
    }

    private static boolean begins(@Nullable Date begin, Instant until) {
        return begin == null || !begin.toInstant().isAfter(until);
    }

    private static void require(boolean holds, String what) throws BadJWTException {
        if (!holds) {
            throw new BadJWTException(what);
        }
    }

    private static List<String> scopes(JWTClaimsSet claims) throws ParseException {
        var scope = claims.getStringClaim("scope");
        return scope == null || scope.isBlank()
                ? List.of()
                : Arrays.asList(scope.strip().split(" +", -1));
    }

    private static Map<String, String> asText(JWTClaimsSet claims) {
        var text = new HashMap<String, String>();
        claims.toJSONObject().forEach((name, value) -> text.put(name, String.valueOf(value)));
        return text;
    }
}
