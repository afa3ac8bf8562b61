package io.muster.functions.dispatch.template;

import static io.muster.functions.dispatch.template.Variable.ANSWERED;
import static io.muster.functions.dispatch.template.Variable.BECAUSE;
import static io.muster.functions.dispatch.template.Variable.BIDS;
import static io.muster.functions.dispatch.template.Variable.BUDGET;
import static io.muster.functions.dispatch.template.Variable.BY_PERSON;
import static io.muster.functions.dispatch.template.Variable.CAMPAIGN_URL;
import static io.muster.functions.dispatch.template.Variable.COLLEAGUE;
import static io.muster.functions.dispatch.template.Variable.COMPANY;
import static io.muster.functions.dispatch.template.Variable.DEADLINE;
import static io.muster.functions.dispatch.template.Variable.DEADLINE_SHORT;
import static io.muster.functions.dispatch.template.Variable.DESCRIPTION;
import static io.muster.functions.dispatch.template.Variable.DETAIL;
import static io.muster.functions.dispatch.template.Variable.EMAIL;
import static io.muster.functions.dispatch.template.Variable.ENDED;
import static io.muster.functions.dispatch.template.Variable.GROUP_BIDDING;
import static io.muster.functions.dispatch.template.Variable.HELD;
import static io.muster.functions.dispatch.template.Variable.HOURS;
import static io.muster.functions.dispatch.template.Variable.INQUIRED;
import static io.muster.functions.dispatch.template.Variable.MENTION;
import static io.muster.functions.dispatch.template.Variable.NEEDED;
import static io.muster.functions.dispatch.template.Variable.NEWS;
import static io.muster.functions.dispatch.template.Variable.OPT_OUT_URL;
import static io.muster.functions.dispatch.template.Variable.PAUSED;
import static io.muster.functions.dispatch.template.Variable.PHONE;
import static io.muster.functions.dispatch.template.Variable.PLACE;
import static io.muster.functions.dispatch.template.Variable.POSTAL_ADDRESS;
import static io.muster.functions.dispatch.template.Variable.PROFILE_URL;
import static io.muster.functions.dispatch.template.Variable.PROJECT_TITLE;
import static io.muster.functions.dispatch.template.Variable.REPLY_ADDRESS;
import static io.muster.functions.dispatch.template.Variable.RESULT;
import static io.muster.functions.dispatch.template.Variable.RESUMABLE;
import static io.muster.functions.dispatch.template.Variable.SENDER_NAME;
import static io.muster.functions.dispatch.template.Variable.SOURCE;
import static io.muster.functions.dispatch.template.Variable.TOPIC;
import static io.muster.functions.dispatch.template.Variable.WEBSITE;
import static io.muster.functions.dispatch.template.Variable.WHY;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The messages that Muster can write: what a touch of a channel and kind says. A call's words are its
 * script, for the person or the machine that makes it.
 */
