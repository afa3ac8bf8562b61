package io.muster.domain.campaign;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Meeting;
import io.muster.domain.account.Member;
import io.muster.domain.account.Role;
import io.muster.domain.campaign.AccountReport.AnswerLine;
import io.muster.domain.campaign.AccountReport.ConflictLine;
import io.muster.domain.campaign.AccountReport.DealLine;
import io.muster.domain.campaign.AccountReport.Fate;
import io.muster.domain.campaign.AccountReport.MeetingLine;
import io.muster.domain.campaign.AccountReport.PauseLine;
import io.muster.domain.campaign.AccountReport.PersonLine;
import io.muster.domain.campaign.AccountReport.ReferenceLine;
import io.muster.domain.reply.Keyword;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what became of an account's sequence off its touches and its history. */
final class SequenceReporting {

    private final CampaignState state;
    private final AccountBrief brief;
    private final List<History> history;

    SequenceReporting(CampaignState state, AccountBrief brief, List<History> history) {
        this.state = state;
        this.brief = brief;
        this.history = history;
    }

    AccountReport report() {
        return new AccountReport(
                brief.members().stream().map(this::person).toList(),
                history.stream().flatMap(this::answer).toList(),
                conflicts(),
                pauses(),
                meetings(),
                history.stream().flatMap(SequenceReporting::deal).toList(),
                references());
    }

    /** Returns why each contact got its latest touch, by contact. */
    static Map<String, String> reasons(List<History> history) {
        return history.stream()
                .flatMap(line -> switch (line.event()) {
                    case Event.Created(var _, var _, var step) -> Stream.ofNullable(step);
                    case Event.TouchPlanned(var step, var _) -> Stream.of(step);
                    default -> Stream.empty();
                })
                .collect(Collectors.toMap(step -> step.contactId(), step -> step.why(), (_, later) -> later));
    }

