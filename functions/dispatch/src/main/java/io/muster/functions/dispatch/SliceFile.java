package io.muster.functions.dispatch;

import io.muster.aws.Installation;
import io.muster.aws.store.CapCounters;
import io.muster.aws.store.SliceStore;
import io.muster.domain.campaign.Brief;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Occasion;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Standing;
import io.muster.domain.touch.Touch;
import io.muster.functions.dispatch.template.Book;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read for one slice.
 *
 * @param book the workspace's templates
 * @param recipients the contacts of the slice that can be read, and the campaign's own people, by contact id
 * @param standings how each of them stands towards this campaign
 * @param heard contacts of whom the campaign has ever had an answer
 * @param toBeRead whether somebody's answer is to be read, of which a notice of the slice is to tell
 * @param counters how much room there is today on each capped channel
 * @param witnesses gates, as they are stored, of those whom the slice only names, or whose leaving pauses the campaign
 * @param left those of them who pause it
 */
record SliceFile(
        SliceStore.Filed filed,
        Book book,
        Map<String, Recipient> recipients,
        Map<String, Standing> standings,
        Set<String> heard,
        boolean toBeRead,
        CapCounters counters,
        List<Gate> witnesses,
        Set<String> left) {

    SliceFile {
        heard = Set.copyOf(heard);
    }

    Campaign campaign() {
        return filed.campaign();
    }

    Brief brief() {
        return filed.brief();
    }

    Slice slice() {
        return filed.slice();
    }

    Occasion occasion() {
        return Occasion.of(campaign(), brief());
    }

    /** Who the workspace's messages come from. */
    Installation.Sender sender(Installation installation) {
        return filed.settings().sender(installation.sender());
    }

    /** Where an answer to a notice goes: to whoever runs the workspace. */
    String deskAddress(Installation.Sender sender) {
        var operator = filed.settings().operatorEmail();
        return operator == null ? sender.address() : operator;
    }

    /**
     * Returns whether whom a touch goes to has answered the campaign before, be that settled or not; of a notice, whether
     * somebody's answer is to be read.
     */
    boolean heard(Touch touch) {
        return touch.kind().notice() ? toBeRead : heard.contains(touch.contactId());
    }

    String touchId(int position) {
        return slice().touchId(campaign().key(), position);
    }

    /** Returns the colleague whom a touch names, if that can still be done: known by name, and not to be left alone. */
    @Nullable
    Recipient colleague(Touch touch) {
        var reference = touch.reference();
        var recipient = reference == null ? null : recipients.get(reference.contactId());
        var standing = reference == null ? null : standings.get(reference.contactId());
        return recipient == null
                        || recipient.person() == null
                        || standing == null
                        || !standing.gate().suppressed().isEmpty()
                ? null
                : recipient;
    }

    @Nullable
    Recipient recipient(Touch touch) {
        return recipients.get(touch.contactId());
    }

    /** Returns whom a touch goes to as a person is told of it: with nothing by which it must not be reached. */
    @Nullable
    Recipient reachable(Touch touch) {
        var recipient = recipient(touch);
        var standing = standings.get(touch.contactId());
        return recipient == null || standing == null
                ? recipient
                : recipient.without(standing.gate().suppressed());
    }
}
