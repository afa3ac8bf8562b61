package io.muster.functions.reporting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.muster.domain.account.Conflict;
import io.muster.domain.account.Outlook;
import io.muster.domain.account.Step;
import io.muster.domain.campaign.CampaignReport;
import io.muster.domain.campaign.CampaignReport.LookLine;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.TouchState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a campaign stands, in one glance.
 *
 * @param contacted distinct contacts asked, planned ones included
 * @param touches how many messages stand in which state
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
     * @param byChannel how many messages stand in which state, by channel
     * @param engaged contacts in the sequence that have been touched
     * @param nextTouch who is touched next, how, why, and when it goes: the first of the plan; absent when nobody is
     * @param conflicts all that speaks against going on, whether or not it has paused the sequence
     */
    record AccountStatus(
            Map<Channel, Map<TouchState, Integer>> byChannel,
            List<String> engaged,
            @Nullable Step nextTouch,
            Set<Conflict> conflicts) {}

    /** Returns where a campaign stands; the outlook is an account campaign's. */
    static StatusView of(CampaignState state, @Nullable Outlook outlook) {
        var touches = new TreeMap<TouchState, Integer>();
        state.touches().forEach(touch -> touches.merge(touch.state(), 1, Integer::sum));
        return new StatusView(
                CampaignView.of(state.campaign()),
                state.brief().title(),
                state.byContact().size(),
                touches,
                CampaignReport.looks(state),
                outlook == null ? null : account(state, outlook));
    }

    private static AccountStatus account(CampaignState state, Outlook outlook) {
        var byChannel = new TreeMap<Channel, Map<TouchState, Integer>>();
        state.touches()
                .filter(touch -> !touch.kind().notice())
                .forEach(touch -> byChannel
                        .computeIfAbsent(touch.channel(), _ -> new TreeMap<>())
                        .merge(touch.state(), 1, Integer::sum));
        var next = outlook.remaining().isEmpty() ? null : outlook.remaining().getFirst();
        return new AccountStatus(byChannel, outlook.engaged(), next, outlook.conflicts());
    }
}
