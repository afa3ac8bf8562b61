package io.muster.local.inbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.local.files.FolderFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What SES does with mail to the domain of answers: it lies in a file, with a Return-Path before it, and the topic is told
 * for whom it is. Nothing is checked here for spam or forgery, so that nothing is said of either.
 */
public final class AnswersDomain {

    private static final String FOLDER = "mail/";

    private final String domain;
    private final FolderFiles files;
    private final Topic topic;
    private final InstantSource machine;

    /** Takes the mail of a domain. */
    public AnswersDomain(String domain, FolderFiles files, Topic topic, InstantSource machine) {
        this.domain = "@" + domain.toLowerCase(Locale.ROOT);
        this.files = files;
        this.topic = topic;
        this.machine = machine;
    }

    /** Returns whether mail to an address comes in here. */
    boolean has(String address) {
        return address.toLowerCase(Locale.ROOT).endsWith(domain);
    }

    /** Takes a mail; when this returns, a killed process has it still. */
    void take(String from, List<String> recipients, byte[] data) throws IOException {
        var id = UUID.randomUUID().toString().replace("-", "");
        var file = new ByteArrayOutputStream();
        file.writeBytes(("Return-Path: <" + from + ">\r\n").getBytes(StandardCharsets.UTF_8));
        file.writeBytes(data);
        files.put(FOLDER + id, file.toByteArray());
        var received = JsonNodeFactory.instance.objectNode().put("notificationType", "Received");
        received.putObject("mail")
                .put("timestamp", machine.instant().toString())
                .put("messageId", id);
        var receipt = received.putObject("receipt");
        recipients.forEach(receipt.putArray("recipients")::add);
        receipt.putObject("action").put("type", "S3").put("objectKey", FOLDER + id);
        topic.publish(received.toString());
    }
}
