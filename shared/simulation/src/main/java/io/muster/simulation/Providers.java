package io.muster.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageRequest;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageResponse;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;

/** Those who deliver mail and texts, with a ledger of what they took. */
final class Providers {

    private final Supplier<Instant> now;
    private final List<Accepted> ledger = new ArrayList<>();
    private final Consumer<Accepted> listener;

    Providers(Supplier<Instant> now, Consumer<Accepted> listener) {
        this.now = now;
        this.listener = listener;
    }

    /** Returns all that was taken, in order. */
    List<Accepted> ledger() {
        return ledger;
    }

    /** Takes a message, and answers as the service would. */
    Object take(Service.Call call) {
        return switch (call.request()) {
            case SendEmailRequest mail -> mail(mail);
            case SendTextMessageRequest text -> text(text);
            default -> throw new UnsupportedOperationException(call.operation());
        };
    }

    private Object mail(SendEmailRequest mail) {
        var tags = mail.emailTags();
        var id = accept(new Accepted(
                Service.MAIL,
                tags.get(1).value(),
                tags.get(0).value(),
                mail.destination().toAddresses().getFirst(),
                mail.content().raw().data().asString(StandardCharsets.UTF_8),
                now.get()));
        return SendEmailResponse.builder().messageId(id).build();
    }

    private Object text(SendTextMessageRequest text) {
        var id = accept(new Accepted(
                Service.TEXT,
                text.context().getOrDefault("workspace", ""),
                text.context().getOrDefault("touch", ""),
                text.destinationPhoneNumber(),
                text.messageBody(),
                now.get()));
        return SendTextMessageResponse.builder().messageId(id).build();
    }

    private String accept(Accepted message) {
        ledger.add(message);
        listener.accept(message);
        return "accepted-" + ledger.size();
    }
}
