package io.muster.functions.dispatch.sms;

import io.muster.aws.Installation;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Sender;
import io.muster.functions.dispatch.sdk.OneCall;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ConflictException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.MessageType;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageRequest;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ValidationException;

/**
 * Sends texts through AWS End User Messaging, with touch and workspace in the context that its events carry back, so that
 * they settle what our own record does not know.
 */
public final class SmsSender implements Sender {

    /** The key under which events name the touch. */
    public static final String TOUCH = "touch";

    /** The key under which events name the workspace. */
    public static final String WORKSPACE = "workspace";

    private final PinpointSmsVoiceV2Client sms;
    private final Installation.Sms settings;

    /** Returns a sender on a client that was built with {@link OneCall#settings}. */
    public SmsSender(PinpointSmsVoiceV2Client sms, Installation.Sms settings) {
        this.sms = sms;
        this.settings = settings;
    }

    /** Returns a sender on Lambda, with its region and credentials. */
    public static SmsSender onLambda(Installation.Sms settings, Duration patience) {
        var client = PinpointSmsVoiceV2Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(OneCall.settings(patience))
                .build();
        return new SmsSender(client, settings);
    }

    @Override
    public Receipt send(OutgoingMessage message) {
        if (!message.to().isNumber()) {
            return new Receipt.BadAddress("not a phone number");
        }
        return OneCall.of(
                "AWS SMS",
                configuration ->
                        sms.sendTextMessage(request(message, configuration)).messageId(),
                SmsSender::meaning);
    }

    /** What goes to contractors unasked is promotional, which carriers hold to stricter rules; notices are not. */
    private SendTextMessageRequest request(OutgoingMessage message, AwsRequestOverrideConfiguration configuration) {
        return SendTextMessageRequest.builder()
                .destinationPhoneNumber(message.to().address())
                .originationIdentity(settings.origination())
                .configurationSetName(settings.configurationSet())
                .messageBody(message.text())
                .messageType(message.optOutUrl() == null ? MessageType.TRANSACTIONAL : MessageType.PROMOTIONAL)
                .context(Map.of(TOUCH, message.touchId(), WORKSPACE, message.workspace()))
                .overrideConfiguration(configuration)
                .build();
    }

    private static @Nullable Receipt meaning(AwsServiceException answer) {
        return switch (answer) {
            case ConflictException conflict -> conflict(conflict);
            case ValidationException invalid -> invalid(invalid);
            default -> null;
        };
    }

    private static Receipt conflict(ConflictException conflict) {
        return switch (conflict.reason()) {
            case DESTINATION_PHONE_NUMBER_OPTED_OUT -> new Receipt.BadAddress(Receipt.BadAddress.OPTED_OUT);
            case DESTINATION_PHONE_NUMBER_NOT_VERIFIED,
                    DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION,
                    DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE ->
                new Receipt.BadAddress("AWS SMS may not text it: " + conflict.reasonAsString());
            default ->
                new Receipt.Refused(
                        Category.INTEGRATION, "AWS SMS is not set up for it: " + conflict.reasonAsString(), null);
        };
    }

    /** A number or a text that is wrong stays wrong; whatever else is wrong is ours, and may be put right in time. */
    private static @Nullable Receipt invalid(ValidationException invalid) {
        boolean hopeless = switch (invalid.reason()) {
            case DESTINATION_COUNTRY_BLOCKED,
                    INTERNATIONAL_SENDING_NOT_SUPPORTED,
                    INVALID_IDENTITY_FOR_DESTINATION_COUNTRY -> true;
            default ->
                invalid.fields().stream()
                        .map(field -> Objects.requireNonNullElse(field.name(), ""))
                        .anyMatch(name -> name.equalsIgnoreCase("DestinationPhoneNumber")
                                || name.equalsIgnoreCase("MessageBody"));
        };
        return hopeless ? new Receipt.BadAddress("AWS SMS rejected it: " + invalid.reasonAsString()) : null;
    }
}
