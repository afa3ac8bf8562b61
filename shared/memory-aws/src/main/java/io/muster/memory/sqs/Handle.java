package io.muster.memory.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt handle means: this message of this queue, as handed out for the nth time. Opaque to clients.
 *
 * @param receive which receive it was; an older one than the latest no longer holds the message
 */
record Handle(String queue, long number, int receive) {

    String text() {
        var plain = queue + '/' + number + '/' + receive;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the handle of this queue that the text is, or throws as SQS does. */
    static Handle of(String queue, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw Errors.missing("ReceiptHandle");
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("/", -1);
            if (parts.length == 3 && parts[0].equals(queue)) {
                return new Handle(queue, Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            throw Errors.invalidHandle(text);
        }
        throw Errors.invalidHandle(text);
    }
}
