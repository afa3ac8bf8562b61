package io.muster.functions.dispatch.task;

import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.functions.dispatch.Recipient;
import io.muster.functions.dispatch.template.Template;
import io.muster.functions.dispatch.template.Templates;
import io.muster.functions.dispatch.template.Wording;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes down what a person has to do for a touch, once: the task bears the touch's id. */
public final class Errands {

    private static final Templates TEMPLATES = Templates.builtIn();

    private Errands() {}

    /**
     * Returns the task for a touch that became work for a person.
     *
     * @param recipient whom it concerns; absent for a notice without an address
     * @param senderName on whose behalf the person speaks
     */
    public static HumanTask task(
            Campaign campaign,
            BidRequest request,
            String touchId,
            Touch touch,
            @Nullable Recipient recipient,
            String senderName,
            Instant now) {
        var words = TEMPLATES.render(
                touch.channel() == Channel.PHONE ? Template.CALL : Template.OUTREACH,
                Wording.of(campaign, request, recipient == null ? null : recipient.zone())
                        .with("recipientName", recipient == null ? touch.contactId() : recipient.name())
                        .with("phone", recipient == null ? null : recipient.phone())
                        .with("email", recipient == null ? null : recipient.email())
                        .with("website", recipient == null ? null : recipient.website())
                        .with("profileUrl", recipient == null ? null : recipient.profileUrl())
                        .with("senderName", senderName)
                        .with("because", touch.reason() == null ? null : because(touch.reason()))
                        .variables());
        var task = new HumanTask(
                touchId,
                kind(touch),
                campaign.key().id(),
                touch.contactId(),
                words.subject(),
                words.text(),
                now,
                campaign.deadline(),
                HumanTask.State.OPEN,
                null);
        return task.reaching(touch.channel(), recipient == null ? null : recipient.profileUrl());
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
            case "CHANNEL_CAP" -> "the day's number of messages is used up";
            case "CAPTCHA" -> "the contact form on its website wants to see a person";
            case "FORM_NEEDS_PERSON" -> "the contact form on its website asks for a consent or an answer of yours";
            default -> obstacle.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
