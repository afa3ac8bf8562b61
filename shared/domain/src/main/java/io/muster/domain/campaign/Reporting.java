package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignReport.BidLine;
import io.muster.domain.campaign.CampaignReport.ChannelLine;
import io.muster.domain.campaign.CampaignReport.ContactLine;
import io.muster.domain.campaign.CampaignReport.Cost;
import io.muster.domain.campaign.CampaignReport.EscalationLine;
import io.muster.domain.campaign.CampaignReport.TierLine;
import io.muster.domain.campaign.Response.Standing;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds up a campaign's touches, responses and history. */
final class Reporting {

    private final CampaignState state;
    private final List<History> history;
    private final Map<Channel, Double> prices;
    private final Map<String, List<Touch>> byContact;

    Reporting(CampaignState state, List<History> history, Map<Channel, Double> prices) {
        this.prices = Map.copyOf(prices);
        this.state = state;
        this.history = history;
        this.byContact = new TreeMap<>();
        state.byContact()
                .forEach((contact, touches) ->
                        byContact.put(contact, touches.stream().map(state::told).toList()));
    }

    CampaignReport report() {
        var campaign = state.campaign();
        var plans = plans();
        return new CampaignReport(
                campaign.key(),
                campaign.version(),
                campaign.subject(),
                state.brief().title(),
                campaign.status(),
                campaign.statusReason(),
                campaign.result(),
                campaign.needed(),
                campaign.tally(),
                campaign.highest(),
                campaign.startAt(),
                campaign.deadline(),
                campaign.endedAt(),
                plans.isEmpty() ? null : plans.getFirst().pSuccess(),
                contacted(),
                cost(),
                channels(),
                tiers(),
                events(Event.CheckedIn.class).map(Event.CheckedIn::checkIn).toList(),
                escalations(),
                CampaignReport.adviser(history),
                bids(),
                contacts(plans),
                CampaignReport.looks(state),
                state.brief() instanceof AccountBrief account
                        ? new SequenceReporting(state, account, history).report()
                        : null);
    }

    /** Nobody of an account has a tier. */
    private List<TierLine> tiers() {
        return state.brief() instanceof AccountBrief
                ? List.of()
                : Arrays.stream(Tier.values()).map(this::tier).toList();
    }

    private List<ChannelLine> channels() {
        var lines = new ArrayList<ChannelLine>();
        state.touches()
                .filter(touch -> !touch.kind().notice())
                .map(state::told)
                .collect(Collectors.groupingBy(
                        Touch::channel,
                        TreeMap::new,
                        Collectors.groupingBy(touch -> Optional.ofNullable(touch.tier()), Collectors.toList())))
                .forEach((channel, byTier) -> byTier.forEach((tier, touches) -> lines.add(
                        new ChannelLine(channel, tier.orElse(null), touches.size(), sent(touches), states(touches)))));
        lines.sort(Comparator.comparing(ChannelLine::channel)
                .thenComparing(ChannelLine::tier, Comparator.nullsLast(Comparator.naturalOrder())));
        return lines;
    }

    private static int sent(List<Touch> touches) {
        return (int) touches.stream()
                .filter(touch -> touch.state().reached() || touch.state() == TouchState.BOUNCED)
                .count();
    }

    private static Map<TouchState, Integer> states(List<Touch> touches) {
        var states = new TreeMap<TouchState, Integer>();
        touches.forEach(touch -> states.merge(touch.state(), 1, Integer::sum));
        return states;
    }

