package io.muster.domain.campaign;

import io.muster.domain.adviser.Consultation;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Looks;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of a campaign that has ended, or so far of one that runs.
 *
 * @param ofVersion the campaign's version that it tells of
 * @param pSuccess the chance of success that was forecast when the campaign started
 * @param contacted contacts that were reached, or may have been
 * @param looks who looked at its mails; absent where nobody is told of looks
 * @param account what only an account campaign has; absent for others, and in what an earlier version stored
 */
public record CampaignReport(
        CampaignKey campaign,
        long ofVersion,
        Subject subject,
        String title,
        Status status,
        @Nullable String statusReason,
        @Nullable Result result,
        int needed,
        Tally tally,
        Level highest,
        Instant startAt,
        Instant deadline,
        @Nullable Instant endedAt,
        @Nullable Double pSuccess,
        int contacted,
        @Nullable Cost cost,
        List<ChannelLine> channels,
        List<TierLine> tiers,
        List<CheckIn> checkIns,
        List<EscalationLine> escalations,
        List<AdviserLine> adviser,
        List<BidLine> bids,
        List<ContactLine> contacts,
        @Nullable LookLine looks,
        @Nullable AccountReport account) {

    /** Prices of messages where a workspace gives none. */
    public static final Map<Channel, Double> NO_PRICES = Map.of();

    public CampaignReport {
        channels = List.copyOf(channels);
        tiers = List.copyOf(tiers);
        checkIns = List.copyOf(checkIns);
        escalations = List.copyOf(escalations);
        adviser = List.copyOf(adviser);
        bids = List.copyOf(bids);
        contacts = List.copyOf(contacts);
    }

    /**
     * What the campaign cost, in the one currency in which the request gave its costs and the workspace its prices. What
     * AWS charged is not known for one campaign and is left out.
     *
     * @param contacts contacts reached, at the request's cost of one; absent where the request gave no costs
     * @param missingBids bids missing in the end, at theirs
     * @param surplusBids bids beyond the goal, at theirs
     * @param messages messages sent, at the channels' prices; absent where none has a price
     */
    public record Cost(
            @Nullable Double contacts,
            @Nullable Double missingBids,
            @Nullable Double surplusBids,
            @Nullable Double messages,
            double total) {

        static Cost of(
                @Nullable Double contacts,
                @Nullable Double missingBids,
                @Nullable Double surplusBids,
                @Nullable Double messages) {
            double total = Stream.of(
                            Optional.ofNullable(contacts),
                            Optional.ofNullable(missingBids),
                            Optional.ofNullable(surplusBids),
                            Optional.ofNullable(messages))
                    .flatMap(Optional::stream)
                    .mapToDouble(Double::doubleValue)
                    .sum();
            return new Cost(contacts, missingBids, surplusBids, messages, total);
        }
    }

    /**
     * Touches of one channel and tier, by what became of them.
     *
     * @param sent those that went out, or may have, those that came back included
     */
    public record ChannelLine(
            Channel channel, @Nullable Tier tier, int touches, int sent, Map<TouchState, Integer> states) {

        public ChannelLine {
            states = Collections.unmodifiableMap(new TreeMap<>(states));
        }
    }

    /**
     * How a tier answered.
     *
     * @param rate bids in time or late per contact reached; absent while none was
     * @param medianHours from the first message to the first answer; absent while nobody answered
     */
    public record TierLine(
            Tier tier,
            int contacted,
            int responses,
            int bids,
            int declined,
            @Nullable Double responseRate,
            @Nullable Double rate,
            @Nullable Double medianHours) {}

    /** An escalation that was carried out. */
    public record EscalationLine(Instant at, Level level, Set<Action> actions, int reminders, int tasks, int rerouted) {

        public EscalationLine {
            actions = Collections.unmodifiableSet(new TreeSet<>(actions));
        }
    }

    /** What the adviser said at a check-in, and what came of it. */
    public record AdviserLine(Instant at, Level level, Consultation consultation) {}

    /** A bid, and how it counts in the end. */
    public record BidLine(String contactId, @Nullable Tier tier, Response.Bid bid, Response.Standing standing) {}

    /**
     * A contact that was asked.
     *
     * @param channel of the latest touch
     * @param state of the latest touch
     * @param reason why it was chosen
     * @param note why the latest touch stands where it stands
     */
    public record ContactLine(
            String contactId,
            @Nullable Tier tier,
            Channel channel,
            TouchState state,
            int touches,
            Response.@Nullable Answer answer,
            @Nullable String reason,
            @Nullable String note) {}

    /**
     * Who looked at the mails of a campaign.
     *
     * @param delivered mails to contacts that arrived, which the rates are shares of
     * @param opened those that somebody opened, which proxies and scanners are nobody for
     * @param clicked those in which somebody followed a link
     * @param scanned those that a proxy or scanner looked at, whoever else did
     */
    public record LookLine(
            int delivered, int opened, int clicked, int scanned, double openedRate, double clickedRate) {}

    /** Returns who looked at a campaign's mails; absent while nobody and nothing has, that anybody was told of. */
    public static @Nullable LookLine looks(CampaignState state) {
        var arrived = state.touches()
                .filter(touch -> !touch.kind().notice() && touch.channel() == Channel.EMAIL)
                .filter(touch -> touch.looks() != null
                        || touch.state() == TouchState.DELIVERED
                        || touch.state() == TouchState.COMPLAINED)
                .map(touch -> touch.looks() == null ? Looks.NONE : touch.looks())
                .toList();
        int opened = count(arrived, looks -> looks.openedAt() != null);
        int clicked = count(arrived, looks -> looks.clickedAt() != null);
        int scanned = count(arrived, Looks::scanned);
        return opened + clicked + scanned == 0
                ? null
                : new LookLine(
                        arrived.size(),
                        opened,
                        clicked,
                        scanned,
                        (double) opened / arrived.size(),
                        (double) clicked / arrived.size());
    }

    private static int count(List<Looks> all, Predicate<Looks> which) {
        return (int) all.stream().filter(which).count();
    }

    /** Returns whether it tells all: what an earlier version stored of an account says nothing of its people. */
    public boolean whole() {
        return subject.kind() == Subject.Kind.BID || account != null;
    }

    /** Returns why each contact of an account got its latest touch, by contact. */
    public static Map<String, String> stepReasons(List<History> history) {
        return SequenceReporting.reasons(history);
    }

    /** Returns what the adviser said in a campaign, each time that it was asked. */
    public static List<AdviserLine> adviser(List<History> history) {
        return history.stream()
                .<AdviserLine>mapMulti((line, sink) -> {
                    if (line.event() instanceof Event.CheckedIn(var checkIn, var _, var _, var said) && said != null) {
                        sink.accept(new AdviserLine(line.at(), checkIn.level(), said));
                    }
                })
                .toList();
    }

    /** Returns the report of a campaign as it stands. */
    public static CampaignReport of(CampaignState state, List<History> history) {
        return of(state, history, NO_PRICES);
    }

    /**
     * Returns the report of a campaign as it stands.
     *
     * @param prices of one message, by channel
     */
    public static CampaignReport of(CampaignState state, List<History> history, Map<Channel, Double> prices) {
        return new Reporting(state, history, prices).report();
    }

    /** Returns what a campaign has cost so far; absent where neither its request nor the workspace gives any price. */
    public static @Nullable Cost cost(CampaignState state, Map<Channel, Double> prices) {
        return new Reporting(state, List.of(), prices).cost();
    }
}
