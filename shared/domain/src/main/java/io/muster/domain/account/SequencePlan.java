package io.muster.domain.account;

import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Reach;
import io.muster.domain.task.ByHand;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Occasion;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom an account campaign touches next, on which channel, when and why; and, if nobody answers, all that follows.
 *
 * <p>The first three touches go to the best contact. Then one colleague after the other joins, best first, some days after
 * the best contact's last touch, until as many are engaged as may be; then whoever of the engaged was touched longest ago
 * is next. Nobody is touched again before the time for an answer is over.
 */
public final class SequencePlan {

    /** So many touches go to the best contact before a colleague joins. */
    private static final int TO_THE_BEST = 3;

    private final AccountBrief brief;
    private final SequenceTerms terms;
    private final Map<String, Reach> reach;
    private final Set<Channel> enabled;
    private final Occasion occasion;
    private final Course course;

    /**
     * A plan of a campaign as it stands.
     *
     * @param reach how its members can be reached now; whoever is absent cannot
     * @param enabled channels that may be planned
     */
    public SequencePlan(CampaignState state, AccountBrief brief, Map<String, Reach> reach, Set<Channel> enabled) {
        this.brief = brief;
        this.terms = brief.terms();
        this.reach = Map.copyOf(reach);
        this.enabled = Set.copyOf(enabled);
        this.occasion = Occasion.of(state.campaign(), brief).sending();
        this.course = Course.of(state, this.reach.keySet());
    }

    /** Returns what comes next at a moment, or after it. */
    public Upcoming next(Instant at) {
        return next(course.done(), made(), at);
    }

    /** Returns when the touch after a step is to be looked for, once that step is planned for its moment. */
    public Instant after(Step step) {
        return after(step, made());
    }

    /**
     * Returns every touch that is to come if nobody answers and nothing is held, the first at or after a moment.
     *
     * @param at when the next one is due
     */
    public List<Step> ahead(Instant at) {
        var made = new ArrayList<>(made());
        var steps = new ArrayList<Step>();
        var due = at;
        for (int number = course.done(); number < terms.maxTouches(); number++) {
            if (!(next(number, made, due) instanceof Upcoming.Due(var step, var _))) {
                return steps;
            }
            steps.add(step);
            due = after(step, made);
            made.add(Made.of(step));
        }
        return steps;
    }

    /** Returns the channel that reaches a contact next: a person's errand where none does. */
    public Channel channel(String contactId) {
        return channel(contactId, made());
    }

    /** Returns the first moment from another at which a contact may be touched on a channel. */
    public Instant open(String contactId, Channel channel, Instant from) {
        return open(contactId, channel, from, made());
    }

    /**
     * Returns what becomes of a touch that waits: when it goes, at a moment or after it, and on which channel, should its own
     * be closed by now.
     */
    public Step coming(Touch waiting, Instant at) {
        var others = new ArrayList<>(made());
        Made.of(waiting).ifPresent(others::remove);
        var contactId = waiting.contactId();
        var channel = closed(waiting) ? channel(contactId, others) : waiting.channel();
        var due = waiting.notBefore();
        var from = due == null || due.isBefore(at) ? at : due;
        return new Step(
                course.done(),
                contactId,
                channel,
                open(contactId, channel, from, others),
                "it is planned, and goes as soon as nothing holds it");
    }

    private boolean closed(Touch waiting) {
        var place = reach.get(waiting.contactId());
        return waiting.state() == TouchState.PLANNED
                && waiting.channel() != Channel.MANUAL
                && (place == null || !place.channels().contains(waiting.channel()));
    }

    private Instant open(String contactId, Channel channel, Instant from, List<Made> made) {
        var place = reach.get(contactId);
        var planned =
                Made.of(made, contactId).filter(Made::toCome).map(Made::at).toList();
        return place == null ? from : place.open(occasion, channel, planned, from);
    }

    /** Returns how far the campaign has come. */
    public Course course() {
        return course;
    }

    /** Returns members who are left: reachable in some way, without an answer that nobody has settled, and without a no. */
    public List<Member> left() {
        return brief.members().stream()
                .filter(member -> course.left(member.contactId()))
                .toList();
    }

