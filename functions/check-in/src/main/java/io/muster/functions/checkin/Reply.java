package io.muster.functions.checkin;

import io.muster.aws.api.Fields;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.Suppression;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.reply.AutomaticReply;
import io.muster.domain.reply.Intent;
import io.muster.domain.reply.ReplyRules;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer without a bid, as somebody else's system tells it: judged already, or in its own words, which are read and,
 * sealed, kept for whoever has to answer them.
 *
 * @param answer what the caller judged it to be; absent where it comes in its own words
 * @param text its own words; absent where it was judged
 * @param channel on which it came
 */
record Reply(
        String contactId,
        @Nullable Answer answer,
        @Nullable String text,
        Channel channel,
        @Nullable String subject,
        Map<String, String> headers) {

    private static final List<Answer> ALLOWED =
            List.of(Answer.POSITIVE, Answer.NEUTRAL, Answer.DECLINED, Answer.OPTED_OUT);
    private static final int LONGEST_TEXT = 200_000;
    private static final Pattern ANSWERING =
            Pattern.compile("^\\s*(re|aw|sv|rv|fw|fwd|wg|tr)\\s*(\\[\\d+])?\\s*:", Pattern.CASE_INSENSITIVE);
    private static final int MOST_KEPT = 2_000;
    private static final int LONGEST_SUBJECT = 998;
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_HEADER = 8_192;

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply of(Fields fields) {
        var answer = fields.choice("answer", ALLOWED);
        var text = fields.prose("text", LONGEST_TEXT);
        var channel = fields.choice("channel", Channel.class);
        if (!fields.has("answer") && fields.has("text") && text == null) {
            fields.missing("text");
        } else if (fields.has("answer") == (fields.has("text") && text != null)) {
            fields.wrong("answer", "is required, or else text", "one of the two");
        }
        for (var ofText : List.of("channel", "subject", "headers")) {
            if (fields.has(ofText) && !fields.has("text")) {
                fields.wrong(ofText, "belongs to a text", "together with text");
            }
        }
        return new Reply(
                fields.requiredText("contactId", 128),
                answer,
                text,
                channel == null ? Channel.EMAIL : channel,
                fields.text("subject", LONGEST_SUBJECT),
                fields.textsByName("headers", MOST_HEADERS, LONGEST_HEADER));
    }

    /** What the campaign is told, and why its contact is suppressed, if it is. */
    record Judged(CampaignInput input, Suppression.@Nullable Reason optOut) {

        /** Returns what the campaign is told, with what its contact wrote sealed. */
        CampaignInput sealed(SealedTexts seals, String workspace) {
            return input instanceof CampaignInput.Replied replied && replied.words() != null
                    ? new CampaignInput.Replied(
                            replied.id(),
                            replied.at(),
                            replied.contactId(),
                            replied.answer(),
                            replied.reading(),
                            seals.about(workspace, replied.contactId()).apply(replied.words()))
                    : input;
        }

        /** Returns whether an event is what this very reply would do, whatever it meant for the campaign. */
        boolean is(Event event) {
            return input instanceof CampaignInput.AnsweredByMachine(var _, var _, var contactId, var reply)
                    ? event.equals(new Event.MachineAnswered(contactId, reply.sign()))
                    : input instanceof CampaignInput.Replied replied
                            && event instanceof Event.Answered kept
                            && kept.contactId().equals(replied.contactId())
                            && kept.answer() == replied.answer()
                            && Objects.equals(kept.reading(), replied.reading());
        }
    }

    /** Returns what the reply comes to. A header outweighs the words; a guess at a machine does not outweigh an opt-out. */
    Judged judged(String id, Instant at) {
        if (answer != null || text == null) {
            var judged = answer == null ? Answer.NEUTRAL : answer;
            return new Judged(
                    new CampaignInput.Replied(id, at, contactId, judged),
                    judged == Answer.OPTED_OUT ? Suppression.Reason.REPLY : null);
        }
        var reading = ReplyRules.classify(said(text));
        boolean out = reading.intent() == Intent.UNSUBSCRIBE;
        var machine = automatic().filter(automatic -> automatic.sure() || !out);
        return machine.isPresent()
                ? new Judged(new CampaignInput.AnsweredByMachine(id, at, contactId, machine.get()), null)
                : new Judged(
                        new CampaignInput.Replied(id, at, contactId, reading, kept(said(text))),
                        out ? reason(text) : null);
    }

    /** A mail without words says what its subject says, unless that is ours. */
    private String said(String words) {
        if (subject == null
                || channel != Channel.EMAIL
                || ANSWERING.matcher(subject).find()) {
            return words;
        }
        return ReplyRules.ownWords(words).isEmpty() ? subject : words;
    }

    /** Returns what is kept of somebody's words: the beginning of its own, and nothing of what it quotes. */
    static @Nullable String kept(String text) {
        var own = ReplyRules.ownWords(text);
        if (own.isEmpty()) {
            return null;
        }
        return own.codePointCount(0, own.length()) <= MOST_KEPT
                ? own
                : own.substring(0, own.offsetByCodePoints(0, MOST_KEPT)).stripTrailing() + " …";
    }

    private Optional<AutomaticReply> automatic() {
        return channel == Channel.EMAIL ? AutomaticReply.of(headers, subject) : Optional.empty();
    }

    private Suppression.Reason reason(String words) {
        return channel == Channel.SMS && ReplyRules.keyword(words).isPresent()
                ? Suppression.Reason.STOP_WORD
                : Suppression.Reason.REPLY;
    }
}