    private PersonLine person(Member member) {
        var reached = state.touches()
                .filter(touch -> !touch.kind().notice() && touch.state().reached())
                .filter(touch -> touch.contactId().equals(member.contactId()))
                .toList();
        var response = state.responses().get(member.contactId());
        return new PersonLine(
                member.contactId(),
                member.role(),
                member.priority(),
                member.inquired(),
                reached.size(),
                reached.stream()
                        .map(Touch::sentAt)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null),
                response == null ? null : response.answer());
    }

    private @Nullable Role role(String contactId) {
        return brief.member(contactId).map(Member::role).orElse(null);
    }

    /** A STOP is an answer; HELP and START say nothing for or against. */
    private Stream<AnswerLine> answer(History line) {
        return switch (line.event()) {
            case Event.Answered(var contactId, var answer, var reading, var _, var _) ->
                Stream.of(new AnswerLine(line.at(), contactId, role(contactId), answer, reading));
            case Event.KeywordReceived(var contactId, var keyword, var _, var _)
            when keyword == Keyword.STOP ->
                Stream.of(new AnswerLine(line.at(), contactId, role(contactId), Response.Answer.OPTED_OUT, null));
            default -> Stream.empty();
        };
    }

    /** What comes in when all is over speaks against nothing. */
    private List<ConflictLine> conflicts() {
        long last = last();
        return history.stream()
                .filter(line -> line.version() <= last)
                .flatMap(SequenceReporting::conflicts)
                .toList();
    }

    private static Stream<ConflictLine> conflicts(History line) {
        var by = switch (line.event()) {
            case Event.Answered answered -> answered.contactId();
            case Event.KeywordReceived texted -> texted.contactId();
            default -> null;
        };
        return found(line.event()).stream().map(conflict -> new ConflictLine(line.at(), conflict, by));
    }

    private static Set<Conflict> found(Event event) {
        return switch (event) {
            case Event.Answered answered -> answered.conflicts();
            case Event.KeywordReceived texted -> texted.conflicts();
            case Event.MeetingChanged(var meeting, var _, var _)
            when meeting != null -> Set.of(Conflict.MEETING_SCHEDULED);
            case Event.DealRecorded(var won, var _) -> Set.of(won ? Conflict.DEAL_WON : Conflict.DEAL_LOST);
            case Event.Paused(var reason) when reason != null -> named(reason);
            default -> Set.of();
        };
    }

    /** What somebody's leaving has paused says so by the names of all that was found; a hand says it in words of its own. */
    private static Set<Conflict> named(String reason) {
        var names = List.of(reason.split(", ", -1));
        var found = Stream.of(Conflict.values())
                .filter(conflict -> names.contains(conflict.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        return found.size() == names.size() ? found : Set.of();
    }

    private static Stream<DealLine> deal(History line) {
        return line.event() instanceof Event.DealRecorded(var won, var _)
                ? Stream.of(new DealLine(line.at(), won))
                : Stream.empty();
    }

    /** A pause goes on, whatever else is found while it lasts, until somebody resumes, its meeting is off, or all is over. */
    private List<PauseLine> pauses() {
        var pauses = new ArrayList<PauseLine>();
        PauseLine lasting = null;
        long last = last();
        for (var line : history) {
            boolean over = line.version() >= last;
            if (lasting != null && (over || goesOn(line.event()))) {
                pauses.add(new PauseLine(lasting.from(), line.at(), lasting.conflicts(), lasting.said()));
                lasting = null;
            } else if (!over) {
                lasting = paused(lasting, line);
            }
            if (over) {
                return pauses;
            }
        }
        if (lasting != null) {
            pauses.add(lasting);
        }
        return pauses;
    }

    private static @Nullable PauseLine paused(@Nullable PauseLine lasting, History line) {
        var found = found(line.event());
        var said = found.isEmpty() && line.event() instanceof Event.Paused(var reason) ? reason : null;
        if (found.isEmpty() && !(line.event() instanceof Event.Paused)) {
            return lasting;
        }
        if (lasting == null) {
            return new PauseLine(line.at(), null, found, said);
        }
        var all = Stream.concat(lasting.conflicts().stream(), found.stream()).collect(Collectors.toSet());
        return new PauseLine(lasting.from(), null, all, said == null ? lasting.said() : said);
    }

    private static boolean goesOn(Event event) {
        return switch (event) {
            case Event.Resumed _ -> true;
            case Event.MeetingChanged(var _, var _, var status) -> status == Status.ACTIVE;
            default -> false;
        };
    }

    /** Returns the version that ended the campaign, which an answer may have been; one that never comes while it lives. */
    private long last() {
        var ended = state.campaign().endedAt();
        if (ended == null) {
            return Long.MAX_VALUE;
        }
        return history.stream()
                .filter(line -> ends(line.event()))
                .mapToLong(History::version)
                .findFirst()
                .orElseGet(() -> history.stream()
                        .filter(line -> negative(line.event()) && !line.at().isAfter(ended))
                        .mapToLong(History::version)
                        .max()
                        .orElse(Long.MAX_VALUE));
    }

    private static boolean ends(Event event) {
        return event instanceof Event.SequenceEnded
                || event instanceof Event.Cancelled
                || event instanceof Event.Failed;
    }

    /** The last no ends a campaign by itself. */
    private static boolean negative(Event event) {
        return switch (event) {
            case Event.Answered answered -> answered.answer().negative();
            case Event.KeywordReceived texted -> texted.keyword() == Keyword.STOP;
            default -> false;
        };
    }

    private List<MeetingLine> meetings() {
        var entered = new LinkedHashMap<String, Meeting>();
        history.stream()
                .flatMap(line -> line.event() instanceof Event.MeetingChanged(var meeting, var _, var _)
                        ? Stream.ofNullable(meeting)
                        : Stream.empty())
                .forEach(meeting -> entered.put(meeting.id(), meeting));
        state.campaign().sequenceOrStart().meetings().forEach(meeting -> entered.put(meeting.id(), meeting));
        return entered.values().stream()
                .map(meeting -> new MeetingLine(meeting, fate(meeting)))
                .toList();
    }

    private Fate fate(Meeting meeting) {
        var campaign = state.campaign();
        if (!campaign.sequenceOrStart().meets(meeting.id())) {
            return Fate.REMOVED;
        }
        return campaign.result() == Result.GOAL_MET ? Fate.HELD : Fate.SCHEDULED;
    }

    private List<ReferenceLine> references() {
        return state.touches()
                .filter(touch -> touch.state().reached())
                .flatMap(touch -> Stream.ofNullable(touch.reference())
                        .map(named -> new ReferenceLine(
                                touch.sentAt(), touch.contactId(), named.contactId(), named.inquired())))
                .toList();
    }
}
