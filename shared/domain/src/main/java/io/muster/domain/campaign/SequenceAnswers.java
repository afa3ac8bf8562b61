package io.muster.domain.campaign;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Course;
import io.muster.domain.account.Sequence;
import io.muster.domain.campaign.CampaignInput.KeywordTexted;
import io.muster.domain.campaign.CampaignInput.Replied;
import io.muster.domain.reply.ReplyClass;
import io.muster.domain.reply.Sentiment;
import io.muster.domain.task.HumanTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an answer means for an account's sequence: everything that speaks against going on is found, not only the first. */
final class SequenceAnswers {

    /** Whoever got one of the first touches answers for the account. */
    private static final int FIRST_TOUCHES = 3;

    private SequenceAnswers() {}

    static Decision reply(CampaignState state, AccountBrief brief, Replied late) {
        var at = unsettled(state, late.at());
        var input = new Replied(late.id(), at, late.contactId(), late.answer(), late.reading(), late.words());
        return switch (Answers.reply(state, input)) {
            case Decision.Changed noted -> {
                var found = found(state, brief, input.contactId(), input.answer(), input.reading());
                var event =
                        new Event.Answered(input.contactId(), input.answer(), input.reading(), input.words(), found);
                yield heeded(state, brief, noted, found, event, input.contactId(), input.at());
            }
            case Decision.Refused refused -> refused;
            case Decision.Ignored ignored -> ignored;
        };
    }

    /** A STOP is an opt-out; HELP and START are answered and stop nothing. */
    static Decision texted(CampaignState state, AccountBrief brief, KeywordTexted input) {
        return switch (Keywords.texted(state, input)) {
            case Decision.Changed(var head, var planned, var response, var tasks, Event.KeywordReceived event)
            when response != null -> {
                var noted = new Decision.Changed(head, planned, response, tasks, event);
                var found = found(state, brief, input.contactId(), Response.Answer.OPTED_OUT, null);
                var told = new Event.KeywordReceived(event.contactId(), event.keyword(), event.answered(), found);
                yield heeded(state, brief, noted, found, told, input.contactId(), input.at());
            }
            case Decision.Changed changed -> changed;
            case Decision.Refused refused -> refused;
            case Decision.Ignored ignored -> ignored;
        };
    }

    /** What is heard of only after somebody has resumed, nobody has settled, whenever it was said. */
    private static Instant unsettled(CampaignState state, Instant at) {
        var settled = state.campaign().sequenceOrStart().settledAt();
        return settled == null || at.isAfter(settled) ? at : settled.plusMillis(1);
    }

    private static Set<Conflict> found(
            CampaignState state,
            AccountBrief brief,
            String contactId,
            Response.Answer answer,
            @Nullable ReplyClass reading) {
        var terms = brief.terms();
        var found = EnumSet.noneOf(Conflict.class);
        boolean speaksForAll = brief.primary(contactId) || amongFirst(state, contactId);
        if ((terms.pauseOnResponse() && speaksForAll) || terms.pauseOnAnyResponse()) {
            found.add(Conflict.PRIMARY_RESPONDED);
        }
        if (answer == Response.Answer.OPTED_OUT && (brief.primary(contactId) || terms.pauseOnAnyOptOut())) {
            found.add(Conflict.UNSUBSCRIBED);
        }
        boolean annoyed = reading != null && reading.sentiment() == Sentiment.NEGATIVE;
        if (answer == Response.Answer.DECLINED || (annoyed && answer != Response.Answer.OPTED_OUT)) {
            found.add(Conflict.NEGATIVE_SENTIMENT);
        }
        return found;
    }

    private static boolean amongFirst(CampaignState state, String contactId) {
        return state.touches()
                .filter(touch -> !touch.kind().notice())
                .filter(touch -> touch.state().reached() || touch.state().open())
                .limit(FIRST_TOUCHES)
                .anyMatch(touch -> touch.contactId().equals(contactId));
    }

    /**
     * Pauses a sequence that runs, tells the owner, and asks a person where a person must look. Where everybody has said no
     * it is over, unless a meeting is still to come: who meets us has not said the last word.
     */
    private static Decision heeded(
            CampaignState state,
            AccountBrief brief,
            Decision.Changed noted,
            Set<Conflict> found,
            Event event,
            String contactId,
            Instant at) {
        var campaign = noted.campaign();
        if (!campaign.status().running()) {
            return passedOn(state, brief, noted, afterTheEnd(campaign, event), event, at);
        }
        if (campaign.sequenceOrStart().meetings().isEmpty() && nobodyLeft(state.after(noted), brief)) {
            var tasks = tasks(
                    state,
                    brief,
                    event,
                    at,
                    "The sequence is over, since nobody is left. What was said is in the campaign's timeline: reply if"
                            + " a reply is due.");
            var over = campaign.amended()
                    .sequence(after(campaign, found, tasks.isEmpty() ? Set.of() : Set.of(contactId)))
                    .ended(Status.COMPLETED, Result.UNMET, everybodySaid(state.after(noted), brief), at)
                    .build();
            return new Decision.Changed(over, noted.planned(), noted.response(), tasks, event);
        }
        if (found.isEmpty()) {
            return passedOn(state, brief, noted, withoutGap(state, brief, noted, contactId, at), event, at);
        }
        var planned = new ArrayList<>(noted.planned());
        if (news(campaign, found, event)) {
            planned.addAll(SequenceControls.attention(state, brief, campaign.waves() + 1, at));
        }
        var tasks = tasks(
                state,
                brief,
                event,
                at,
                "The sequence is paused. What was said is in the campaign's timeline: reply if a reply is due, then"
                        + " resume or cancel the campaign.");
        var next = campaign.amended()
                .waves(campaign.waves() + planned.size() - noted.planned().size());
        var head = SequenceControls.paused(
                        campaign, next, after(campaign, found, tasks.isEmpty() ? Set.of() : Set.of(contactId)))
                .build();
        return new Decision.Changed(head, planned, noted.response(), tasks, event);
    }

