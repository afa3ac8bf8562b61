package io.muster.local.inbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.UUID;

/** Lets whoever reads a text answer it: the answer arrives as one that AWS received on our number and published. */
public final class TextAnswers {

    private final Topic topic;

    /** Makes answers arrive through a topic. */
    public TextAnswers(Topic topic) {
        this.topic = topic;
    }

    /** Answers a text in its recipient's name. */
    void answer(Mail text, String words) {
        topic.publish(JsonNodeFactory.instance
                .objectNode()
                .put("originationNumber", text.recipients().getFirst())
                .put("destinationNumber", text.from())
                .put("messageKeyword", "MUSTER")
                .put("messageBody", words)
                .put("inboundMessageId", UUID.randomUUID().toString())
                .put("previousPublishedMessageId", InboxTexts.id(text))
                .toString());
    }
}
