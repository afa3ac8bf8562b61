package io.muster.simulation;

import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Items;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Nothing is accepted after a suppression or a cancellation was answered, but for what was claimed before (3). That nothing is
 * claimed after it is looked at when it is written ({@link Watch}). And whoever was to be forgotten is named nowhere.
 */
final class SilencePromises implements Aftermath.Promise {

    private static final ScanRequest ALL =
            ScanRequest.builder().tableName(Deployment.TABLE).build();

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
        forgotten(run, broken);
    }

    private static void forgotten(Aftermath run, Consumer<String> broken) {
        var addresses = run.world().pledges().forgotten();
        if (!addresses.isEmpty()) {
            for (var item : run.world().aws().dynamoDb().scanPaginator(ALL).items()) {
                var text = item + told(item);
                addresses.stream()
                        .filter(text::contains)
                        .forEach(address -> broken.accept("3: " + address + " was to be forgotten, and is in "
                                + Items.text(item, "pk") + " " + Items.text(item, "sk")));
            }
        }
    }

    /** Returns what an answer that may be asked for again holds packed. */
    private static String told(Map<String, AttributeValue> item) {
        return Items.text(item, "sk").equals("IDEM")
                ? Idempotency.entry(item).told().orElse("")
                : "";
    }

    private static void late(Accepted message, @Nullable Instant since, Consumer<String> broken) {
        if (since != null && message.at().isAfter(since.plus(Aftermath.LAST_WORD))) {
            broken.accept("3: " + message.touch() + " was accepted for " + message.to() + " at " + message.at()
                    + ", and there were to be no more since " + since);
        }
    }
}
