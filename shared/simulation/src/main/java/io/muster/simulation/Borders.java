package io.muster.simulation;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * What no call may reach, looked at before it is carried: the data of another workspace (9), by key, by index, in a message,
 * a timer or a mail; and anything at all, for whoever only asks (13).
 */
final class Borders {

    private static final String PREFIX = "W#";
    private static final Pattern NAMED = Pattern.compile("\"workspace\":\"([^\"]+)\"");

    private final World world;

    Borders(World world) {
        this.world = world;
    }

    /** Complains of a call that goes too far. */
    void look(Actor actor, Service.Call call) {
        var reached = workspaces(call.request());
        if (!actor.workspace().isEmpty()) {
            reached.add(actor.workspace());
        }
        if (reached.size() > 1) {
            world.complain("9: " + actor.name() + " of '" + actor.workspace() + "' reached " + reached + " in one "
                    + call.operation());
        }
        if (actor.asking() && !Wire.reads(call)) {
            // What goes wrong while somebody asks is counted all the same.
            Touched.by(call.request()).stream()
                    .filter(item -> !item.partition().endsWith("#ERR"))
                    .forEach(item -> world.complain("13: " + actor.name() + " changed " + item));
        }
    }

    /** Returns the workspaces that a request names, by whatever part of it. */
    private static Set<String> workspaces(Object request) {
        var found = new TreeSet<String>();
        switch (request) {
            case SendMessageBatchRequest batch ->
                batch.entries().stream()
                        .map(SendMessageBatchRequestEntry::messageBody)
                        .forEach(body -> named(body, found));
            case SendMessageRequest message -> named(message.messageBody(), found);
            case CreateScheduleRequest timer -> named(timer.target().input(), found);
            case SendTextMessageRequest text -> found.add(text.context().getOrDefault("workspace", ""));
            case SendEmailRequest mail ->
                mail.emailTags().stream()
                        .filter(tag -> tag.name().equals("workspace"))
                        .map(MessageTag::value)
                        .forEach(found::add);
            default -> {
                Touched.by(request).forEach(item -> owner(item.partition(), found));
                // Other keys of what is written are those of indexes.
                Watch.written(request).stream()
                        .flatMap(item -> item.values().stream())
                        .map(AttributeValue::s)
                        .filter(Objects::nonNull)
                        .forEach(value -> owner(value, found));
            }
        }
        return found;
    }

    private static void owner(String key, Set<String> found) {
        if (key.startsWith(PREFIX)) {
            int end = key.indexOf('#', PREFIX.length());
            found.add(key.substring(PREFIX.length(), end < 0 ? key.length() : end));
        }
    }

    private static void named(String json, Set<String> found) {
        for (var name = NAMED.matcher(json); name.find(); ) {
            found.add(name.group(1));
        }
    }
}