public enum Template {
    EMAIL_INVITATION(Channel.EMAIL, Touch.Kind.INVITATION),
    EMAIL_REMINDER(Channel.EMAIL, Touch.Kind.REMINDER),
    EMAIL_REPORT(Channel.EMAIL, Touch.Kind.REPORT),
    EMAIL_ALERT(Channel.EMAIL, Touch.Kind.ALERT),
    SMS_INVITATION(Channel.SMS, Touch.Kind.INVITATION),
    SMS_REMINDER(Channel.SMS, Touch.Kind.REMINDER),
    SMS_CONFIRMATION(Channel.SMS, Touch.Kind.CONFIRMATION),
    SMS_HELP(Channel.SMS, Touch.Kind.HELP),
    WEBSITE_FORM_INVITATION(Channel.WEBSITE_FORM, Touch.Kind.INVITATION),
    WEBSITE_FORM_REMINDER(Channel.WEBSITE_FORM, Touch.Kind.REMINDER),
    PHONE_INVITATION(Channel.PHONE, Touch.Kind.INVITATION),
    PHONE_REMINDER(Channel.PHONE, Touch.Kind.REMINDER),
    LINKEDIN_INVITATION(Channel.LINKEDIN, Touch.Kind.INVITATION),
    LINKEDIN_REMINDER(Channel.LINKEDIN, Touch.Kind.REMINDER),
    MANUAL_INVITATION(Channel.MANUAL, Touch.Kind.INVITATION),
    MANUAL_REMINDER(Channel.MANUAL, Touch.Kind.REMINDER),
    MANUAL_REPORT(Channel.MANUAL, Touch.Kind.REPORT),
    MANUAL_ALERT(Channel.MANUAL, Touch.Kind.ALERT),
    EMAIL_INTRODUCTION(Channel.EMAIL, Touch.Kind.INTRODUCTION),
    EMAIL_FOLLOW_UP(Channel.EMAIL, Touch.Kind.FOLLOW_UP),
    EMAIL_REFERRAL(Channel.EMAIL, Touch.Kind.REFERRAL),
    EMAIL_REFERRAL_TWO(Channel.EMAIL, Touch.Kind.REFERRAL_TWO),
    EMAIL_REFERRAL_THREE(Channel.EMAIL, Touch.Kind.REFERRAL_THREE),
    EMAIL_ATTENTION(Channel.EMAIL, Touch.Kind.ATTENTION),
    EMAIL_OUTCOME(Channel.EMAIL, Touch.Kind.OUTCOME),
    SMS_INTRODUCTION(Channel.SMS, Touch.Kind.INTRODUCTION),
    SMS_FOLLOW_UP(Channel.SMS, Touch.Kind.FOLLOW_UP),
    SMS_REFERRAL(Channel.SMS, Touch.Kind.REFERRAL),
    SMS_REFERRAL_TWO(Channel.SMS, Touch.Kind.REFERRAL_TWO),
    SMS_REFERRAL_THREE(Channel.SMS, Touch.Kind.REFERRAL_THREE),
    PHONE_INTRODUCTION(Channel.PHONE, Touch.Kind.INTRODUCTION),
    PHONE_FOLLOW_UP(Channel.PHONE, Touch.Kind.FOLLOW_UP),
    LINKEDIN_INTRODUCTION(Channel.LINKEDIN, Touch.Kind.INTRODUCTION),
    LINKEDIN_FOLLOW_UP(Channel.LINKEDIN, Touch.Kind.FOLLOW_UP),
    MANUAL_INTRODUCTION(Channel.MANUAL, Touch.Kind.INTRODUCTION),
    MANUAL_FOLLOW_UP(Channel.MANUAL, Touch.Kind.FOLLOW_UP),
    MANUAL_ATTENTION(Channel.MANUAL, Touch.Kind.ATTENTION),
    MANUAL_OUTCOME(Channel.MANUAL, Touch.Kind.OUTCOME);

    private static final Set<Variable> OF_BIDS = EnumSet.of(
            PROJECT_TITLE, DESCRIPTION, PLACE, DEADLINE, DEADLINE_SHORT, BUDGET, GROUP_BIDDING, BIDS, NEEDED);
    private static final Set<Variable> OF_ACCOUNTS = EnumSet.of(
            COMPANY, TOPIC, COLLEAGUE, INQUIRED, MENTION, PAUSED, HELD, ENDED, ANSWERED, RESUMABLE, NEWS, WHY);

    private final Channel channel;
    private final Touch.Kind kind;

    Template(Channel channel, Touch.Kind kind) {
        this.channel = channel;
        this.kind = kind;
    }

    /**
     * Returns the template of a channel and kind; none where such touches are never sent. Where a person does the talking
     * a colleague is one more line of the introduction.
     */
    public static Optional<Template> of(Channel channel, Touch.Kind kind) {
        boolean written = channel == Channel.EMAIL || channel == Channel.SMS;
        return kind.referral() && !written ? exactly(channel, Touch.Kind.INTRODUCTION) : exactly(channel, kind);
    }

    private static Optional<Template> exactly(Channel channel, Touch.Kind kind) {
        return Arrays.stream(values())
                .filter(template -> template.channel == channel && template.kind == kind)
                .findFirst();
    }

    /** Returns the template of an id. */
    public static Optional<Template> of(String id) {
        return Arrays.stream(values())
                .filter(template -> template.id().equals(id))
                .findFirst();
    }

