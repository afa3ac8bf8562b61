package io.muster.functions.strategy.account;

import io.muster.aws.api.Fields;
import io.muster.aws.settings.Registry;
import io.muster.aws.settings.Settings;
import io.muster.domain.account.Deal;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.BidRequest.Requester;
import io.muster.functions.strategy.contacts.People;
import io.muster.functions.strategy.contacts.Person;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request for an account campaign says.
 *
 * @param people the lead first, where there is one
 * @param lead whether there is one
 */
record AccountWishes(
        String accountId,
        List<Person> people,
        boolean lead,
        Facts facts,
        @Nullable Requester owner,
        @Nullable ZoneId zone,
        SequenceTerms terms) {

    private static final int LONGEST_DELAY_DAYS = 90;

    AccountWishes {
        people = List.copyOf(people);
    }

    /**
     * What is known of the account.
     *
     * @param meetingAt when a meeting stands in the calendar
     */
    record Facts(
            @Nullable String companyName,
            @Nullable String topic,
            @Nullable Instant meetingAt,
            @Nullable Deal deal) {

        static final Facts NONE = new Facts(null, null, null, null);

        static Facts read(Fields fields) {
            return new Facts(
                    fields.name("companyName", 120),
                    fields.name("topic", 120),
                    fields.instant("meetingAt"),
                    fields.choice("deal", Deal.class));
        }
    }

    static AccountWishes read(Fields fields, String workspace, String idSecret, Settings settings, Instant now) {
        var facts = fields.object("metadata", Facts::read);
        return new AccountWishes(
                fields.requiredName("accountId", 128),
                People.read(fields, workspace, idSecret, now),
                fields.has("lead"),
                facts == null ? Facts.NONE : facts,
                fields.object("owner", AccountWishes::owner),
                zone(fields),
                terms(fields, settings));
    }

    private static @Nullable Requester owner(Fields fields) {
        var name = fields.name("name", 120);
        var email = fields.requiredText("email", 254);
        if (!email.isEmpty() && !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            fields.wrong("email", "is not an email address", "such as dana@example.com");
        }
        return new Requester(name, email);
    }

    private static @Nullable ZoneId zone(Fields fields) {
        var name = fields.text("timeZone", 60);
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            fields.wrong("timeZone", "is no time zone", "such as America/Chicago");
            return null;
        }
    }

    private static SequenceTerms terms(Fields fields, Settings settings) {
        var usual = SequenceTerms.USUAL;
        var intervals = Registry.ACCOUNT_INTERVALS.kind().read(fields, "touchIntervalsDays");
        var channels = Registry.ACCOUNT_CHANNELS.kind().read(fields, "channelEscalation");
        var terms = new SequenceTerms(
                or(fields.integer("maxTouches", 1, SequenceTerms.MOST_TOUCHES), settings.get(Registry.ACCOUNT_TOUCHES)),
                or(intervals, settings.get(Registry.ACCOUNT_INTERVALS)),
                or(channels, settings.get(Registry.ACCOUNT_CHANNELS)),
                or(fields.integer("attemptsPerChannel", 1, 10), settings.get(Registry.ACCOUNT_ATTEMPTS)),
                or(
                        fields.integer("colleagueDelayDays", 0, LONGEST_DELAY_DAYS),
                        settings.get(Registry.ACCOUNT_COLLEAGUE_DELAY)),
                or(fields.integer("responseTimeoutHours", 1, 720), settings.get(Registry.ACCOUNT_RESPONSE_TIMEOUT)),
                or(
                        fields.integer("maxConcurrentContacts", 1, SequenceTerms.MOST_CONTACTS),
                        settings.get(Registry.ACCOUNT_CONCURRENT)),
                or(fields.flag("conflictCheck"), usual.conflictCheck()),
                or(fields.flag("pauseOnResponse"), usual.pauseOnResponse()),
                or(fields.flag("pauseOnAnyResponse"), usual.pauseOnAnyResponse()),
                or(fields.flag("pauseOnAnyOptOut"), usual.pauseOnAnyOptOut()),
                or(fields.flag("colleagueReferences"), usual.colleagueReferences()));
        refuseEndless(fields, terms);
        return terms;
    }

    /** What cannot come to its end in a campaign's life would be cut off without a word; settings count like wishes. */
    private static void refuseEndless(Fields fields, SequenceTerms terms) {
        if (terms.span().compareTo(SequenceTerms.LONGEST) > 0) {
            var answer = terms.responseTimeout();
            fields.wrong(
                    "touchIntervalsDays",
                    "add up to " + terms.span().minus(answer).toDays() + " days over " + terms.maxTouches()
                            + " touches, and with responseTimeoutHours " + answer.toHours() + " to "
                            + (terms.span().toHours() + 23) / 24 + " days",
                    "at most " + SequenceTerms.LONGEST.toDays()
                            + " days, after which a campaign ends: fewer touches or shorter intervals");
        }
    }

    private static <T> T or(@Nullable T stated, T usual) {
        return stated == null ? usual : stated;
    }
}
