package io.muster.functions.dispatch;

import io.muster.aws.Installation;
import io.muster.aws.store.CapCounters;
import io.muster.aws.store.SliceStore;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.touch.Occasion;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Standing;
import io.muster.domain.touch.Touch;
import io.muster.functions.dispatch.template.Book;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read for one slice.
 *
 * @param book the workspace's templates
 * @param recipients the contacts of the slice that can be read, and the campaign's own people, by contact id
 * @param standings how each of them stands towards this campaign
 * @param counters how much room there is today on each capped channel
 */
record SliceFile(
        SliceStore.Filed filed,
        Book book,
        Map<String, Recipient> recipients,
        Map<String, Standing> standings,
        CapCounters counters) {

    Campaign campaign() {
        return filed.campaign();
    }

    BidRequest request() {
        return filed.request();
    }

    Slice slice() {
        return filed.slice();
    }

    Occasion occasion() {
        return Occasion.of(campaign(), request());
    }

    /** Who the workspace's messages come from. */
    Installation.Sender sender(Installation installation) {
        return filed.settings().sender(installation.sender());
    }

    String touchId(int position) {
        return slice().touchId(campaign().key(), position);
    }

    @Nullable
    Recipient recipient(Touch touch) {
        return recipients.get(touch.contactId());
    }
}