    /** Returns its name, such as {@code email.invitation}. */
    public String id() {
        return (channel + "." + kind).toLowerCase(Locale.ROOT);
    }

    public Channel channel() {
        return channel;
    }

    public Touch.Kind kind() {
        return kind;
    }

    /** Returns the parts that it has, every one of which must be written. */
    public Set<Part> parts() {
        return switch (channel) {
            case EMAIL -> EnumSet.allOf(Part.class);
            case SMS -> EnumSet.of(Part.TEXT);
            case WEBSITE_FORM, PHONE, LINKEDIN, MANUAL -> EnumSet.of(Part.SUBJECT, Part.TEXT);
        };
    }

    /** Returns what it may speak of: an answer to somebody who texts STOP or HELP, of the sender and of no project. */
    public Set<Variable> variables() {
        if (kind.answer()) {
            return Collections.unmodifiableSet(EnumSet.of(SENDER_NAME, POSTAL_ADDRESS));
        }
        var all = EnumSet.allOf(Variable.class);
        all.removeAll(EnumSet.of(PHONE, EMAIL, WEBSITE, PROFILE_URL, BECAUSE, BY_PERSON, HOURS));
        all.removeAll(EnumSet.of(OPT_OUT_URL, REPLY_ADDRESS, CAMPAIGN_URL));
        switch (channel) {
            case EMAIL, WEBSITE_FORM -> all.add(REPLY_ADDRESS);
            case PHONE, LINKEDIN, MANUAL -> all.addAll(EnumSet.of(PHONE, EMAIL, WEBSITE, PROFILE_URL, BECAUSE));
            case SMS -> {}
        }
        if (channel == Channel.PHONE) {
            all.addAll(EnumSet.of(BY_PERSON, HOURS));
        }
        if (!kind.notice() && (channel == Channel.EMAIL || channel == Channel.WEBSITE_FORM)) {
            all.add(OPT_OUT_URL);
        }
        if (kind.notice() && channel == Channel.EMAIL) {
            all.add(CAMPAIGN_URL);
        }
        if (kind.notice()) {
            all.remove(SOURCE);
        } else {
            all.removeAll(EnumSet.of(RESULT, DETAIL));
        }
        return Collections.unmodifiableSet(kind.ofAccount() ? ofAccount(all) : without(all, OF_ACCOUNTS));
    }

    private Set<Variable> ofAccount(Set<Variable> some) {
        var all = without(some, OF_BIDS);
        if (!kind.referral()) {
            all.removeAll(EnumSet.of(COLLEAGUE, INQUIRED));
        }
        boolean spoken = channel != Channel.EMAIL && channel != Channel.SMS;
        if (kind != Touch.Kind.INTRODUCTION || !spoken) {
            all.remove(MENTION);
        }
        if (!kind.notice()) {
            all.removeAll(EnumSet.of(PAUSED, HELD, ENDED, RESUMABLE, NEWS, WHY));
        }
        return all;
    }

    private static Set<Variable> without(Set<Variable> some, Set<Variable> others) {
        var all = EnumSet.copyOf(some);
        all.removeAll(others);
        return all;
    }

    /**
     * Returns what its text and its HTML must always say: who writes and, to those who did not ask to be written to, how
     * to end it, with the postal address in mail, and in a first message how we came by the reader.
     */
    public Set<Variable> required() {
        var all = EnumSet.of(SENDER_NAME);
        if (!kind.notice()) {
            switch (channel) {
                case EMAIL -> all.addAll(EnumSet.of(POSTAL_ADDRESS, OPT_OUT_URL));
                case WEBSITE_FORM -> all.addAll(EnumSet.of(REPLY_ADDRESS, OPT_OUT_URL));
                case SMS, PHONE, LINKEDIN, MANUAL -> {}
            }
            boolean written = channel != Channel.PHONE && channel != Channel.MANUAL;
            if (kind.first() && written) {
                all.add(SOURCE);
            }
            if (kind.referral()) {
                all.add(COLLEAGUE);
            }
        }
        if (channel == Channel.MANUAL && kind.notice()) {
            all.remove(SENDER_NAME);
        }
        return Collections.unmodifiableSet(all);
    }
}
