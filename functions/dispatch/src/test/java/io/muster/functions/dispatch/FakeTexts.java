package io.muster.functions.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageRequest;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageResponse;

/** The provider of texts at the level of the SDK, with a ledger of its own: what it accepted, whatever we believe. */
final class FakeTexts implements PinpointSmsVoiceV2Client {

    final Map<String, Integer> ledger = new HashMap<>();
    final List<SendTextMessageRequest> offered = new ArrayList<>();

    /** Throws what the provider answers in place of an acceptance. */
    Consumer<SendTextMessageRequest> behaviour = request -> {};

    @Override
    public SendTextMessageResponse sendTextMessage(SendTextMessageRequest request) {
        offered.add(request);
        behaviour.accept(request);
        var touch = request.context().getOrDefault("touch", "");
        ledger.merge(touch, 1, Integer::sum);
        return SendTextMessageResponse.builder().messageId("sms-" + touch).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
