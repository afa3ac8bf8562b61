package io.muster.local.inbox;

import io.muster.domain.touch.Channel;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.InternalServerException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageRequest;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageResponse;

/** AWS End User Messaging on one machine: what it accepts is in the mailbox before it says so, and goes nowhere else. */
public final class InboxTexts implements PinpointSmsVoiceV2Client {

    private static final String TITLE = "Text message";

    private final Mailbox mailbox;

    public InboxTexts(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public SendTextMessageResponse sendTextMessage(SendTextMessageRequest request) {
        var notes = new TreeMap<String, String>();
        request.context().forEach((name, value) -> notes.put(note(name), value));
        try {
            var kept = mailbox.keep(
                    Channel.SMS,
                    Objects.requireNonNullElse(request.originationIdentity(), "a number of ours"),
                    request.destinationPhoneNumber(),
                    TITLE,
                    request.messageBody(),
                    Map.copyOf(notes));
            return SendTextMessageResponse.builder().messageId(id(kept)).build();
        } catch (IOException e) {
            throw InternalServerException.builder()
                    .statusCode(500)
                    .message("the text cannot be kept: " + e.getMessage())
                    .cause(e)
                    .build();
        }
    }

    /** Returns a kept text's id, as a reply to it names it. */
    static String id(Mail text) {
        return "text-" + text.id();
    }

    private static String note(String name) {
        return "X-Muster-" + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
