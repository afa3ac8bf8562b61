package io.muster.aws.file;

import io.muster.aws.Platform;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Imports in the table, for a month; and the queue by which one goes on where a function's time ended. */
public final class ImportStore {

    /** How long it can be asked what an import did (machine time). */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    private final Platform platform;
    private final Table table;
    private final Idempotency idempotency;

    public ImportStore(Platform platform) {
        this.platform = platform;
        this.table = Table.of(platform);
        this.idempotency = new Idempotency(platform);
    }

    /** One page of imports, newest first; {@code next} is where the next page begins, absent on the last. */
    public record Listing(List<ImportJob> imports, @Nullable String next) {

        public Listing {
            imports = List.copyOf(imports);
        }
    }

    /** Stores a new import and what its request is remembered by; false when the same request came meanwhile. */
    public boolean create(String workspace, ImportJob job, Idempotency.@Nullable Request request) {
        var transaction = table.transaction();
        transaction.putIfAbsent(item(workspace, job.next()));
        if (request != null) {
            idempotency.remember(transaction, workspace, request, job.id());
        }
        return transaction.commitAmongOthers() instanceof Transaction.Result.Committed;
    }

    /** Returns an import. */
    public Optional<ImportJob> find(String workspace, String importId) {
        return table.get(Keys.importJob(workspace, importId)).flatMap(this::remembered);
    }

    /** Returns a workspace's imports, newest first. */
    public Listing list(String workspace, int limit, @Nullable String from) {
        var page = table.list(Keys.imports(workspace), false, limit, from, id -> Keys.importJob(workspace, id));
        return new Listing(
                page.items().stream().flatMap(item -> remembered(item).stream()).toList(), page.next());
    }

    /** Stores an import over the version that this one was read at; empty when another has changed it meanwhile. */
    public Optional<ImportJob> save(String workspace, ImportJob job) {
        var transaction = table.transaction();
        transaction.putIfVersion(item(workspace, job.next()), job.version());
        return transaction.commitAmongOthers() instanceof Transaction.Result.Committed
                ? Optional.of(job.next())
                : Optional.empty();
    }

    /** Notes that an import does not go on, since its message was given up, unless it is over. */
    public void stall(String workspace, String importId, String deadLetter) {
        find(workspace, importId)
                .filter(job -> !job.over())
                .ifPresent(job -> save(
                        workspace,
                        job.stalled(
                                "Its message was given up; redrive the dead letter " + deadLetter
                                        + ", and it goes on where it was.",
                                platform.time().machine())));
    }

    /** Has another delivery go on with an import. */
    public void goOn(ImportTrigger trigger, ImportJob job) {
        var queue = platform.installation().requireImports().queue();
        platform.sqs()
                .sendMessage(send -> send.queueUrl(queue.url())
                        .messageBody(trigger.goesOn(job.counts().rows())));
    }

    private Optional<ImportJob> remembered(Map<String, AttributeValue> item) {
        return Items.number(item, "ttl") > platform.time().machine().getEpochSecond()
                ? Optional.of(Items.read(ImportJob.class, item))
                : Optional.empty();
    }

    private static Map<String, AttributeValue> item(String workspace, ImportJob job) {
        var item = Items.write(Keys.importJob(workspace, job.id()), job);
        item.put("find_pk", AttributeValue.fromS(Keys.imports(workspace)));
        item.put("find_sk", AttributeValue.fromS(job.id()));
        item.put(
                "ttl",
                AttributeValue.fromN(
                        Long.toString(job.createdAt().plus(REMEMBERED).getEpochSecond())));
        return item;
    }
}