    private TierLine tier(Tier tier) {
        var reached = byContact.entrySet().stream()
                .filter(entry -> tier == entry.getValue().getFirst().tier() && reached(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        var responses = reached.stream()
                .flatMap(id -> Stream.ofNullable(state.responses().get(id)))
                .toList();
        int bids = (int)
                responses.stream().filter(response -> response.bid() != null).count();
        int declined = (int) responses.stream()
                .filter(response -> response.bid() == null && response.answer().negative())
                .count();
        return new TierLine(
                tier,
                reached.size(),
                responses.size(),
                bids,
                declined,
                share(responses.size(), reached.size()),
                share(bids, reached.size()),
                median(responses.stream().flatMap(this::hours).sorted().toList()));
    }

    /** Hours from the contact's first message to its first answer. */
    private Stream<Double> hours(Response response) {
        return byContact.getOrDefault(response.contactId(), List.of()).stream()
                .map(Touch::sentAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(sent ->
                        Math.max(0, Duration.between(sent, response.firstAt()).toMillis() / 3_600_000.0))
                .stream();
    }

    private List<EscalationLine> escalations() {
        return history.stream()
                .filter(line -> line.event() instanceof Event.Escalated)
                .map(line -> escalation(line.at(), (Event.Escalated) line.event()))
                .toList();
    }

    private int contacted() {
        return (int) byContact.values().stream().filter(Reporting::reached).count();
    }

    @Nullable
    Cost cost() {
        var costs = state.brief() instanceof BidRequest request ? request.costs() : null;
        if (costs == null && prices.isEmpty()) {
            return null;
        }
        var tally = state.campaign().tally();
        int needed = state.campaign().needed();
        boolean ended = state.campaign().status().terminal();
        return Cost.of(
                costs == null ? null : costs.perContact() * contacted(),
                costs == null ? null : costs.missingBid() * (ended ? Math.max(0, needed - tally.bids()) : 0),
                costs == null ? null : costs.surplusBid() * tally.surplus(needed),
                prices.isEmpty() ? null : messages());
    }

    private double messages() {
        return channels().stream()
                .mapToDouble(line -> line.sent() * prices.getOrDefault(line.channel(), 0.0))
                .sum();
    }

    private static EscalationLine escalation(Instant at, Event.Escalated event) {
        return new EscalationLine(
                at,
                event.level(),
                event.actions(),
                event.reminders(),
                event.tasks().size(),
                event.rerouted());
    }

    /** Those in time count in the order in which they came, until the goal is met. */
    private List<BidLine> bids() {
        var closes = Answers.closes(state.campaign());
        var inTime = new int[1];
        return state.responses().values().stream()
                .filter(response -> response.bid() != null)
                .sorted(Comparator.comparing(
                                (Response response) -> bid(response).receivedAt())
                        .thenComparing(Response::contactId))
                .map(response -> {
                    var standing = bid(response).receivedAt().isAfter(closes)
                            ? Standing.LATE
                            : ++inTime[0] > state.campaign().needed() ? Standing.SURPLUS : Standing.COUNTED;
                    return new BidLine(response.contactId(), response.tier(), bid(response), standing);
                })
                .toList();
    }

    private List<ContactLine> contacts(List<WavePlan> plans) {
        var reasons = new HashMap<>(SequenceReporting.reasons(history));
        plans.forEach(plan -> reasons.putAll(plan.reasons()));
        return byContact.entrySet().stream()
                .map(entry -> {
                    var latest = entry.getValue().getLast();
                    var response = state.responses().get(entry.getKey());
                    return new ContactLine(
                            entry.getKey(),
                            latest.tier(),
                            latest.channel(),
                            latest.state(),
                            entry.getValue().size(),
                            response == null ? null : response.answer(),
                            reasons.get(entry.getKey()),
                            latest.reason());
                })
                .toList();
    }

    private List<WavePlan> plans() {
        return history.stream()
                .flatMap(line -> Stream.ofNullable(line.event().plan()))
                .toList();
    }

    private <E extends Event> Stream<E> events(Class<E> type) {
        return history.stream().map(History::event).filter(type::isInstance).map(type::cast);
    }

    private static boolean reached(List<Touch> touches) {
        return touches.stream().anyMatch(touch -> touch.state().reached());
    }

    private static Response.Bid bid(Response response) {
        return Objects.requireNonNull(response.bid());
    }

    private static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static @Nullable Double median(List<Double> sorted) {
        int half = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return null;
        }
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