    private Upcoming next(int done, List<Made> made, Instant at) {
        if (done >= terms.maxTouches()) {
            return new Upcoming.Over(
                    (done == 1 ? "the one touch has been made" : "all " + done + " touches have been made") + untold());
        }
        if (course.hopeless()) {
            return new Upcoming.Over("too many touches were planned that never went");
        }
        var left = left();
        if (left.isEmpty()) {
            return new Upcoming.Over("no reachable contact is left");
        }
        var open =
                left.stream().filter(member -> !spent(member.contactId(), made)).toList();
        if (open.isEmpty()) {
            return new Upcoming.Over("whoever is left has been touched as often as may be");
        }
        var free = open.stream().filter(member -> held(member, at) == null).toList();
        if (free.isEmpty()) {
            var until = open.stream()
                    .map(member -> held(member, at))
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder());
            return new Upcoming.Held(until.orElse(at), "other campaigns have every contact that is left");
        }
        return due(done + 1, turn(done, free, made, at), made);
    }

    /** Says how much of what was made is people's work of which nobody has told anything. */
    private String untold() {
        long untold = course.touches()
                .filter(touch -> ByHand.handedOver(touch) && !ByHand.tried(touch))
                .count();
        return untold == 0
                ? ""
                : "; nobody has told what came of "
                        + (untold == 1 ? "one of them, a call or a task" : untold + " of them, calls or tasks");
    }

    /** Returns whether the claim would let no further touch of a contact go, on whatever channel. */
    public boolean spent(String contactId) {
        return spent(contactId, made());
    }

    private boolean spent(String contactId, List<Made> made) {
        var place = reach.get(contactId);
        int planned = (int) Made.of(made, contactId).filter(Made::toCome).count();
        return place != null && place.spent(occasion, planned);
    }

    private @Nullable Instant held(Member member, Instant at) {
        var place = reach.get(member.contactId());
        var until = place == null ? null : place.heldUntil();
        return until == null || !until.isAfter(at) ? null : until;
    }

    /** Whose turn it is, from when, and why. */
    private record Turn(Member member, Instant from, String why) {}

    private Turn turn(int done, List<Member> free, List<Made> made, Instant at) {
        if (done < TO_THE_BEST) {
            var best = free.getFirst();
            return new Turn(best, again(best, made, at), "the account's best contact, of priority " + best.priority());
        }
        return colleague(free, made, at)
                .or(() -> longestAgo(free, made, at))
                .orElseGet(() -> new Turn(free.getFirst(), at, "the next best contact that is left"));
    }

    /** A colleague joins some days after the best contact's last touch, while there is room. */
    private Optional<Turn> colleague(List<Member> free, List<Made> made, Instant at) {
        long engaged = left().stream()
                .filter(member -> Made.last(made, member.contactId()).isPresent())
                .count();
        if (engaged >= terms.maxConcurrentContacts()) {
            return Optional.empty();
        }
        var since = brief.members().stream()
                .flatMap(member -> Made.last(made, member.contactId()).stream())
                .findFirst();
        var from = since.map(last -> brief.days(last, terms.colleagueDelayDays()))
                .filter(joins -> joins.isAfter(at))
                .orElse(at);
        return free.stream()
                .filter(member -> Made.last(made, member.contactId()).isEmpty())
                .findFirst()
                .map(member -> new Turn(
                        member,
                        from,
                        "a colleague joins, of priority " + member.priority() + ", " + terms.colleagueDelayDays()
                                + " days or more after the best contact's last touch"));
    }

    private Optional<Turn> longestAgo(List<Member> free, List<Made> made, Instant at) {
        return free.stream()
                .filter(member -> Made.last(made, member.contactId()).isPresent())
                .min(Comparator.comparing(
                        member -> Made.last(made, member.contactId()).orElseThrow()))
                .map(member -> new Turn(
                        member, again(member, made, at), "of those engaged the one whose last touch is longest ago"));
    }

    /** Returns the first moment at which a contact has had its time to answer. */
    private Instant again(Member member, List<Made> made, Instant at) {
        return Stream.concat(
                        Stream.of(at),
                        Made.last(made, member.contactId()).map(last -> last.plus(terms.responseTimeout())).stream())
                .max(Comparator.naturalOrder())
                .orElse(at);
    }

    private Upcoming due(int number, Turn turn, List<Made> made) {
        var contactId = turn.member().contactId();
        var channel = channel(contactId, made);
        var step = new Step(number, contactId, channel, open(contactId, channel, turn.from(), made), turn.why());
        return new Upcoming.Due(step, turn.from());
    }

    /**
     * So many attempts on each channel in order, those left out that do not reach the contact; it stays on the last. Where
     * none is left a profile is one more way, and then a person has to find one.
     */
    private Channel channel(String contactId, List<Made> made) {
        var place = reach.get(contactId);
        var usable = place == null ? List.<Channel>of() : place.channels();
        var ways = terms.channels().stream()
                .filter(enabled::contains)
                .filter(way -> way == Channel.MANUAL || usable.contains(way))
                .filter(way -> Made.of(made, contactId).noneMatch(one -> one.lost() && one.channel() == way))
                .toList();
        if (ways.isEmpty()) {
            return usable.contains(Channel.LINKEDIN) && enabled.contains(Channel.LINKEDIN)
                    ? Channel.LINKEDIN
                    : Channel.MANUAL;
        }
        int attempts = (int) Made.of(made, contactId).filter(one -> !one.lost()).count();
        return ways.get(Math.min(attempts / terms.attemptsPerChannel(), ways.size() - 1));
    }

    private Instant after(Step step, List<Made> made) {
        if (step.number() >= terms.maxTouches()) {
            return step.at().plus(terms.responseTimeout());
        }
        var with = new ArrayList<>(made);
        with.add(Made.of(step));
        var interval = brief.due(step.at(), step.number());
        return switch (next(step.number(), with, interval)) {
            case Upcoming.Due(var _, var from) -> from;
            case Upcoming.Held(var until, var _) -> until;
            case Upcoming.Over _ -> interval;
        };
    }

    private List<Made> made() {
        return course.touches().flatMap(touch -> Made.of(touch).stream()).toList();
    }
}
