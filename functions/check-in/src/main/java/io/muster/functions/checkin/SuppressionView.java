package io.muster.functions.checkin;

import io.muster.aws.store.Suppression;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A suppression as the API tells it to the workspace's own operators.
 *
 * @param address absent where a contact without one was suppressed, and where the address was erased
 * @param channels none once it was lifted
 * @param history what was done to it, latest first; absent in lists
 */
record SuppressionView(
        String id,
        @Nullable String address,
        @Nullable String contactId,
        Set<Channel> channels,
        Suppression.Reason reason,
        String source,
        Instant at,
        @Nullable List<Suppression.Change> history) {

    static SuppressionView of(Suppression suppression, @Nullable List<Suppression.Change> history) {
        return new SuppressionView(
                suppression.hash(),
                suppression.address(),
                suppression.contactId(),
                suppression.channels(),
                suppression.reason(),
                suppression.source(),
                suppression.at(),
                history);
    }
}
