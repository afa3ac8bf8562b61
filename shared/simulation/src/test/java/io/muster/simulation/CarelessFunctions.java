package io.muster.simulation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import io.muster.aws.api.Api;
import io.muster.aws.api.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Mistakes of whole functions. */
final class CarelessFunctions {

    private CarelessFunctions() {}

    /** Functions as a careless hand installs them. */
    @FunctionalInterface
    private interface Installed extends Intervention {

        @Override
        Deployment installed(Deployment functions);
    }

    /** A route is answered, and nothing is done. */
    static Intervention answered(String route, int status) {
        return (Installed) functions -> {
            var apis = new HashMap<>(functions.apis());
            apis.put(route, new Api() {
                @Override
                public Router router() {
                    throw new UnsupportedOperationException(route);
                }

                @Override
                public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
                    return APIGatewayV2HTTPResponse.builder()
                            .withStatusCode(status)
                            .build();
                }
            });
            return new Deployment(apis, functions.feeds(), functions.sweep());
        };
    }

    /** A route does what another ought to do. */
    static Intervention confused(String route, String other) {
        return (Installed) functions -> {
            var apis = new HashMap<>(functions.apis());
            var wrong = Objects.requireNonNull(apis.get(other));
            apis.put(route, new Api() {
                @Override
                public Router router() {
                    return wrong.router();
                }

                @Override
                public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
                    event.setRouteKey(other);
                    return wrong.handleRequest(event, context);
                }
            });
            return new Deployment(apis, functions.feeds(), functions.sweep());
        };
    }

    /** What a function answers for a batch is turned into something else. */
    static Intervention batches(UnaryOperator<SQSBatchResponse> change) {
        return feeds(feed -> new Deployment.Feed(
                feed.queue(),
                (event, context) -> change.apply(feed.handler().handleRequest(event, context)),
                feed.concurrency()));
    }

    /** What comes from the queues whose names end like this is taken, and nothing is done with it. */
    static Intervention idle(String queue) {
        return feeds(feed -> feed.queue().arn().endsWith(queue)
                ? new Deployment.Feed(
                        feed.queue(), (event, context) -> new SQSBatchResponse(List.of()), feed.concurrency())
                : feed);
    }

    private static Intervention feeds(UnaryOperator<Deployment.Feed> change) {
        return (Installed) functions -> new Deployment(
                functions.apis(), functions.feeds().stream().map(change).toList(), functions.sweep());
    }
}
