package io.muster.local.front;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

/** Where the front hands its events: the functions behind the API. */
@FunctionalInterface
public interface HttpFunctions {

    /**
     * Runs a function.
     *
     * @param function its name
     * @param event payload 2.0, as JSON
     * @throws RuntimeException when the function fails or takes too long; the caller sees 500 or 503
     */
    APIGatewayV2HTTPResponse invoke(String function, String event);
}
