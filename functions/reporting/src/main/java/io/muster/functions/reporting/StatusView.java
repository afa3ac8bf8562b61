package io.muster.functions.reporting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.muster.domain.account.Conflict;
import io.muster.domain.account.Outlook;
import io.muster.domain.account.Step;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.CampaignReport;
import io.muster.domain.campaign.CampaignReport.LookLine;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a campaign stands, in one glance.
 *
 * @param contacted of a bid campaign the distinct contacts asked, planned ones included, which its forecasts count on; of an
 *     account campaign those whom a message has reached, or may have
 * @param touches how many messages to contacts stand in which state; what goes to the campaign's own people is none of them
 * @param looks who looked at its mails; absent where nobody is told of looks
 * @param account what only an account campaign has; absent for others
 */
record StatusView(
        @JsonUnwrapped CampaignView campaign,
        String title,
        int contacted,
        Map<TouchState, Integer> touches,
        @Nullable LookLine looks,
        @Nullable AccountStatus account) {

    /**
     * Where a sequence stands.
     *
     * @param made touches that have reached somebody, or may have
     * @param maxTouches how many there are to be at most
     * @param byChannel how many messages stand in which state, by channel
     * @param engaged contacts in the sequence that have been touched
     * @param nextTouch who is touched next, how, why, and when it goes: the first of the plan; absent when nobody is
     * @param conflicts all that speaks against going on, whether or not it has paused the sequence
     */
    record AccountStatus(
            int made,
            int maxTouches,
            Map<Channel, Map<TouchState, Integer>> byChannel,
            List<String> engaged,
            @Nullable Step nextTouch,
            Set<Conflict> conflicts) {}

    /** Returns where a campaign stands; the outlook is an account campaign's. */
    static StatusView of(CampaignState state, @Nullable Outlook outlook) {
        return new StatusView(
                CampaignView.of(state.campaign()),
                state.brief().title(),
                contacted(state),
                states(touches(state)),
                CampaignReport.looks(state),
                state.brief() instanceof AccountBrief brief && outlook != null ? account(state, brief, outlook) : null);
    }

    private static int contacted(CampaignState state) {
        return switch (state.brief()) {
            case BidRequest _ -> state.byContact().size();
            case AccountBrief _ ->
                (int) reached(state).map(Touch::contactId).distinct().count();
        };
    }

    private static Stream<Touch> touches(CampaignState state) {
        return state.touches().filter(touch -> !touch.kind().notice()).map(state::told);
    }

    private static Stream<Touch> reached(CampaignState state) {
        return touches(state).filter(touch -> touch.state().reached());
    }

    private static Map<TouchState, Integer> states(Stream<Touch> touches) {
        var states = new TreeMap<TouchState, Integer>();
        touches.forEach(touch -> states.merge(touch.state(), 1, Integer::sum));
        return states;
    }

    private static AccountStatus account(CampaignState state, AccountBrief brief, Outlook outlook) {
        var byChannel = new TreeMap<Channel, Map<TouchState, Integer>>();
        touches(state)
                .collect(Collectors.groupingBy(Touch::channel))
                .forEach((channel, touches) -> byChannel.put(channel, states(touches.stream())));
        var next = outlook.remaining().isEmpty() ? null : outlook.remaining().getFirst();
        return new AccountStatus(
                (int) reached(state).count(),
                brief.terms().maxTouches(),
                byChannel,
                outlook.engaged(),
                next,
                outlook.conflicts());
    }
}
