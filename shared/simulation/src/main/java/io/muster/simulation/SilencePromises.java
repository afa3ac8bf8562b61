package io.muster.simulation;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is accepted after a suppression or a cancellation was answered, but for what was claimed before (3). That nothing is
 * claimed after it is looked at when it is written ({@link Watch}).
 */
final class SilencePromises implements Aftermath.Promise {

    @Override
    public void hold(Aftermath run, Consumer<String> broken) {
        var pledges = run.world().pledges();
        for (var message : run.ledger()) {
            if (!run.marketing(message)) {
                continue;
            }
            var touch = run.touch(message);
            var contact = touch == null ? "" : touch.contactId();
            late(message, pledges.silentSince(message.workspace(), contact, News.channel(message)), broken);
            late(message, pledges.stoppedSince(Aftermath.campaign(message).id()), broken);
        }
    }

    private static void late(Accepted message, @Nullable Instant since, Consumer<String> broken) {
        if (since != null && message.at().isAfter(since.plus(Aftermath.LAST_WORD))) {
            broken.accept("3: " + message.touch() + " was accepted for " + message.to() + " at " + message.at()
                    + ", and there were to be no more since " + since);
        }
    }
}
