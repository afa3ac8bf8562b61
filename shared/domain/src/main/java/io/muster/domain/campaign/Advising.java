package io.muster.domain.campaign;

import io.muster.domain.adviser.Allowed;
import io.muster.domain.adviser.Counsel;
import io.muster.domain.adviser.Move;
import io.muster.domain.adviser.Question;
import io.muster.domain.adviser.Question.Because;
import io.muster.domain.adviser.Question.ResponseSummary;
import io.muster.domain.adviser.Question.TierPerformance;
import io.muster.domain.campaign.CampaignInput.CheckInDue;
import io.muster.domain.campaign.CampaignInput.CheckInRequested;
import io.muster.domain.campaign.CampaignInput.EscalationRequested;
import io.muster.domain.contact.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a check-in asks an adviser, and what. Whoever feeds a campaign asks before the input is applied, since a decision
 * cannot wait for anybody; what the decision then makes of the answer is decided on the very state that was asked about.
 */
public final class Advising {

    private Advising() {}

    /** Returns what is to be asked before the input is applied to the state; empty where it asks nothing. */
    public static Optional<Question> question(CampaignState state, CampaignInput input) {
        return switch (input) {
            case CheckInDue due
            when CheckIns.live(state.campaign(), due) -> question(state, due.at(), due.pool(), null);
            case CheckInRequested asked -> question(state, asked.at(), asked.pool(), null);
            case EscalationRequested asked -> question(state, asked.at(), asked.pool(), CheckIns.wanted(state, asked));
            case CheckInDue _,
                    CampaignInput.Launched _,
                    CampaignInput.ShortfallFound _,
                    CampaignInput.TouchesFailed _,
                    CampaignInput.BidReceived _,
                    CampaignInput.Replied _,
                    CampaignInput.AnsweredByMachine _,
                    CampaignInput.KeywordTexted _,
                    CampaignInput.Paused _,
                    CampaignInput.Resumed _,
                    CampaignInput.Cancelled _,
                    CampaignInput.TouchSettled _,
                    CampaignInput.ReportMade _,
                    CampaignInput.TouchDue _,
                    CampaignInput.TouchRequested _,
                    CampaignInput.MeetingRecorded _,
                    CampaignInput.MeetingRemoved _,
                    CampaignInput.DealClosed _ -> Optional.empty();
        };
    }

    /** Returns the input with what the adviser replied; an input that asks nothing is unchanged. */
    public static CampaignInput with(CampaignInput input, Counsel counsel) {
        return switch (input) {
            case CheckInDue(var id, var at, var number, var generation, var pool, var _) ->
                new CheckInDue(id, at, number, generation, pool, counsel);
            case CheckInRequested(var id, var at, var pool, var _) -> new CheckInRequested(id, at, pool, counsel);
            case EscalationRequested(var id, var at, var level, var pool, var _) ->
                new EscalationRequested(id, at, level, pool, counsel);
            case CampaignInput.Launched _,
                    CampaignInput.ShortfallFound _,
                    CampaignInput.TouchesFailed _,
                    CampaignInput.BidReceived _,
                    CampaignInput.Replied _,
                    CampaignInput.AnsweredByMachine _,
                    CampaignInput.KeywordTexted _,
                    CampaignInput.Paused _,
                    CampaignInput.Resumed _,
                    CampaignInput.Cancelled _,
                    CampaignInput.TouchSettled _,
                    CampaignInput.ReportMade _,
                    CampaignInput.TouchDue _,
                    CampaignInput.TouchRequested _,
                    CampaignInput.MeetingRecorded _,
                    CampaignInput.MeetingRemoved _,
                    CampaignInput.DealClosed _ -> input;
        };
    }

    private static Optional<Question> question(
            CampaignState state, Instant at, CampaignInput.Pool pool, @Nullable Level atLeast) {
        return asks(state.campaign(), at)
                ? question(Look.at(state, at, pool, atLeast), pool.adviserAt())
                : Optional.empty();
    }

