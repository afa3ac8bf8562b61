package io.muster.functions.dispatch.sdk;

import io.muster.aws.error.Cause;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Receipt;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** One call of a provider through the SDK, and what its end says about the message. */
public final class OneCall {

    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final ExecutionAttribute<AtomicReference<Departure>> DEPARTURE =
            new ExecutionAttribute<>("muster.departure");

    private OneCall() {}

    /** How far a request came; nobody knows while nobody watches. */
    private enum Departure {
        UNWATCHED,
        PREPARED,
        LEFT
    }

    /** Makes the call with a request's configuration, and returns the provider's id of the message. */
    @FunctionalInterface
    public interface Call {
        String make(AwsRequestOverrideConfiguration configuration);
    }

    /** Returns what only this provider means by an error that it answered; null where its status says it all. */
    @FunctionalInterface
    public interface Meaning {
        @Nullable
        Receipt of(AwsServiceException answer);
    }

    /** Returns the client settings that a call relies on: one attempt, within the given time. */
    public static ClientOverrideConfiguration settings(Duration patience) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallTimeout(patience)
                .addExecutionInterceptor(new Watch())
                .build();
    }

    /** Makes the call and returns what became of the message; throws for nothing that a provider may do. */
    public static Receipt of(String provider, Call call, Meaning meaning) {
        var departure = new AtomicReference<>(Departure.UNWATCHED);
        try {
            var configuration = AwsRequestOverrideConfiguration.builder()
                    .putExecutionAttribute(DEPARTURE, departure)
                    .build();
            return new Receipt.Accepted(call.make(configuration));
        } catch (AwsServiceException e) {
            var special = meaning.of(e);
            return special == null ? answered(provider, e) : special;
        } catch (SdkClientException e) {
            return unanswered(provider, e, departure.get());
        }
    }

    /**
     * An answer in the 400s, and 503, come before acceptance; after the other errors of a server nobody knows. What is
     * refused for its content or for want of a permission is our set-up, unless the provider's own meaning says otherwise.
     */
    private static Receipt answered(String provider, AwsServiceException answer) {
        int status = answer.statusCode();
        var said = provider + " answered " + status + " " + answer.getClass().getSimpleName();
        if (status >= SERVER_ERROR && status != UNAVAILABLE) {
            return new Receipt.Ambiguous(said);
        }
        var cause = Cause.of(answer);
        return switch (cause.category()) {
            case PERMISSION, INTEGRATION, VALIDATION -> new Receipt.Refused(Category.INTEGRATION, said, null);
            case DATABASE, API, TIMEOUT, RATE_LIMIT, UNKNOWN ->
                new Receipt.Refused(cause.category(), said, cause.retryAfter());
        };
    }

    /**
     * Without an answer, a message counts as perhaps taken unless it is certain that it never left: for want of
     * credentials, or since the time was over before.
     */
    private static Receipt unanswered(String provider, SdkClientException failure, Departure departure) {
        return switch (departure) {
            case PREPARED ->
                new Receipt.Refused(
                        Cause.of(failure).category() == Category.TIMEOUT ? Category.TIMEOUT : Category.INTEGRATION,
                        provider + " was not called: " + failure.getClass().getSimpleName(),
                        null);
            case LEFT, UNWATCHED ->
                Cause.neverArrived(failure)
                        ? new Receipt.Refused(Category.API, provider + " cannot be reached", null)
                        : new Receipt.Ambiguous("no answer from " + provider);
        };
    }

    /** Notes the moment from which a request may have reached the provider. */
    private static final class Watch implements ExecutionInterceptor {

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            note(attributes, Departure.PREPARED);
        }

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            note(attributes, Departure.LEFT);
        }

        private static void note(ExecutionAttributes attributes, Departure moment) {
            var departure = attributes.getAttribute(DEPARTURE);
            if (departure != null) {
                departure.set(moment);
            }
        }
    }
}
