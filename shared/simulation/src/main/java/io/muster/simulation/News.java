package io.muster.simulation;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What providers told of messages that they had accepted, and when each word of it was dealt with; and the dead letters that
 * were. What was dealt with comes never again, so that it has to have had its effect.
 */
final class News {

    private final Pledges pledges;
    private final Map<String, Told> told = new LinkedHashMap<>();
    private final Map<String, Instant> heard = new LinkedHashMap<>();
    private final Map<String, Consumer<Instant>> awaited = new HashMap<>();
    private final Map<String, Integer> keywords = new TreeMap<>();
    private final Map<String, Integer> buried = new HashMap<>();
    private final List<Message> deadLetters = new ArrayList<>();
    private final Map<String, Integer> filed = new TreeMap<>();
    private final Map<String, Integer> alarms = new TreeMap<>();

    News(Pledges pledges) {
        this.pledges = pledges;
    }

    /**
     * One thing that a provider told of a message.
     *
     * @param contact whom the message was for; absent where it went to the campaign's own people
     */
    record Told(Accepted message, @Nullable String contact, Type type, Instant at) {

        /** Returns the channels on which the contact is not to be reached any more. */
        Set<Channel> closes() {
            return switch (type) {
                case SEND, DELIVERY -> Set.of();
                case BOUNCE -> Set.of(channel(message));
                case COMPLAINT -> EnumSet.allOf(Channel.class);
            };
        }
    }

    /** What providers tell, the worse the later: the worst of what was told of a message is what stands in the end. */
    enum Type {
        SEND("Send", "TEXT_SENT", TouchState.SENT),
        DELIVERY("Delivery", "TEXT_DELIVERED", TouchState.DELIVERED),
        BOUNCE("Bounce", "TEXT_INVALID", TouchState.BOUNCED),
        COMPLAINT("Complaint", "", TouchState.COMPLAINED);

        private final String ofMail;
        private final String ofText;
        private final TouchState state;

        Type(String ofMail, String ofText, TouchState state) {
            this.ofMail = ofMail;
            this.ofText = ofText;
            this.state = state;
        }

        /** Returns what the service calls it. */
        String wire(Service service) {
            return service == Service.MAIL ? ofMail : ofText;
        }

        /** Returns what it makes of a touch. */
        TouchState state() {
            return state;
        }
    }

    /** Returns the channel on which a message went. */
    static Channel channel(Accepted message) {
        return message.service() == Service.MAIL ? Channel.EMAIL : Channel.SMS;
    }

    /** Notes what a provider tells, in this body. */
    void tell(String body, Told what) {
        told.putIfAbsent(body, what);
    }

    /** Has somebody told at once when what a body says has been dealt with. */
    void await(String body, Consumer<Instant> then) {
        awaited.put(body, then);
    }

    /** Notes that somebody texts one of the words that are answered. */
    void keyword(String sender) {
        keywords.merge(sender, 1, Integer::sum);
    }

    /** Returns how many words that are answered somebody has texted. */
    int keywords(String sender) {
        return keywords.getOrDefault(sender, 0);
    }

    /** Notes that a function has given up a message, and laid it into the dead letters. */
    void buried(String body) {
        buried.merge(body, 1, Integer::sum);
    }

    /** Notes that a function has dealt with a message. */
    void dealtWith(Message message, boolean deadLetter, Instant at) {
        if (deadLetter) {
            deadLetters.add(message);
            return;
        }
        if (buried.getOrDefault(message.body(), 0) > 0) {
            buried.merge(message.body(), -1, Integer::sum);
            return;
        }
        var then = awaited.remove(message.body());
        if (then != null) {
            then.accept(at);
        }
        var word = told.get(message.body());
        if (word != null && heard.putIfAbsent(message.body(), at) == null && word.contact() != null) {
            pledges.silence(word.message().workspace(), word.contact(), word.closes(), at);
        }
    }

    /** Notes that a dead letter was filed where a workspace finds it. */
    void file(String workspace) {
        filed.merge(workspace, 1, Integer::sum);
    }

    /** Notes that somebody was alarmed of a dead letter of a workspace. */
    void alarm(String workspace) {
        alarms.merge(workspace, 1, Integer::sum);
    }

    /** Returns how many dead letters were filed, by workspace. */
    Map<String, Integer> filed() {
        return filed;
    }

    /** Returns how many alarms there were of dead letters of a workspace. */
    int alarms(String workspace) {
        return alarms.getOrDefault(workspace, 0);
    }

    /** Returns everything that was told, by the body in which it was. */
    Map<String, Told> told() {
        return told;
    }

    /** Returns when what a body tells was dealt with; nothing when it never was. */
    @Nullable
    Instant heardAt(String body) {
        return heard.get(body);
    }

    /** Returns the dead letters that were dealt with. */
    List<Message> deadLetters() {
        return deadLetters;
    }
}
