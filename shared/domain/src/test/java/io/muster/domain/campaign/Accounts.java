package io.muster.domain.campaign;

import io.muster.domain.account.Member;
import io.muster.domain.account.Role;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.BidRequest.Requester;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.campaign.CampaignInput.Replied;
import io.muster.domain.campaign.CampaignInput.TouchDue;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An account of five people, of whom everybody is reached by mail, text and call, on a Monday morning in Austin. */
public final class Accounts {

    public static final Instant START = Instant.parse("2026-06-01T15:00:00Z");
    public static final ZoneId AUSTIN = ZoneId.of("America/Chicago");
    public static final Set<Channel> ENABLED =
            Set.of(Channel.EMAIL, Channel.SMS, Channel.PHONE, Channel.LINKEDIN, Channel.MANUAL);

    static final CampaignKey KEY = new CampaignKey("demo", "01JZ0000000000000000000009");
    static final List<Channel> ALL = List.of(Channel.EMAIL, Channel.SMS, Channel.PHONE);

    private Accounts() {}

    /** So many people, the best first, the primary the best of them. */
    static List<Member> members(int count) {
        var members = new java.util.ArrayList<Member>();
        for (int i = 0; i < count; i++) {
            var role = i == 0 ? Role.PRIMARY : i == 1 ? Role.SECONDARY : Role.TERTIARY;
            members.add(new Member("p" + i, role, 100 - 10 * Math.min(i, 9), false));
        }
        return members;
    }

    static AccountBrief brief(List<Member> members, SequenceTerms terms) {
        return new AccountBrief(
                "Barton Foods", "cold storage", AUSTIN, new Requester("Dana Reed", "dana@example.com"), members, terms);
    }

    static AccountBrief brief(int members) {
        return brief(members(members), SequenceTerms.USUAL);
    }

    static People people(int count) {
        return people(count, ALL);
    }

    static People people(int count, List<Channel> channels) {
        var reach = new HashMap<String, Reach>();
        for (int i = 0; i < count; i++) {
            reach.put("p" + i, new Reach("p" + i, "Person " + i, channels, AUSTIN));
        }
        return new People(reach, ENABLED);
    }

    static People without(People people, String... contactIds) {
        var reach = new HashMap<>(people.reach());
        Set.of(contactIds).forEach(reach::remove);
        return new People(reach, people.enabled());
    }

    static People with(People people, Reach reach) {
        var all = new HashMap<>(people.reach());
        all.put(reach.contactId(), reach);
        return new People(Map.copyOf(all), people.enabled());
    }

    static CampaignState started(AccountBrief brief, People people) {
        return CampaignDecider.create(new AccountRequested("create", START, KEY, "acme", brief, people))
                .state();
    }

    static CampaignState started(int members) {
        return started(brief(members), people(members));
    }

    /** Returns the campaign with what is open sent at its moment. */
    static CampaignState sent(CampaignState state) {
        return touches(state, touch -> {
            var due = touch.notBefore();
            return touch.state().open() && due != null ? touch.sent(due) : touch;
        });
    }

    static CampaignState touches(CampaignState state, UnaryOperator<Touch> change) {
        var slices = state.slices().stream()
                .map(slice -> new Slice(
                        slice.wave(),
                        slice.index(),
                        slice.touches().stream().map(change).toList(),
                        null,
                        slice.version() + 1))
                .toList();
        return new CampaignState(state.campaign(), state.brief(), slices, state.responses());
    }

    /** Returns the campaign after its timer fired at its moment. */
    static CampaignState due(CampaignState state, People people) {
        return Fixture.after(state, dueInput(state, people));
    }

    static TouchDue dueInput(CampaignState state, People people) {
        var at = state.campaign().checkIns().getFirst();
        return new TouchDue(
                "due-" + state.campaign().generation(), at, state.campaign().generation(), people);
    }

    /** Returns the campaign as it ends if everything is sent and nobody answers. */
    static CampaignState unanswered(CampaignState state, People people) {
        var life = sent(state);
        for (int turn = 0; turn < 100 && !life.campaign().status().terminal(); turn++) {
            life = sent(due(life, people));
        }
        return life;
    }

    static Replied reply(String contactId, Instant at, Response.Answer answer) {
        return new Replied("reply-" + contactId + "-" + at, at, contactId, answer);
    }

    /** Returns who got what on which channel, one line a touch. */
    static List<String> told(CampaignState state) {
        return state.touches()
                .filter(touch -> !touch.kind().notice())
                .map(touch -> touch.notBefore() + " " + touch.contactId() + " " + touch.channel() + " " + touch.kind()
                        + (touch.reference() == null
                                ? ""
                                : " naming " + touch.reference().contactId()))
                .toList();
    }
}