    private static boolean asks(Campaign campaign, Instant at) {
        return campaign.status() == Status.ACTIVE && at.isBefore(campaign.deadline());
    }

    /** Returns the question that a look raises; empty where the rules need no advice. */
    static Optional<Question> question(Look look, Set<Level> levels) {
        return asks(look.state().campaign(), look.at())
                ? because(look, levels).map(because -> question(look, because))
                : Optional.empty();
    }

    /** The rules disagree with each other when bids and chance tell opposite stories. */
    private static Optional<Because> because(Look look, Set<Level> levels) {
        var pace = look.pace();
        double pSuccess = look.next().pSuccess();
        if (levels.contains(look.level())) {
            return Optional.of(Because.LEVEL);
        }
        if (pace.telling() && pace.onTrack() && pSuccess < Look.ALARMING) {
            return Optional.of(Because.ON_TRACK_BUT_UNLIKELY);
        }
        return !pace.onTrack() && pSuccess >= look.state().campaign().confidence()
                ? Optional.of(Because.BEHIND_BUT_LIKELY)
                : Optional.empty();
    }

    private static Question question(Look look, Because because) {
        var state = look.state();
        return new Question(
                state.campaign().key().id(),
                look.at(),
                because,
                facts(look),
                Arrays.stream(Tier.values())
                        .map(tier -> performance(state, tier))
                        .toList(),
                responses(state, look.at()),
                look.level(),
                look.pace().performance(),
                look.next().pSuccess(),
                look.next().wave().plan().total(),
                allowed(look));
    }

    private static Question.Facts facts(Look look) {
        var campaign = look.state().campaign();
        var request = look.state().request();
        return new Question.Facts(
                request.projectType(),
                request.categories(),
                campaign.urgency(),
                campaign.deadline(),
                campaign.needed(),
                campaign.tally().bids(),
                look.pace().expected(),
                look.pace().contacted(),
                Reachable.hours(look.state()).hoursBetween(look.at(), campaign.deadline()),
                campaign.confidence());
    }

    /** A move is allowed where the rules themselves would make it now. */
    private static Allowed allowed(Look look) {
        var moves = EnumSet.of(Move.CONTINUE);
        int most = look.next().most();
        if (most > 0) {
            moves.add(Move.ADD_CONTRACTORS);
        }
        if (look.actions().contains(Action.REMIND_SILENT)) {
            moves.add(Move.CHANGE_CHANNEL);
        }
        if (look.actions().contains(Action.SUGGEST_DEADLINE)) {
            moves.add(Move.EXTEND_DEADLINE);
        }
        if (look.actions().contains(Action.ALERT_OPERATOR)) {
            moves.add(Move.ALERT_OPERATOR);
        }
        return new Allowed(moves, most);
    }

    private static TierPerformance performance(CampaignState state, Tier tier) {
        var contacts = state.byContact().entrySet().stream()
                .filter(entry -> entry.getValue().getFirst().tier() == tier)
                .map(entry -> Optional.ofNullable(state.responses().get(entry.getKey())))
                .toList();
        var responses = contacts.stream().flatMap(Optional::stream).toList();
        return new TierPerformance(
                tier,
                contacts.size(),
                responses.size(),
                (int) responses.stream()
                        .filter(response -> response.bid() != null)
                        .count(),
                (int) responses.stream()
                        .filter(response ->
                                response.bid() == null && response.answer().negative())
                        .count());
    }

    private static List<ResponseSummary> responses(CampaignState state, Instant at) {
        return state.responses().values().stream()
                .sorted(Comparator.comparing(Response::at).reversed().thenComparing(Response::contactId))
                .limit(Question.MOST_RESPONSES)
                .map(response -> new ResponseSummary(
                        response.tier(),
                        response.answer(),
                        Math.max(0, Duration.between(response.at(), at).toMillis() / 3_600_000.0)))
                .toList();
    }
}
