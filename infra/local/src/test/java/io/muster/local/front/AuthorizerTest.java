package io.muster.local.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.muster.local.issuer.Issuer;
import io.muster.local.issuer.IssuerKeys;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class AuthorizerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
    private static final String URL = "http://127.0.0.1:8080";
    private static final IssuerKeys KEYS = IssuerKeys.generate();

    private final Issuer issuer = new Issuer(URL, KEYS, () -> NOW);

    @Test
    void a_token_of_the_issuer_is_granted_with_its_claims_as_text() {
        var granted = assertInstanceOf(
                Access.Granted.class, check("Bearer " + issuer.accessToken("demo", List.of("read", "operate")), NOW));
        assertEquals(List.of("read", "operate"), granted.scopes());
        assertEquals("demo", granted.claims().get("workspace"));
        assertEquals("access", granted.claims().get("token_use"));
    }

    @Test
    void no_token_and_no_bearer_token_are_unauthorized() {
        assertInstanceOf(Access.Unauthorized.class, authorizer(NOW).check(null, Set.of("read")));
        assertInstanceOf(Access.Unauthorized.class, check("Basic bXVzdGVyOm11c3Rlcg==", NOW));
        assertInstanceOf(Access.Unauthorized.class, check("Bearer nonsense", NOW));
    }

    @Test
    void a_token_holds_until_it_expires() {
        var token = "Bearer " + issuer.accessToken("demo", List.of("read"));
        assertInstanceOf(Access.Granted.class, check(token, NOW.plus(Issuer.LIFE)));
        assertInstanceOf(
                Access.Unauthorized.class, check(token, NOW.plus(Issuer.LIFE).plusSeconds(6)));
    }

    @Test
    void a_token_without_expiry_is_refused() throws Exception {
        assertInstanceOf(Access.Unauthorized.class, check(signed(claims -> claims.expirationTime(null)), NOW));
    }

    @Test
    void a_token_of_another_issuer_is_refused() throws Exception {
        assertInstanceOf(
                Access.Unauthorized.class, check(signed(claims -> claims.issuer("http://evil.example.com")), NOW));
    }

    @Test
    void a_token_for_another_audience_or_client_is_refused() throws Exception {
        assertInstanceOf(Access.Unauthorized.class, check(signed(claims -> claims.audience("another")), NOW));
        assertInstanceOf(Access.Unauthorized.class, check(signed(claims -> claims.claim("client_id", "another")), NOW));
        assertInstanceOf(Access.Granted.class, check(signed(claims -> claims.audience(Issuer.CLIENT_ID)), NOW));
    }

    @Test
    void a_token_from_the_future_is_refused() throws Exception {
        assertInstanceOf(
                Access.Unauthorized.class,
                check(signed(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(60)))), NOW));
    }

    @Test
    void the_client_counts_only_where_the_token_names_no_audience() throws Exception {
        assertInstanceOf(
                Access.Granted.class,
                check(signed(claims -> claims.audience(Issuer.CLIENT_ID).claim("client_id", "another")), NOW));
        assertInstanceOf(Access.Unauthorized.class, check(signed(claims -> claims.claim("client_id", null)), NOW));
        var several = new Authorizer(URL, Set.of("people", "machines"), issuer.publicKeys(), () -> NOW);
        assertInstanceOf(
                Access.Granted.class,
                several.check(signed(claims -> claims.claim("client_id", "people")), Set.of("read")));
        assertInstanceOf(Access.Unauthorized.class, several.check(signed(claims -> claims), Set.of("read")));
    }

    @Test
    void an_id_token_has_no_scope() throws Exception {
        var token = signed(claims ->
                claims.claim("token_use", "id").audience(Issuer.CLIENT_ID).claim("scope", null));
        assertEquals(new Access.Forbidden("read"), check(token, NOW));
    }

    @Test
    void lists_become_words_in_brackets_as_the_gateway_writes_them() throws Exception {
        var token = signed(claims -> claims.claim("cognito:groups", List.of("workspace/demo", "muster/read"))
                .claim("scope", null)
                .claim("scp", List.of("read", "operate")));
        var granted = assertInstanceOf(Access.Granted.class, check(token, NOW));
        assertEquals(List.of("read", "operate"), granted.scopes());
        assertEquals("[workspace/demo muster/read]", granted.claims().get("cognito:groups"));
        assertEquals("[read operate]", granted.claims().get("scp"));
    }

    @Test
    void a_token_without_the_scope_is_forbidden() throws Exception {
        assertEquals(new Access.Forbidden("read"), check(signed(claims -> claims.claim("scope", "operate")), NOW));
        assertEquals(new Access.Forbidden("read"), check(signed(claims -> claims.claim("scope", null)), NOW));
    }

    @Test
    void an_unsigned_token_is_refused() throws Exception {
        var claims = claims(it -> it);
        assertInstanceOf(Access.Unauthorized.class, check("Bearer " + new PlainJWT(claims).serialize(), NOW));
    }

    @Test
    void a_token_signed_with_the_public_key_as_a_secret_is_refused() throws Exception {
        var secret = KEYS.signing().toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertInstanceOf(
                Access.Unauthorized.class, check(sign(JWSAlgorithm.HS256, new MACSigner(secret), KEYS.signing()), NOW));
    }

    @Test
    void a_token_signed_with_another_key_is_refused() throws Exception {
        var other = IssuerKeys.generate().signing();
        assertInstanceOf(
                Access.Unauthorized.class,
                check(sign(JWSAlgorithm.ES256, new ECDSASigner(other), KEYS.signing()), NOW));
    }

    @Test
    void of_the_rsa_algorithms_only_rs256_holds() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("rsa").generate();
        var authorizer = new Authorizer(URL, Set.of(Issuer.CLIENT_ID), new JWKSet(key.toPublicJWK()), () -> NOW);
        assertInstanceOf(
                Access.Granted.class,
                authorizer.check(sign(JWSAlgorithm.RS256, new RSASSASigner(key), key), Set.of("read")));
        assertInstanceOf(
                Access.Unauthorized.class,
                authorizer.check(sign(JWSAlgorithm.RS512, new RSASSASigner(key), key), Set.of("read")));
    }

    private Access check(String authorization, Instant now) {
        return authorizer(now).check(authorization, Set.of("read"));
    }

    private Authorizer authorizer(Instant now) {
        return new Authorizer(URL, Set.of(Issuer.CLIENT_ID), issuer.publicKeys(), () -> now);
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        var token = new SignedJWT(header(JWSAlgorithm.ES256, KEYS.signing()), claims(change));
        token.sign(new ECDSASigner(KEYS.signing()));
        return "Bearer " + token.serialize();
    }

    private static String sign(JWSAlgorithm algorithm, JWSSigner signer, JWK named) throws Exception {
        var token = new SignedJWT(header(algorithm, named), claims(it -> it));
        token.sign(signer);
        return "Bearer " + token.serialize();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, JWK key) {
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(URL)
                        .claim("client_id", Issuer.CLIENT_ID)
                        .claim("token_use", "access")
                        .claim("scope", "read")
                        .expirationTime(Date.from(NOW.plusSeconds(60))))
                .build();
    }
}
