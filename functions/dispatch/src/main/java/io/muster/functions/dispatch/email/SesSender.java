package io.muster.functions.dispatch.email;

import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Sender;
import jakarta.mail.internet.AddressException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/**
 * Delivers mail through SES v2, tagged with the touch id so that SES's events settle what our own record does not know.
 * The SDK's retries are off: a retry after a lost answer would be a second mail.
 */
public final class SesSender implements Sender {

    /** The tag under which SES's events name the touch. */
    public static final String TOUCH_TAG = "touch";

    private static final int THROTTLED = 429;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final ExecutionAttribute<AtomicBoolean> LEFT = new ExecutionAttribute<>("muster.left");

    private final SesV2Client ses;
    private final String configurationSet;

    /**
     * Returns a sender on a client that was built with {@link #settings}.
     *
     * @param configurationSet the one whose event destination is our feedback queue
     */
    public SesSender(SesV2Client ses, String configurationSet) {
        this.ses = ses;
        this.configurationSet = configurationSet;
    }

    /** Returns the client settings that a sender relies on: one attempt, within the given time. */
    public static ClientOverrideConfiguration settings(Duration patience) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallTimeout(patience)
                .addExecutionInterceptor(new Departure())
                .build();
    }

    @Override
    public Receipt send(OutgoingMessage message) {
        var left = new AtomicBoolean();
        try {
            var request = request(message, Mime.bytes(message), left);
            return new Receipt.Accepted(ses.sendEmail(request).messageId());
        } catch (AddressException e) {
            return new Receipt.BadAddress("not an email address");
        } catch (BadRequestException | MessageRejectedException e) {
            return new Receipt.BadAddress("SES rejected it: " + e.getClass().getSimpleName());
        } catch (SesV2Exception e) {
            return answered(e.statusCode());
        } catch (SdkClientException e) {
            return unanswered(e, left.get());
        }
    }

    private SendEmailRequest request(OutgoingMessage message, byte[] mime, AtomicBoolean left) {
        return SendEmailRequest.builder()
                .fromEmailAddress(message.from().address())
                .destination(to -> to.toAddresses(message.to().address()))
                .content(content -> content.raw(raw -> raw.data(SdkBytes.fromByteArrayUnsafe(mime))))
                .configurationSetName(configurationSet)
                .emailTags(MessageTag.builder()
                        .name(TOUCH_TAG)
                        .value(message.touchId())
                        .build())
                .overrideConfiguration(override -> override.putExecutionAttribute(LEFT, left))
                .build();
    }

    /** An answer in the 400s, and 503, come before acceptance; after the other errors of a server nobody knows. */
    private static Receipt answered(int status) {
        if (status == THROTTLED) {
            return new Receipt.Refused("SES answered 429", Duration.ofSeconds(2));
        }
        return status < SERVER_ERROR || status == UNAVAILABLE
                ? new Receipt.Refused("SES answered " + status, null)
                : new Receipt.Ambiguous("SES answered " + status);
    }

    private static Receipt unanswered(SdkClientException failure, boolean left) {
        for (Throwable at = failure; left && at != null; at = at.getCause()) {
            if (at instanceof ConnectException
                    || at instanceof UnknownHostException
                    || at instanceof NoRouteToHostException) {
                return new Receipt.Refused("SES cannot be reached", null);
            }
        }
        return left
                ? new Receipt.Ambiguous("no answer from SES")
                : new Receipt.Refused(
                        "SES was not called: " + failure.getClass().getSimpleName(), null);
    }

    /** Marks the moment from which a request may have reached SES. */
    private static final class Departure implements ExecutionInterceptor {

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            var left = attributes.getAttribute(LEFT);
            if (left != null) {
                left.set(true);
            }
        }
    }
}