    private static Sequence after(Campaign campaign, Set<Conflict> found, Set<String> looked) {
        return campaign.sequenceOrStart().with(found).lookedAt(looked);
    }

    /** A further no to what is paused for one already is in the timeline, and perhaps a task: the owner has been told. */
    private static boolean news(Campaign campaign, Set<Conflict> found, Event event) {
        boolean told = campaign.status() == Status.PAUSED
                && campaign.sequenceOrStart().conflicts().containsAll(found);
        return !told || !saysNo(event);
    }

    private static boolean saysNo(Event event) {
        return !(event instanceof Event.Answered answered) || answered.answer().negative();
    }

    /** Nothing is paused by it, and yet a yes or a question must reach somebody who can answer. */
    private static Decision passedOn(
            CampaignState state, AccountBrief brief, Decision.Changed noted, Campaign head, Event event, Instant at) {
        boolean worthALook = !saysNo(event);
        var planned = new ArrayList<>(noted.planned());
        if (worthALook) {
            planned.addAll(SequenceControls.attention(state, brief, head.waves() + 1, at));
        }
        int waves = head.waves() + planned.size() - noted.planned().size();
        var next = head.amended().waves(waves).build();
        return new Decision.Changed(next, planned, noted.response(), noted.tasks(), event);
    }

    /** Somebody who sounds interested after all makes a completed campaign a partial success, and its report is made anew. */
    private static Campaign afterTheEnd(Campaign campaign, Event event) {
        boolean better = campaign.status() == Status.COMPLETED
                && campaign.result() == Result.UNMET
                && event instanceof Event.Answered answered
                && answered.answer() == Response.Answer.POSITIVE;
        return better
                ? campaign.amended().result(Result.PARTIAL).reported(false).build()
                : campaign;
    }

    /** Whoever was to be touched next, and has just answered, is not: somebody else is, without waiting an interval more. */
    private static Campaign withoutGap(
            CampaignState state, AccountBrief brief, Decision.Changed noted, String contactId, Instant at) {
        var campaign = noted.campaign();
        var after = Course.of(state.after(noted));
        boolean leavesGap = Course.of(state)
                .waiting()
                .anyMatch(touch -> touch.contactId().equals(contactId) && !after.waits(touch));
        if (campaign.status() != Status.ACTIVE || !leavesGap) {
            return campaign;
        }
        var next = Sequences.earliest(after, brief);
        return campaign.amended()
                .alarm(Sequences.within(campaign, next.isAfter(at) ? next : at))
                .build();
    }

    /** Returns whether everybody has said no. */
    private static boolean nobodyLeft(CampaignState state, AccountBrief brief) {
        return brief.members().stream()
                .map(member -> state.responses().get(member.contactId()))
                .allMatch(response -> response != null && response.answer().negative());
    }

    private static String everybodySaid(CampaignState state, AccountBrief brief) {
        var answers = brief.members().stream()
                .flatMap(member -> Stream.ofNullable(state.responses().get(member.contactId())))
                .map(Response::answer)
                .collect(Collectors.toSet());
        var said = !answers.contains(Response.Answer.DECLINED)
                ? "opted out"
                : answers.contains(Response.Answer.OPTED_OUT) ? "said no or opted out" : "said no";
        return (brief.members().size() == 1 ? "the only contact" : "everybody") + " has " + said;
    }

    /** A task for each person, and no second one while the first pauses the campaign, unless only now it is a no. */
    private static List<HumanTask> tasks(
            CampaignState state, AccountBrief brief, Event event, Instant at, String instructions) {
        if (!(event instanceof Event.Answered answered)
                || !answered.conflicts().contains(Conflict.NEGATIVE_SENTIMENT)
                || lookedFor(state, answered)) {
            return List.of();
        }
        var campaign = state.campaign();
        var company = Objects.requireNonNullElse(
                brief.companyName(), campaign.subject().id());
        var said = answered.answer().negative() ? "says no" : "sounds annoyed";
        return List.of(new HumanTask(
                campaign.key().id() + "-answer-" + campaign.version(),
                HumanTask.Kind.ALERT,
                campaign.key().id(),
                answered.contactId(),
                "Look at an answer from " + company + ": contact " + answered.contactId() + " " + said,
                instructions,
                at,
                at.plus(Duration.ofHours(brief.terms().responseTimeoutHours())),
                HumanTask.State.OPEN,
                null));
    }

    /** Another's answer may have paused it for the same: it is this contact's own that somebody has been asked to look at. */
    private static boolean lookedFor(CampaignState state, Event.Answered answered) {
        var earlier = state.responses().get(answered.contactId());
        return earlier != null
                && state.campaign().sequenceOrStart().looked().contains(answered.contactId())
                && (earlier.answer().negative() || !answered.answer().negative());
    }
}
