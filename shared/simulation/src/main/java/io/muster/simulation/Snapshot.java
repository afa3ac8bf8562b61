package io.muster.simulation;

import io.muster.aws.Installation;
import io.muster.memory.MemoryAws;
import java.util.ArrayList;
import java.util.List;

/** The world as every run of a scenario finds it: made once through the API, and put back for each run. */
final class Snapshot {

    private final List<byte[]> table = new ArrayList<>();
    private final List<byte[]> queues = new ArrayList<>();
    private final List<byte[]> timers = new ArrayList<>();
    private final Installation installation;

    private Snapshot(Installation installation) {
        this.installation = installation;
    }

    /** Returns what these services hold. */
    static Snapshot of(MemoryAws aws, Installation installation) {
        var snapshot = new Snapshot(installation);
        aws.dynamoDb().snapshot(snapshot.table::add);
        aws.sqs().snapshot(snapshot.queues::add);
        aws.scheduler().snapshot(snapshot.timers::add);
        return snapshot;
    }

    /** Puts it back into services that are empty, and returns how functions find them. */
    Installation restore(MemoryAws aws) {
        table.forEach(aws.dynamoDb()::replay);
        queues.forEach(aws.sqs()::replay);
        timers.forEach(aws.scheduler()::replay);
        return installation;
    }
}
