package io.muster.memory;

import io.muster.memory.dynamodb.Contention;
import io.muster.memory.dynamodb.MemoryDynamoDb;
import io.muster.memory.journal.FileJournal;
import io.muster.memory.scheduler.MemoryScheduler;
import io.muster.memory.sqs.MemorySqs;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** All in-memory services of one stack, on one clock, under one lock, in one log. */
public final class MemoryAws implements AutoCloseable {
    private final Optional<FileJournal> journal;
    private final World world;
    private final MemoryDynamoDb dynamoDb;
    private final MemorySqs sqs;
    private final MemoryScheduler scheduler;
    private Optional<FileJournal.Recovery> recovery = Optional.empty();

    /**
     * What a stack is made of.
     *
     * @param clock machine time
     * @param journal where and how the log is kept; without one, everything is forgotten at the end
     * @param lambda is given the ARN and the input of a function that a schedule targets
     * @param contention which writes meet a transaction in progress
     */
    public record Options(
            InstantSource clock,
            Optional<FileJournal.Options> journal,
            BiConsumer<String, String> lambda,
            Contention contention) {

        /** Options without contention. */
        public Options(InstantSource clock, Optional<FileJournal.Options> journal, BiConsumer<String, String> lambda) {
            this(clock, journal, lambda, Contention.NONE);
        }

        /** Returns the options of a stack that forgets everything at the end. */
        public static Options forgetful(InstantSource clock) {
            return new Options(clock, Optional.empty(), Options::noFunction);
        }

        /** Returns the options of a stack with its state in a folder. */
        public static Options durable(InstantSource clock, Path folder, boolean fsync) {
            var usual = FileJournal.Options.of(folder);
            return new Options(
                    clock, Optional.of(new FileJournal.Options(folder, fsync, usual.compactAt())), Options::noFunction);
        }

        /** Returns these options with functions to call. */
        public Options withLambda(BiConsumer<String, String> functions) {
            return new Options(clock, journal, functions, contention);
        }

        /** Returns these options with writes that conflict when a fault injector says so. */
        public Options withContention(Contention injected) {
            return new Options(clock, journal, lambda, injected);
        }

        private static void noFunction(String arn, String input) {
            throw new IllegalStateException("This stack has no function " + arn + ".");
        }
    }

    private MemoryAws(Options options, Optional<FileJournal> journal) {
        this.journal = journal;
        this.world =
                World.of(options.clock(), journal.<Journal>map(file -> file).orElse(Journal.NONE));
        this.dynamoDb = new MemoryDynamoDb(world, options.contention());
        this.sqs = new MemorySqs(world);
        this.scheduler = new MemoryScheduler(world, sqs, options.lambda());
    }

    /** Opens a stack, with the state that its folder has; throws if another process has the folder or the log is damaged. */
    public static MemoryAws open(Options options) {
        var journal = options.journal().map(FileJournal::open);
        var aws = new MemoryAws(options, journal);
        try {
            aws.recovery = journal.map(file -> file.recover(List.of(aws.dynamoDb, aws.sqs, aws.scheduler)));
            return aws;
        } catch (RuntimeException e) {
            aws.close();
            throw e;
        }
    }

    /** Returns what the start found in the log, so that the stack can tell its user of a tail that was cut off. */
    public Optional<FileJournal.Recovery> recovery() {
        return recovery;
    }

    /** Returns the tables. */
    public MemoryDynamoDb dynamoDb() {
        return dynamoDb;
    }

    /** Returns the queues. */
    public MemorySqs sqs() {
        return sqs;
    }

    /** Returns the schedules. */
    public MemoryScheduler scheduler() {
        return scheduler;
    }

    /** Rewrites the log, so that it holds nothing any more of what was overwritten or deleted. */
    public void forget() {
        world.lock().lock();
        try {
            journal.ifPresent(FileJournal::forget);
        } finally {
            world.lock().unlock();
        }
    }

    @Override
    public void close() {
        scheduler.close();
        journal.ifPresent(FileJournal::close);
    }
}
