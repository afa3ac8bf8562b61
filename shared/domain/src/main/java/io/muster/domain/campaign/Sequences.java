package io.muster.domain.campaign;

import io.muster.domain.account.Course;
import io.muster.domain.account.Sequence;
import io.muster.domain.account.SequencePlan;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.account.Step;
import io.muster.domain.account.Upcoming;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.campaign.CampaignInput.TouchDue;
import io.muster.domain.campaign.CampaignInput.TouchRequested;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an account campaign begins, goes on touch by touch and ends. One touch is planned at a time, when it is due, so that
 * it follows from all that is known then; one timer is for the next.
 */
final class Sequences {

    /** How long a touch that is still under way keeps the next from being looked for. */
    private static final Duration LOOK_AGAIN = Duration.ofDays(1);

    /** What is due goes within this, unless something holds it. */
    private static final Duration A_WHILE = Duration.ofMinutes(15);

    private Sequences() {}

    static CampaignCreated create(AccountRequested requested) {
        var head = head(requested);
        var empty = new CampaignState(head, requested.brief(), List.of(), new TreeMap<>());
        var plan = plan(empty, requested.brief(), requested.people());
        return switch (plan.next(requested.at())) {
            case Upcoming.Due(var step, var _) -> {
                var planned = FirstWords.touch(empty, requested.brief(), requested.people(), step);
                var campaign = stepped(head, plan, step).build();
                var state =
                        new CampaignState(campaign, requested.brief(), Slice.of(1, List.of(planned)), new TreeMap<>());
                yield new CampaignCreated(state, new Event.Created(Status.ACTIVE, null, step), null, List.of());
            }
            case Upcoming.Held(var until, var _) -> {
                var campaign =
                        begun(head).alarm(lookAgain(requested.at(), until)).build();
                yield new CampaignCreated(
                        new CampaignState(campaign, requested.brief(), List.of(), new TreeMap<>()),
                        new Event.Created(Status.ACTIVE, null),
                        null,
                        List.of());
            }
            case Upcoming.Over(var why) -> throw new IllegalArgumentException("no account campaign can start: " + why);
        };
    }

    /** The timer fired: the next touch is planned, or looked for later, or the campaign is over. */
    static Decision due(CampaignState state, AccountBrief brief, TouchDue input) {
        var campaign = state.campaign();
        if (!campaign.status().running() || input.generation() != campaign.generation()) {
            return new Decision.Ignored("the timer is stale");
        }
        if (campaign.sequenceOrStart()
                .met()
                .filter(met -> !met.isAfter(input.at()))
                .isPresent()) {
            return SequenceControls.held(state, brief, input.at());
        }
        if (!input.at().isBefore(campaign.deadline())) {
            return SequenceControls.over(state, input.at(), "its time is over");
        }
        if (campaign.status() == Status.PAUSED) {
            return new Decision.Ignored("the campaign is paused");
        }
        var course = Course.of(state);
        var due = earliest(course, brief);
        if (due.isAfter(input.at())) {
            return postponed(campaign, due, "the touch before went later than it was planned");
        }
        if (underWay(course)) {
            var look = afterIt(course, input.at());
            return HeldLong.look(state, brief, input.at(), look, "the touch before is still under way");
        }
        var upcoming = plan(state, brief, input.people()).next(input.at());
        return goesOn(state, brief, input.people(), upcoming, input.at());
    }

    /** What comes next is planned, or looked for when it may be, or the campaign is over; or who has left pauses it. */
    static Decision goesOn(CampaignState state, AccountBrief brief, People people, Upcoming upcoming, Instant at) {
        return Leavers.pause(state, brief, people, upcoming, at)
                .orElseGet(() -> next(state, brief, people, upcoming, at));
    }

    private static Decision next(
            CampaignState state, AccountBrief brief, People people, Upcoming upcoming, Instant at) {
        return switch (upcoming) {
            case Upcoming.Due(var step, var from) when !from.isAfter(at) -> planned(state, brief, people, step);
            case Upcoming.Due(var _, var from) ->
                postponed(state.campaign(), from, "nobody is touched again before the time for an answer is over");
            case Upcoming.Held(var until, var why) -> HeldLong.look(state, brief, at, lookAgain(at, until), why);
            case Upcoming.Over(var why) -> SequenceControls.over(state, at, why);
        };
    }

    /** A while after the moment of what is under way: it goes by then, or a gate holds it, which may be for days. */
    private static Instant afterIt(Course course, Instant at) {
        return course.waiting()
                .flatMap(touch -> Stream.ofNullable(touch.notBefore()))
                .map(moment -> moment.plus(A_WHILE))
                .filter(moment -> moment.isAfter(at))
                .max(Instant::compareTo)
                .orElse(at.plus(LOOK_AGAIN));
    }

    /** Holds may end before their time, so that nobody waits for it without a look. */
    private static Instant lookAgain(Instant at, Instant until) {
        var tomorrow = at.plus(LOOK_AGAIN);
        return until.isBefore(tomorrow) ? until : tomorrow;
    }

