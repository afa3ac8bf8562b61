package io.muster.functions.dispatch;

import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.Occasion;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Standing;
import io.muster.domain.touch.Touch;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read for one slice.
 *
 * @param recipients the contacts of the slice that can be read, and the campaign's own people, by contact id
 * @param standings how each of them stands towards this campaign
 * @param counters how much room the slice's shard of each capped channel has today
 */
record SliceFile(
        Campaign campaign,
        BidRequest request,
        Slice slice,
        Map<String, Recipient> recipients,
        Map<String, Standing> standings,
        Limits limits,
        ChannelCounters counters) {

    Occasion occasion() {
        return Occasion.of(campaign, request);
    }

    String touchId(int position) {
        return slice.touchId(campaign.key(), position);
    }

    @Nullable
    Recipient recipient(Touch touch) {
        return recipients.get(touch.contactId());
    }
}
