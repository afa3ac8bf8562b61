package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Learns from a provider's refusal that somebody has told it to stop: a revocation counts for every channel. */
final class OptOuts {

    private final Platform platform;
    private final SuppressionStore suppressions;
    private final Recipients recipients;

    OptOuts(Platform platform, Table table, Recipients recipients) {
        this.platform = platform;
        this.suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
        this.recipients = recipients;
    }

    /** Suppresses whoever a touch of the slice was refused for; a repetition writes nothing. */
    void note(String workspace, Slice slice) {
        var contacts = slice.touches().stream()
                .filter(touch -> touch.state() == TouchState.FAILED
                        && Receipt.BadAddress.OPTED_OUT.equals(touch.reason())
                        && !touch.kind().notice())
                .map(Touch::contactId)
                .collect(Collectors.toSet());
        if (!contacts.isEmpty()) {
            recipients.find(workspace, contacts).values().forEach(contact -> suppress(workspace, contact));
        }
    }

    private void suppress(String workspace, Recipient contact) {
        var addresses = Stream.of(contact.email(), contact.phone())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        suppressions.suppress(new SuppressionStore.Wish(
                workspace,
                contact.contactId(),
                addresses,
                Set.of(Channel.values()),
                Suppression.Reason.STOP_WORD,
                "the provider of texts",
                platform.time().business()));
    }
}
