package io.muster.domain.campaign;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Course;
import io.muster.domain.account.Sequence;
import io.muster.domain.campaign.CampaignInput.DealClosed;
import io.muster.domain.campaign.CampaignInput.MeetingRecorded;
import io.muster.domain.campaign.CampaignInput.MeetingRemoved;
import io.muster.domain.campaign.CampaignInput.Paused;
import io.muster.domain.campaign.CampaignInput.Resumed;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What pauses an account campaign, lets it go on, and ends it: meetings, deals and people's hands. */
final class SequenceControls {

    private SequenceControls() {}

    /** A meeting pauses the sequence until it has been held, which is its goal. */
    static Decision meeting(CampaignState state, AccountBrief brief, MeetingRecorded input) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case ACTIVE, PAUSED -> {
                if (!input.meeting().endsAt().isAfter(campaign.startAt())) {
                    yield Controls.refused(
                            campaign,
                            Decision.Code.MEETING_TOO_EARLY,
                            "began on " + campaign.startAt() + ", after that meeting; look at its date");
                }
                var sequence = campaign.sequenceOrStart().meeting(input.meeting());
                if (sequence.meetings().size() > Sequence.MOST_MEETINGS) {
                    yield Controls.refused(
                            campaign,
                            Decision.Code.TOO_MANY_MEETINGS,
                            "has " + Sequence.MOST_MEETINGS + " meetings in the calendar; remove one first");
                }
                if (sequence.met().filter(met -> !met.isAfter(input.at())).isPresent()) {
                    yield held(state, brief, sequence, input.at());
                }
                if (!input.meeting().endsAt().isBefore(campaign.deadline())) {
                    yield Controls.refused(
                            campaign,
                            Decision.Code.DEADLINE_PASSED,
                            "is over on " + campaign.deadline() + ", before that meeting");
                }
                var head = paused(campaign, campaign.next(), sequence).build();
                yield changed(head, Event.MeetingChanged.entered(input.meeting()));
            }
            case DRAFT, SCHEDULED -> Controls.refused(campaign, Decision.Code.NOT_STARTED, "has not started");
            case COMPLETED, CANCELLED, FAILED -> Controls.ended(campaign);
        };
    }

    /** Without its meeting the sequence goes on, unless something else has paused it too. */
    static Decision withoutMeeting(CampaignState state, AccountBrief brief, MeetingRemoved input) {
        var campaign = state.campaign();
        var before = campaign.sequenceOrStart();
        if (campaign.status().terminal()) {
            return Controls.ended(campaign);
        }
        var removed = before.meeting(input.meetingId());
        if (removed.isEmpty()) {
            return Controls.refused(campaign, Decision.Code.NO_MEETING, "has no meeting " + input.meetingId());
        }
        var sequence = before.withoutMeeting(input.meetingId());
        if (sequence.byHand() || !sequence.conflicts().isEmpty()) {
            var head = paused(campaign, campaign.next(), sequence).build();
            return changed(head, Event.MeetingChanged.takenOut(removed.get(), Status.PAUSED));
        }
        return changed(
                goesOn(state, brief, sequence, input.at()),
                Event.MeetingChanged.takenOut(removed.get(), Status.ACTIVE));
    }

    /** A deal, won or lost, is for the owner to think about; what is told of it last holds. */
    static Decision deal(CampaignState state, AccountBrief brief, DealClosed input) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case ACTIVE, PAUSED -> {
                var known = input.won() ? Conflict.DEAL_WON : Conflict.DEAL_LOST;
                if (campaign.sequenceOrStart().conflicts().contains(known)) {
                    yield new Decision.Ignored("the deal is known already");
                }
                var sequence = campaign.sequenceOrStart().withDeal(known);
                var notices = attention(state, brief, campaign.waves() + 1, input.at());
                var head = paused(campaign, campaign.next().waves(campaign.waves() + notices.size()), sequence)
                        .build();
                yield new Decision.Changed(
                        head, notices, null, List.of(), new Event.DealRecorded(input.won(), Status.PAUSED));
            }
            case DRAFT, SCHEDULED -> Controls.refused(campaign, Decision.Code.NOT_STARTED, "has not started");
            case COMPLETED, CANCELLED, FAILED ->
                new Decision.Ignored("the campaign is over; the account's others know of the deal");
        };
    }

    /** A hand's pause stands until a hand resumes, whatever else comes and goes. */
    static Decision pause(CampaignState state, Paused input) {
        var campaign = state.campaign();
        var sequence = campaign.sequenceOrStart();
        boolean byConflict = campaign.status() == Status.PAUSED && !sequence.byHand();
        if (campaign.status() != Status.ACTIVE && !byConflict) {
            return Controls.pause(state, input);
        }
        var head = paused(campaign, campaign.next(), sequence.paused())
                .status(Status.PAUSED, input.reason())
                .build();
        return changed(head, new Event.Paused(input.reason()));
    }

    /** What came back is settled, and the next touch is planned from now: never more than one that is overdue. */
    static Decision resume(CampaignState state, AccountBrief brief, Resumed input) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case PAUSED -> {
                if (campaign.sequenceOrStart().met().isPresent()) {
                    yield Controls.refused(
                            campaign,
                            Decision.Code.MEETING_SCHEDULED,
                            "has a meeting in the calendar; remove it first if it is off");
                }
                var head = goesOn(state, brief, campaign.sequenceOrStart().resumed(input.at()), input.at());
                yield changed(head, new Event.Resumed(head.checkIns().getFirst()));
            }
            case DRAFT, SCHEDULED, ACTIVE -> Controls.refused(campaign, Decision.Code.NOT_PAUSED, "is not paused");
            case COMPLETED, CANCELLED, FAILED -> Controls.ended(campaign);
        };
    }

    /** The meeting's time has passed, and nobody has taken it out. */
    static Decision held(CampaignState state, AccountBrief brief, Instant at) {
        return held(state, brief, state.campaign().sequenceOrStart(), at);
    }

    private static Decision held(CampaignState state, AccountBrief brief, Sequence sequence, Instant at) {
        var why = "the meeting of " + brief.moment(sequence.meetings().getLast().startsAt()) + " has been held";
        return ended(state.campaign().next().sequence(sequence), Result.GOAL_MET, why, at);
    }

    /** The sequence is over without a meeting; somebody who sounded interested makes it a partial success. */
    static Decision over(CampaignState state, Instant at, String why) {
        boolean interest =
                state.responses().values().stream().anyMatch(response -> response.answer() == Response.Answer.POSITIVE);
        return ended(state.campaign().next(), interest ? Result.PARTIAL : Result.UNMET, why, at);
    }

    private static Decision ended(Next next, Result result, String why, Instant at) {
        return changed(next.ended(Status.COMPLETED, result, why, at).build(), new Event.SequenceEnded(result, why));
    }

    /** Returns the campaign paused for what was found, its timer on the meeting, if there is one, else on its end. */
    static Next paused(Campaign campaign, Next next, Sequence sequence) {
        var alarm = sequence.met().orElse(campaign.deadline());
        return next.status(Status.PAUSED, reason(campaign, sequence))
                .sequence(sequence)
                .alarm(alarm);
    }

    /** A hand's own words stay; otherwise all that was found is named. */
    private static String reason(Campaign campaign, Sequence sequence) {
        var said = campaign.statusReason();
        return sequence.byHand() && said != null
                ? said
                : sequence.conflicts().stream()
                        .map(conflict -> conflict.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    /**
     * What was due meanwhile is planned anew, from now; what is to go later goes, and the next after its interval. Where
     * nothing waits the next touch goes when it is due, or now; after the last one the time to answer it is still left.
     */
    private static Campaign goesOn(CampaignState state, AccountBrief brief, Sequence sequence, Instant at) {
        var campaign = state.campaign();
        var resumed =
                new CampaignState(campaign.next().sequence(sequence).build(), brief, state.slices(), state.responses());
        var next = Sequences.earliest(Course.of(resumed), brief);
        var alarm = next.isBefore(at) ? at : next;
        return campaign.next()
                .status(Status.ACTIVE, null)
                .sequence(sequence)
                .alarm(Sequences.within(campaign, alarm))
                .build();
    }

    /**
     * Tells the owner that there is something to look at; the operator, where nobody owns the account. The words are made
     * when it goes, of all that is to be looked at then, so that one that waits tells of this as well.
     */
    static List<Slice> attention(CampaignState state, AccountBrief brief, int wave, Instant at) {
        boolean waits = state.touches()
                .anyMatch(touch -> touch.kind() == Touch.Kind.ATTENTION && touch.state() == TouchState.PLANNED);
        var whom = brief.requester() == null ? Touch.OPERATOR : Touch.REQUESTER;
        return waits
                ? List.of()
                : Slice.of(wave, List.of(Touch.planned(whom, null, Channel.EMAIL, Touch.Kind.ATTENTION, at)));
    }

    private static Decision changed(Campaign campaign, Event event) {
        return new Decision.Changed(campaign, List.of(), null, List.of(), event);
    }
}
