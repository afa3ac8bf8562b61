package io.muster.functions.dispatch.task;

import io.muster.aws.Installation;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Brief;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.QuietHours;
import io.muster.domain.touch.Touch;
import io.muster.functions.dispatch.Colleagues;
import io.muster.functions.dispatch.Recipient;
import io.muster.functions.dispatch.template.Book;
import io.muster.functions.dispatch.template.Plain;
import io.muster.functions.dispatch.template.Template;
import io.muster.functions.dispatch.template.Variable;
import io.muster.functions.dispatch.template.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes down what a person has to do for a touch, once: the task bears the touch's id. */
public final class Errands {

    private static final Duration TO_TELL = Duration.ofDays(2);

    private Errands() {}

    /**
     * Returns the task for a touch that became work for a person.
     *
     * @param book the workspace's templates; where one of them cannot be filled in, the built-in one is, since the task
     *     itself must not fail
     * @param colleague whom the person may name; absent where nobody
     * @param heard whether whom it concerns has answered before; of a notice, whether somebody's answer is to be read
     * @param recipient whom it concerns; absent for a notice without an address
     * @param sender on whose behalf the person speaks
     * @param hours when people may be called
     */
    public static HumanTask task(
            Book book,
            Campaign campaign,
            Brief brief,
            String touchId,
            Touch touch,
            @Nullable Recipient recipient,
            @Nullable Recipient colleague,
            boolean heard,
            Installation.Sender sender,
            QuietHours hours,
            Instant now) {
        var wording = Wording.of(campaign, brief, touch.kind(), heard, recipient == null ? null : recipient.zone());
        var told = recipient == null ? unknown(wording) : recipient.tell(wording);
        told.with(Variable.RECIPIENT_NAME, name(touch, recipient));
        Colleagues.tell(told, brief, touch.reference(), recipient, colleague);
        var words = book.renderAnyway(
                template(touch),
                told.with(Variable.SENDER_NAME, sender.name())
                        .with(Variable.POSTAL_ADDRESS, sender.postalAddress())
                        .with(Variable.BY_PERSON, "yes")
                        .with(Variable.HOURS, CallingHours.of(hours, recipient))
                        .with(Variable.BECAUSE, touch.reason() == null ? null : because(touch.reason())));
        var task = new HumanTask(
                touchId,
                kind(touch),
                campaign.key().id(),
                touch.contactId(),
                words.subject(),
                words.text(),
                now,
                due(campaign, brief, touch, now),
                HumanTask.State.OPEN,
                null);
        return task.reaching(touch.channel(), recipient == null ? null : recipient.profileUrl());
    }

    /** An errand of a sequence is due before its next touch could be; what is told may be past its campaign's deadline. */
    private static Instant due(Campaign campaign, Brief brief, Touch touch, Instant now) {
        if (touch.kind().notice()) {
            return now.plus(TO_TELL);
        }
        return switch (brief) {
            case BidRequest _ -> campaign.deadline();
            case AccountBrief account ->
                now.plus(Duration.ofHours(account.terms().responseTimeoutHours()));
        };
    }

    private static Wording unknown(Wording wording) {
        return wording.with(Variable.SOURCE, "they are on our list")
                .with(Variable.EMAIL, null)
                .with(Variable.PHONE, null)
                .with(Variable.WEBSITE, null)
                .with(Variable.PROFILE_URL, null);
    }

    private static String name(Touch touch, @Nullable Recipient recipient) {
        var name = recipient == null ? "" : Plain.line(recipient.name());
        return name.isEmpty() ? touch.contactId() : name;
    }

    /** A channel without words of its own for this kind is left to the person. */
    private static Template template(Touch touch) {
        return Template.of(touch.channel(), touch.kind())
                .or(() -> Template.of(Channel.MANUAL, touch.kind()))
                .orElseThrow();
    }

    private static HumanTask.Kind kind(Touch touch) {
        if (touch.kind().notice()) {
            return HumanTask.Kind.ALERT;
        }
        return touch.channel() == Channel.PHONE ? HumanTask.Kind.CALL : HumanTask.Kind.OUTREACH;
    }

    private static String because(String obstacle) {
        return switch (obstacle) {
            case "QUIET_HOURS" -> "its hours do not open before the deadline";
            case "ZONE_UNKNOWN" -> "the local time there is not known; find out before calling";
            case "PROVIDER_DOWN" -> "the message could not be delivered to its provider before the deadline";
            case "SENDER_RATE" -> "the sender may not send more before the deadline";
            case "CHANNEL_CAP" -> "the day's number of messages is used up";
            case Touch.NOTICE_LOST -> "the mail that tells it did not arrive";
            case Touch.NOTICE_UNCERTAIN -> "nobody knows whether the mail that tells it arrived";
            case "CAPTCHA" -> "the contact form on its website wants to see a person";
            case "FORM_NEEDS_PERSON" -> "the contact form on its website asks for a consent or an answer of yours";
            default -> obstacle.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
