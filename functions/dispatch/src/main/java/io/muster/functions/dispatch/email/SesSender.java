package io.muster.functions.dispatch.email;

import io.muster.aws.error.Cause;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Sender;
import io.muster.functions.dispatch.sdk.OneCall;
import jakarta.mail.internet.AddressException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AccountSuspendedException;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainNotVerifiedException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;

/**
 * Delivers mail through SES v2, tagged with the touch id so that SES's events settle what our own record does not
 * know.
 */
public final class SesSender implements Sender {

    /** The tag under which SES's events name the touch. */
    public static final String TOUCH_TAG = "touch";

    /** The tag under which SES's events name the workspace. */
    public static final String WORKSPACE_TAG = "workspace";

    private final SesV2Client ses;
    private final String configurationSet;

    /**
     * Returns a sender on a client that was built with {@link OneCall#settings}.
     *
     * @param configurationSet the one whose event destination is our feedback queue
     */
    public SesSender(SesV2Client ses, String configurationSet) {
        this.ses = ses;
        this.configurationSet = configurationSet;
    }

    /** Returns a sender on Lambda, with its region and credentials. */
    public static SesSender onLambda(String configurationSet, Duration patience) {
        var client = SesV2Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(OneCall.settings(patience))
                .build();
        return new SesSender(client, configurationSet);
    }

    @Override
    public Receipt send(OutgoingMessage message) {
        byte[] mime;
        try {
            mime = Mime.bytes(message);
        } catch (AddressException e) {
            return new Receipt.BadAddress("not an email address");
        }
        return OneCall.of(
                "SES",
                configuration ->
                        ses.sendEmail(request(message, mime, configuration)).messageId(),
                SesSender::meaning);
    }

    private SendEmailRequest request(
            OutgoingMessage message, byte[] mime, AwsRequestOverrideConfiguration configuration) {
        return SendEmailRequest.builder()
                .fromEmailAddress(message.from().address())
                .destination(to -> to.toAddresses(message.to().address()))
                .content(content -> content.raw(raw -> raw.data(SdkBytes.fromByteArrayUnsafe(mime))))
                .configurationSetName(configurationSet)
                .emailTags(tag(TOUCH_TAG, message.touchId()), tag(WORKSPACE_TAG, message.workspace()))
                .overrideConfiguration(configuration)
                .build();
    }

    private static MessageTag tag(String name, String value) {
        return MessageTag.builder().name(name).value(value).build();
    }

    /**
     * A message that is rejected is one from a sender, or to a recipient of the sandbox, that is not verified; what else
     * is wrong with a message stays wrong.
     */
    private static @Nullable Receipt meaning(AwsServiceException answer) {
        return switch (answer) {
            case AccountSuspendedException _,
                    SendingPausedException _,
                    MailFromDomainNotVerifiedException _,
                    MessageRejectedException _ -> null;
            case LimitExceededException limit ->
                new Receipt.Refused(
                        Category.RATE_LIMIT, "SES has a limit", Cause.of(limit).retryAfter());
            default ->
                Cause.of(answer).category() == Category.VALIDATION
                        ? new Receipt.BadAddress(
                                "SES rejected it: " + answer.getClass().getSimpleName())
                        : null;
        };
    }
}
