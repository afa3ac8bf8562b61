package io.muster.functions.dispatch.template;

import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Brief;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.Moments;
import io.muster.domain.campaign.Money;
import io.muster.domain.campaign.Result;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Tally;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What templates may speak of, in words: every variable, and an empty text for what there is nothing to say about. */
public final class Wording {

    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("EEE MMM d, h:mm a zzz", Locale.ENGLISH);

    private final Map<Variable, String> values = new EnumMap<>(Variable.class);

    private Wording() {}

    /**
     * Returns the words about a campaign, its moments told on the clock of the reader.
     *
     * @param kind what the message is for: an account without a name is the reader's own company, and to its owner its id
     * @param heard whether the reader has answered before; of a notice, whether somebody's answer is to be read
     * @param zone the reader's; absent when unknown, so that the campaign's is told
     */
    public static Wording of(Campaign campaign, Brief brief, Touch.Kind kind, boolean heard, @Nullable ZoneId zone) {
        return switch (brief) {
            case BidRequest request -> ofBids(campaign, request, zone);
            case AccountBrief account -> ofAccount(campaign, account, kind, heard);
        };
    }

    private static Wording ofAccount(Campaign campaign, AccountBrief brief, Touch.Kind kind, boolean heard) {
        var unnamed = kind.notice() ? campaign.subject().id() : "your company";
        var owner = brief.requester();
        boolean answered = heard || (kind.notice() && Reasons.pausedByAnswer(campaign));
        return new Wording()
                .with(Variable.COMPANY, brief.companyName() == null ? unnamed : brief.companyName())
                .with(Variable.TOPIC, brief.title())
                .with(Variable.REQUESTER_NAME, owner == null ? null : owner.name())
                .with(Variable.MENTION, null)
                .with(Variable.PAUSED, campaign.status() == Status.PAUSED ? "yes" : null)
                .with(Variable.HELD, Reasons.held(campaign) ? "yes" : null)
                .with(Variable.ENDED, Reasons.ended(campaign.status()))
                .with(Variable.ANSWERED, answered ? "yes" : null)
                .with(Variable.RESUMABLE, Reasons.resumable(campaign) ? "yes" : null)
                .with(Variable.NEWS, Reasons.news(campaign, heard))
                .with(Variable.WHY, Reasons.why(campaign, heard))
                .with(Variable.RESULT, reached(campaign.result()))
                .with(Variable.DETAIL, detail(campaign.tally()));
    }

    private static String detail(Tally tally) {
        var answers = tally.responses() == 0
                ? "Nobody has answered."
                : (tally.responses() == 1 ? "1 person has answered" : tally.responses() + " people have answered")
                        + (tally.declined() == 0 ? "." : ", " + tally.declined() + " of them with a no.");
        return answers + "\n"
                + "Who was written to, when and how, the answers, pauses, meetings and references to colleagues are in"
                + " the campaign's report.";
    }

    private static String reached(@Nullable Result result) {
        return switch (result) {
            case GOAL_MET -> "A meeting was held";
            case PARTIAL -> "Interest, and no meeting yet";
            case UNMET -> "No meeting";
            case null -> "Ended";
        };
    }

    private static Wording ofBids(Campaign campaign, BidRequest request, @Nullable ZoneId zone) {
        var requester = request.requester();
        var readers = zone == null ? request.zone() : zone;
        return new Wording()
                .with(Variable.PROJECT_TITLE, request.title())
                .with(Variable.DESCRIPTION, request.description())
                .with(Variable.PLACE, place(request.place()))
                .with(Variable.DEADLINE, moment(campaign.deadline(), readers))
                .with(Variable.DEADLINE_SHORT, SHORT.format(campaign.deadline().atZone(readers)))
                .with(Variable.BUDGET, request.budgetMax() == null ? null : money(request.budgetMax()))
                .with(Variable.GROUP_BIDDING, request.groupBiddingProjects().isEmpty() ? null : "yes")
                .with(Variable.REQUESTER_NAME, requester == null ? null : requester.name())
                .with(Variable.BIDS, String.valueOf(campaign.tally().bids()))
                .with(Variable.NEEDED, String.valueOf(campaign.needed()))
                .with(Variable.RESULT, result(campaign.result()))
                .with(Variable.DETAIL, detail(campaign.result()));
    }

    /** Returns words that say nothing yet, about no campaign. */
    public static Wording empty() {
        return new Wording();
    }

    /** Returns words to try a template out with. */
    public static Wording examples() {
        var wording = new Wording();
        for (var variable : Variable.values()) {
            wording.with(variable, variable.example());
        }
        return wording;
    }

    /**
     * Sets a variable to a text, stripped of what has no business in a message: characters that steer instead of being
     * read, and line breaks where a single line is meant. What is absent is an empty text.
     */
    public Wording with(Variable variable, @Nullable String value) {
        values.put(variable, value == null ? "" : Plain.text(value, variable.prose()));
        return this;
    }

    /** Sets every variable that other words set. */
    public Wording with(Wording other) {
        values.putAll(other.values);
        return this;
    }

    /**
     * Returns the values of a template's variables, by name, for SMS short enough for two segments. What must be said and
     * is empty is left out, so that it is missed.
     */
    Map<String, Object> variables(Template template) {
        var named = new HashMap<String, Object>();
        for (var variable : template.variables()) {
            var value = values.getOrDefault(variable, "");
            boolean known = variable.optional() ? values.containsKey(variable) : !value.isBlank();
            if (known) {
                named.put(variable.wire(), template.channel() == Channel.SMS ? Plain.brief(variable, value) : value);
            }
        }
        return named;
    }

    static String moment(Instant at, ZoneId zone) {
        return Moments.told(at, zone);
    }

    private static String place(BidRequest.Place place) {
        var region = Stream.of(place.state(), place.postalCode())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        var words = Stream.of(place.city(), region)
                .filter(part -> part != null && !part.isBlank())
                .toList();
        return words.isEmpty() ? "the given place" : String.join(", ", words);
    }

    private static String money(Money money) {
        return money.currency() + " " + money.amount().toPlainString();
    }

    private static String result(@Nullable Result result) {
        return switch (result) {
            case GOAL_MET -> "All bids are in";
            case PARTIAL -> "Some bids are in";
            case UNMET -> "No bids came in";
            case null -> "Ended";
        };
    }

    private static String detail(@Nullable Result result) {
        var lines = List.of(
                "The bids, who was asked and when, and how it went are in the campaign's report.",
                "A bid that still comes in is recorded there as well.");
        return result == null ? lines.getFirst() : String.join("\n", lines);
    }
}
