package io.muster.local.front;

import java.util.List;
import java.util.Map;

/**
 * What the authorizer makes of a request's token.
 *
 * <p>A refusal carries what the caller is told in the {@code WWW-Authenticate} header, as RFC 6750 has it.
 */
public sealed interface Access {

    /** The token holds: its claims as text, as API Gateway hands them on. */
    record Granted(Map<String, String> claims, List<String> scopes) implements Access {
        public Granted {
            claims = Map.copyOf(claims);
            scopes = List.copyOf(scopes);
        }
    }

    /** There is no token, or it does not hold: 401. */
    record Unauthorized(String reason) implements Access {}

    /** The token holds but lacks every scope that the route asks for: 403. */
    record Forbidden(String scope) implements Access {}
}
