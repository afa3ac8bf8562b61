package io.muster.functions.dispatch.phone;

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
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.DestinationNotAllowedException;
import software.amazon.awssdk.services.connect.model.LimitExceededException;
import software.amazon.awssdk.services.connect.model.OutboundContactNotPermittedException;
import software.amazon.awssdk.services.connect.model.StartOutboundVoiceContactRequest;

/**
 * Starts calls through Amazon Connect, whose flow speaks the words that the call carries. The touch id is the call's
 * token: Connect takes a token once, so that even an offer that was repeated behind our back rings once.
 */
public final class ConnectCaller implements Sender {

    /** The attribute under which the flow finds the touch. */
    public static final String TOUCH = "touch";

    /** The attribute under which the flow finds the workspace. */
    public static final String WORKSPACE = "workspace";

    /** The attribute under which the flow finds who is called. */
    public static final String NAME = "name";

    /** The attribute under which the flow finds what to say. */
    public static final String WORDS = "words";

    private static final Duration LINES_BUSY = Duration.ofSeconds(30);

    private final ConnectClient connect;
    private final Installation.Connect settings;

    /** Returns a caller on a client that was built with {@link OneCall#settings}. */
    public ConnectCaller(ConnectClient connect, Installation.Connect settings) {
        this.connect = connect;
        this.settings = settings;
    }

    /** Returns a caller on Lambda, with its region and credentials. */
    public static ConnectCaller onLambda(Installation.Connect settings, Duration patience) {
        var client = ConnectClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(OneCall.settings(patience))
                .build();
        return new ConnectCaller(client, settings);
    }

    @Override
    public Receipt send(OutgoingMessage message) {
        if (!message.to().isNumber()) {
            return new Receipt.BadAddress("not a phone number");
        }
        return OneCall.of(
                "Connect",
                configuration -> connect.startOutboundVoiceContact(request(message, configuration))
                        .contactId(),
                ConnectCaller::meaning);
    }

    private StartOutboundVoiceContactRequest request(
            OutgoingMessage message, AwsRequestOverrideConfiguration configuration) {
        return StartOutboundVoiceContactRequest.builder()
                .instanceId(settings.instance())
                .contactFlowId(settings.flow())
                .sourcePhoneNumber(settings.number())
                .destinationPhoneNumber(message.to().address())
                .clientToken(message.touchId())
                .attributes(Map.of(
                        TOUCH,
                        message.touchId(),
                        WORKSPACE,
                        message.workspace(),
                        NAME,
                        Objects.requireNonNullElse(message.to().name(), ""),
                        WORDS,
                        message.text()))
                .overrideConfiguration(configuration)
                .build();
    }

    private static @Nullable Receipt meaning(AwsServiceException answer) {
        return switch (answer) {
            case DestinationNotAllowedException _ -> new Receipt.BadAddress("Connect may not call it");
            case OutboundContactNotPermittedException _ -> new Receipt.BadAddress("Connect may not call it");
            case LimitExceededException _ ->
                new Receipt.Refused(Category.RATE_LIMIT, "every line of Connect is busy", LINES_BUSY);
            default -> null;
        };
    }
}
