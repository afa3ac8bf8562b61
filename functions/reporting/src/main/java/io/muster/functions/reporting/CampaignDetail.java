package io.muster.functions.reporting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.muster.domain.campaign.Brief;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Response;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Looks;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign with everybody that it asked.
 *
 * @param touches every message planned, in order, with where it stands and why
 * @param responses what came back
 */
record CampaignDetail(
        @JsonUnwrapped CampaignView campaign, Brief request, List<TouchView> touches, List<Response> responses) {

    /** One message, by the id that providers know. */
    record TouchView(
            String id,
            String contactId,
            @Nullable Tier tier,
            Channel channel,
            Touch.Kind kind,
            TouchState state,
            @Nullable Instant notBefore,
            @Nullable Instant sentAt,
            int attempts,
            @Nullable String reason,
            @Nullable Looks looks) {}

    static CampaignDetail of(CampaignState state) {
        var touches = new ArrayList<TouchView>();
        state.slices().forEach(slice -> touches.addAll(touches(state, slice)));
        return new CampaignDetail(
                CampaignView.of(state.campaign()),
                state.brief(),
                touches,
                List.copyOf(state.responses().values()));
    }

    private static List<TouchView> touches(CampaignState state, Slice slice) {
        var touches = new ArrayList<TouchView>();
        for (var stored : slice.touches()) {
            var touch = state.told(stored);
            touches.add(new TouchView(
                    slice.touchId(state.campaign().key(), touches.size()),
                    touch.contactId(),
                    touch.tier(),
                    touch.channel(),
                    touch.kind(),
                    touch.state(),
                    touch.notBefore(),
                    touch.sentAt(),
                    touch.attempts(),
                    touch.reason(),
                    touch.looks()));
        }
        return touches;
    }
}
