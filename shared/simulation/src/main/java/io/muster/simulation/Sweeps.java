package io.muster.simulation;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.muster.aws.Installation;
import io.muster.aws.store.Items;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The sweeper comes every minute; those minutes are skipped in which it would find nothing. */
final class Sweeps {

    private static final ScanRequest DUE =
            ScanRequest.builder().tableName(Deployment.TABLE).indexName("due").build();

    private final World world;
    private final Set<Instant> minutes = new HashSet<>();
    private boolean looking = true;

    Sweeps(World world) {
        this.world = world;
    }

    /** Has the table looked at, since something may have become due. */
    void look() {
        looking = true;
    }

    /** Has the sweeper come when it will find something next. */
    void plan() {
        if (!looking) {
            return;
        }
        looking = false;
        world.aws().dynamoDb().scan(DUE).items().stream()
                .filter(item -> Items.text(item, "due_pk").startsWith("DUE#"))
                .map(item -> Instant.parse(Items.text(item, "due_sk")))
                .min(Instant::compareTo)
                .ifPresent(this::plan);
    }

    private void plan(Instant due) {
        var now = world.now();
        var earliest = due.isAfter(now) ? due : now.plusMillis(1);
        var minute = earliest.plusMillis(59_999).truncatedTo(ChronoUnit.MINUTES);
        if (minutes.add(minute)) {
            var delay = Duration.between(now, minute);
            world.process("sweep " + minute, "", delay, Installation.FUNCTION_LIMIT, this::sweep);
        }
    }

    private void sweep() {
        looking = true;
        try {
            world.deployment().sweep().handleRequest(new ScheduledEvent(), NoContext.INSTANCE);
            var actor = world.actor();
            if (actor != null && actor.dead()) {
                world.complain(actor.name() + " went on after its death");
            }
        } catch (Crash | RuntimeException died) {
            world.trace().note(world.now(), "sweep", "failed " + died.getClass().getSimpleName());
        }
    }
}
