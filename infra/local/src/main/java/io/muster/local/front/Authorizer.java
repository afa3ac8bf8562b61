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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens as API Gateway's JWT authorizer does: signature, issuer, audience or else client id, expiry, scope. Wider
 * than it in one point: ES256 holds beside RS256, because a key for it is there at once.
 */
public final class Authorizer {

    private static final Duration SKEW = Duration.ofSeconds(5);

    private final String issuer;
    private final Set<String> audiences;
    private final InstantSource clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * Makes an authorizer.
     *
     * @param audiences of which {@code aud} must hold one; {@code client_id} counts where there is no {@code aud}
     */
    public Authorizer(String issuer, Set<String> audiences, JWKSet keys, InstantSource clock) {
        this.issuer = issuer;
        this.audiences = Set.copyOf(audiences);
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
                return new Access.Forbidden(wanted.stream().sorted().collect(Collectors.joining(" ")));
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
    }

    private boolean meantForUs(JWTClaimsSet claims) {
        var meant = claims.getAudience().isEmpty()
                ? List.of(String.valueOf(claims.getClaim("client_id")))
                : claims.getAudience();
        return meant.stream().anyMatch(audiences::contains);
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

    private static List<String> scopes(JWTClaimsSet claims) {
        var scope = claims.getClaim("scope") == null ? claims.getClaim("scp") : claims.getClaim("scope");
        return scope == null
                ? List.of()
                : Arrays.stream(inWords(scope).split(" +", -1))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static Map<String, String> asText(JWTClaimsSet claims) {
        var text = new HashMap<String, String>();
        claims.toJSONObject()
                .forEach((name, value) ->
                        text.put(name, value instanceof List<?> ? "[" + inWords(value) + "]" : inWords(value)));
        return text;
    }

    /** Lists are words with a blank between. */
    private static String inWords(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : String.valueOf(value);
    }
}
