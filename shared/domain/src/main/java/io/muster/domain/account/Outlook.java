package io.muster.domain.account;

import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.campaign.CampaignReport;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Decision;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Leavers;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.Status;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How an account campaign stands, for people to look at.
 *
 * @param engaged contacts whom a touch has reached, or may have, and who are left, in the order of their first touch
 * @param remaining what is to come if nobody answers, what waits to be sent included; of a paused campaign what would come
 *     if it were resumed now; nothing where somebody's leaving pauses it at its next look, though what is on its way to a
 *     provider by now may still go
 * @param conflicts everything that speaks against going on, whether or not it pauses, now or at the next look
 */
public record Outlook(List<String> engaged, List<Step> remaining, Set<Conflict> conflicts) {

    public Outlook {
        engaged = List.copyOf(engaged);
        remaining = List.copyOf(remaining);
        conflicts = Collections.unmodifiableSet(new TreeSet<>(conflicts));
    }

    /** Returns how a campaign stands at a moment (business time), without asking its record for reasons. */
    public static Outlook of(CampaignState state, AccountBrief brief, People people, Instant now) {
        return of(state, brief, people, List.of(), now);
    }

    /**
     * Returns how a campaign stands at a moment (business time).
     *
     * @param history which says why what waits was planned; without it, that it is
     */
    public static Outlook of(
            CampaignState state, AccountBrief brief, People people, List<History> history, Instant now) {
        var plan = new SequencePlan(state, brief, people.reach(), people.enabled());
        var left = plan.left().stream().map(Member::contactId).toList();
        var engaged = state.touches()
                .filter(touch -> !touch.kind().notice() && touch.state().reached())
                .map(Touch::contactId)
                .distinct()
                .filter(left::contains)
                .toList();
        var reasons = CampaignReport.stepReasons(history);
        return new Outlook(
                engaged, remaining(state, brief, people, reasons, now), conflicts(state, brief, people, now));
    }

    /** Of a paused campaign: as if somebody resumed it now; where that is refused, nothing is to come. */
    private static CampaignState running(CampaignState state, Instant now) {
        return state.campaign().status() == Status.PAUSED
                        && CampaignDecider.decide(state, new CampaignInput.Resumed("outlook", now))
                                instanceof Decision.Changed resumed
                ? state.after(resumed)
                : state;
    }

    private static List<Step> remaining(
            CampaignState stands, AccountBrief brief, People people, Map<String, String> reasons, Instant now) {
        var state = running(stands, now);
        var campaign = state.campaign();
        if (campaign.status() != Status.ACTIVE
                || !Leavers.pausing(state, brief, people).isEmpty()) {
            return List.of();
        }
        var plan = new SequencePlan(state, brief, people.reach(), people.enabled());
        var steps = new ArrayList<Step>();
        var course = plan.course();
        course.waiting()
                .map(touch -> plan.coming(touch, now))
                .map(step -> step.because(reasons.getOrDefault(step.contactId(), step.why())))
                .forEach(steps::add);
        plan.ahead(nextLook(state, brief, course, steps, now)).stream()
                .filter(step -> step.at().isBefore(campaign.deadline()))
                .forEach(steps::add);
        return steps;
    }

    /**
     * The campaign looks for its next touch when its timer says, and not before the interval is over from when the one that
     * waits really goes; or as soon as the claim finds that the one that waits cannot go.
     */
    private static Instant nextLook(
            CampaignState state, AccountBrief brief, Course course, List<Step> waiting, Instant now) {
        var alarm = state.campaign().checkIns().getFirst();
        var look = waiting.stream()
                .map(step -> brief.due(step.at(), step.number()))
                .reduce(alarm, (one, other) -> other.isAfter(one) ? other : one);
        var sooner = course.givenUp()
                .filter(due -> waiting.isEmpty() && due.isBefore(look))
                .orElse(look);
        return sooner.isAfter(now) ? sooner : now;
    }

    private static Set<Conflict> conflicts(CampaignState state, AccountBrief brief, People people, Instant now) {
        var found = new TreeSet<>(state.campaign().sequenceOrStart().conflicts());
        var out = state.responses().values().stream()
                .filter(each -> each.answer() == Response.Answer.OPTED_OUT)
                .map(Response::contactId)
                .collect(Collectors.toSet());
        if (!out.isEmpty()) {
            found.add(Conflict.UNSUBSCRIBED);
        }
        if (brief.members().stream()
                .map(Member::contactId)
                .anyMatch(id -> !people.reach().containsKey(id) && !out.contains(id))) {
            found.add(Conflict.CONTACT_LEFT);
        }
        if (state.touches()
                .anyMatch(touch -> touch.state().lost() && !touch.kind().notice())) {
            found.add(Conflict.ADDRESS_OUT_OF_DATE);
        }
        if (people.reach().values().stream()
                .anyMatch(
                        reach -> reach.heldUntil() != null && reach.heldUntil().isAfter(now))) {
            found.add(Conflict.CONTACT_IN_ANOTHER_CAMPAIGN);
        }
        return found;
    }
}