    /** Returns when the next look is due by when the latest touch really went. */
    static Instant earliest(Course course, AccountBrief brief) {
        int done = course.done();
        return course.last()
                .map(last -> done >= brief.terms().maxTouches()
                        ? last.plus(Duration.ofHours(brief.terms().responseTimeoutHours()))
                        : brief.due(last, done))
                .orElse(Instant.MIN);
    }

    /**
     * Somebody wants the next touch now: that shortens the interval, and no contact's time to answer; it finds out as the
     * timer does who has left.
     */
    static Decision asked(CampaignState state, AccountBrief brief, TouchRequested input) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case ACTIVE -> now(state, brief, input);
            case PAUSED -> Controls.refused(campaign, Decision.Code.NOT_RUNNING, "is paused; resume it first");
            case DRAFT, SCHEDULED -> Controls.refused(campaign, Decision.Code.NOT_STARTED, "has not started");
            case COMPLETED, CANCELLED, FAILED -> Controls.ended(campaign);
        };
    }

    private static Decision now(CampaignState state, AccountBrief brief, TouchRequested input) {
        var campaign = state.campaign();
        if (underWay(Course.of(state))) {
            return Controls.refused(campaign, Decision.Code.TOO_EARLY, "has a touch under way");
        }
        var upcoming = plan(state, brief, input.people()).next(input.at());
        return Leavers.pause(state, brief, input.people(), upcoming, input.at())
                .orElseGet(() -> now(state, brief, input, upcoming));
    }

    private static Decision now(CampaignState state, AccountBrief brief, TouchRequested input, Upcoming upcoming) {
        var campaign = state.campaign();
        return switch (upcoming) {
            case Upcoming.Due(var step, var from)
            when !from.isAfter(input.at()) -> planned(state, brief, input.people(), step);
            case Upcoming.Due(var _, var from) ->
                Controls.refused(campaign, Decision.Code.TOO_EARLY, "may touch nobody again before " + from);
            case Upcoming.Held(var until, var why) ->
                Controls.refused(
                        campaign, Decision.Code.TOO_EARLY, "may touch nobody before " + until + ", since " + why);
            case Upcoming.Over(var why) ->
                Controls.refused(campaign, Decision.Code.NOT_RUNNING, "has no touch left: " + why);
        };
    }

    private static Decision planned(CampaignState state, AccountBrief brief, People people, Step step) {
        var touch = FirstWords.touch(state, brief, people, step);
        var plan = plan(state, brief, people);
        var head = stepped(state.campaign(), plan, step).build();
        var slices = Slice.of(head.waves(), List.of(touch));
        return new Decision.Changed(head, slices, null, List.of(), new Event.TouchPlanned(step, touch.reference()));
    }

    /** The next look comes later, and nothing that was told of a hold is true any more. */
    static Decision postponed(Campaign campaign, Instant until, String why) {
        return postponed(campaign, until, why, null);
    }

    /**
     * The next look comes later.
     *
     * @param held what its owner has been told that holds it; absent where nothing does, or not for long
     */
    static Decision postponed(Campaign campaign, Instant until, String why, @Nullable String held) {
        var at = within(campaign, until);
        var head = campaign.next().status(Status.ACTIVE, held).alarm(at).build();
        return new Decision.Changed(head, List.of(), null, List.of(), new Event.TouchPostponed(at, why));
    }

    private static Next stepped(Campaign campaign, SequencePlan plan, Step step) {
        var after = plan.after(step);
        return begun(campaign)
                .waves(campaign.waves() + 1)
                .sequence(campaign.sequenceOrStart().stepped())
                .alarm(within(campaign, after));
    }

    /** Returns when a timer for a moment fires: at the campaign's end at the latest. */
    static Instant within(Campaign campaign, Instant moment) {
        return moment.isBefore(campaign.deadline()) ? moment : campaign.deadline();
    }

    private static Next begun(Campaign campaign) {
        return campaign.next().status(Status.ACTIVE, null);
    }

    /** Returns whether a touch is planned, and will go, or on its way. */
    static boolean underWay(Course course) {
        return course.waiting().findAny().isPresent();
    }

    static SequencePlan plan(CampaignState state, AccountBrief brief, People people) {
        return new SequencePlan(state, brief, people.reach(), people.enabled());
    }

    private static Campaign head(AccountRequested requested) {
        return new Campaign(
                requested.key(),
                Subject.account(requested.accountId()),
                Status.DRAFT,
                null,
                1,
                0,
                Urgency.STANDARD,
                requested.brief().terms().channels(),
                requested.at(),
                requested.at().plus(SequenceTerms.LONGEST),
                List.of(requested.at()),
                1,
                0,
                Level.NONE,
                Level.NONE,
                Set.of(),
                Tally.ZERO,
                0,
                null,
                null,
                null,
                false,
                Sequence.START.leftBy(Leavers.of(requested.brief(), requested.people())),
                0);
    }
}
