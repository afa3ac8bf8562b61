package io.muster.functions.dispatch.template;

import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.Money;
import io.muster.domain.campaign.Result;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What templates may speak of, in words: every variable, and an empty string for what there is nothing to say about. */
public final class Wording {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEEE, MMMM d, h:mm a zzz", Locale.ENGLISH);

    private final Map<String, Object> variables = new HashMap<>();

    private Wording() {}

    /**
     * Returns the words about a campaign, its moments told on the clock of the reader.
     *
     * @param zone the reader's; absent when unknown, so that the campaign's is told
     */
    public static Wording of(Campaign campaign, BidRequest request, @Nullable ZoneId zone) {
        var wording = new Wording();
        var requester = request.requester();
        return wording.with("projectTitle", request.title())
                .with("description", request.description())
                .with("place", place(request.place()))
                .with("deadline", moment(campaign.deadline(), zone == null ? request.zone() : zone))
                .with("budget", request.budgetMax() == null ? null : money(request.budgetMax()))
                .with("groupBidding", request.groupBiddingProjects().isEmpty() ? null : "yes")
                .with("requesterName", requester == null ? null : requester.name())
                .with("bids", String.valueOf(campaign.tally().bids()))
                .with("needed", String.valueOf(campaign.needed()))
                .with("result", result(campaign.result()))
                .with("detail", detail(campaign.result()));
    }

    /** Returns the same words with one more; what is absent is an empty string. */
    public Wording with(String variable, @Nullable String value) {
        variables.put(variable, value == null ? "" : value);
        return this;
    }

    /** Returns all variables with their values. */
    public Map<String, Object> variables() {
        return Map.copyOf(variables);
    }

    static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone));
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
