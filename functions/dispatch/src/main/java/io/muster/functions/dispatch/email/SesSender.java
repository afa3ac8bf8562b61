package io.muster.functions.dispatch.email;

import io.muster.aws.error.Cause;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Sender;
import jakarta.mail.internet.AddressException;
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
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AccountSuspendedException;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainNotVerifiedException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

/**
 * Delivers mail through SES v2, tagged with the touch id so that SES's events settle what our own record does not know.
 * The SDK's retries are off: a retry after a lost answer would be a second mail.
 */
public final class SesSender implements Sender {

    /** The tag under which SES's events name the touch. */
    public static final String TOUCH_TAG = "touch";

    /** The tag under which SES's events name the workspace. */
    public static final String WORKSPACE_TAG = "workspace";

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
        } catch (SesV2Exception e) {
            return answered(e);
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
                .emailTags(tag(TOUCH_TAG, message.touchId()), tag(WORKSPACE_TAG, message.workspace()))
                .overrideConfiguration(override -> override.putExecutionAttribute(LEFT, left))
                .build();
    }

    private static MessageTag tag(String name, String value) {
        return MessageTag.builder().name(name).value(value).build();
    }

    /** Returns a sender on Lambda, with its region and credentials. */
    public static SesSender onLambda(String configurationSet, Duration patience) {
        var client = SesV2Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(settings(patience))
                .build();
        return new SesSender(client, configurationSet);
    }

    /**
     * An answer in the 400s, and 503, come before acceptance; after the other errors of a server nobody knows. A message
     * that is rejected is one from a sender, or to a recipient of the sandbox, that is not verified.
     */
    private static Receipt answered(SesV2Exception answer) {
        var name = answer.getClass().getSimpleName();
        var said = "SES answered " + answer.statusCode() + " " + name;
        return switch (answer) {
            case BadRequestException _ -> new Receipt.BadAddress("SES rejected it: " + name);
            case AccountSuspendedException _,
                    SendingPausedException _,
                    MailFromDomainNotVerifiedException _,
                    MessageRejectedException _,
                    NotFoundException _ -> new Receipt.Refused(Category.INTEGRATION, said, null);
            case LimitExceededException _, TooManyRequestsException _ ->
                new Receipt.Refused(Category.RATE_LIMIT, said, Cause.of(answer).retryAfter());
            default -> answered(answer, said);
        };
    }

    private static Receipt answered(SesV2Exception answer, String said) {
        if (answer.statusCode() >= SERVER_ERROR && answer.statusCode() != UNAVAILABLE) {
            return new Receipt.Ambiguous(said);
        }
        var cause = Cause.of(answer);
        return switch (cause.category()) {
            case PERMISSION, INTEGRATION -> new Receipt.Refused(Category.INTEGRATION, said, null);
            case VALIDATION -> new Receipt.BadAddress(said);
            case DATABASE, API, TIMEOUT, RATE_LIMIT, UNKNOWN ->
                new Receipt.Refused(cause.category(), said, cause.retryAfter());
        };
    }

    /** Nobody was there to take it, or it never left: for want of credentials, unless the time was over before. */
    private static Receipt unanswered(SdkClientException failure, boolean left) {
        if (left) {
            return Cause.neverArrived(failure)
                    ? new Receipt.Refused(Category.API, "SES cannot be reached", null)
                    : new Receipt.Ambiguous("no answer from SES");
        }
        var why = "SES was not called: " + failure.getClass().getSimpleName();
        boolean late = Cause.of(failure).category() == Category.TIMEOUT;
        return new Receipt.Refused(late ? Category.TIMEOUT : Category.INTEGRATION, why, null);
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
