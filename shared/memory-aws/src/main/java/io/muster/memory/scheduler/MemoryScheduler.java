package io.muster.memory.scheduler;

import io.muster.memory.Journaled;
import io.muster.memory.World;
import io.muster.memory.sqs.MemorySqs;
import io.muster.memory.wire.SdkJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsRequest;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.TagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.TagResourceResponse;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.TargetSummary;
import software.amazon.awssdk.services.scheduler.model.UntagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.UntagResourceResponse;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * EventBridge Scheduler in memory, behind the SDK's own interface. It fires when told to ({@link #fireDue()}), or by
 * itself once {@link #start() started}.
 */
public final class MemoryScheduler implements SchedulerClient, Journaled {
    private static final System.Logger LOG = System.getLogger(MemoryScheduler.class.getName());
    private static final int LONGEST_SLEEP_SECONDS = 10;

    private final World world;
    private final MemorySqs sqs;
    private final BiConsumer<String, String> lambda;
    private final Schedules schedules;
    private final Condition changed;
    private volatile boolean running;

    /**
     * Makes an empty service; replay its records before use.
     *
     * @param lambda is given a function's ARN and the input, outside the world's lock; what it throws is retried by the
     *     schedule's retry policy
     */
    public MemoryScheduler(World world, MemorySqs sqs, BiConsumer<String, String> lambda) {
        this.world = world;
        this.sqs = sqs;
        this.lambda = lambda;
        this.schedules = new Schedules(world, sqs);
        this.changed = world.lock().newCondition();
    }

    // ---- schedules

    @Override
    public CreateScheduleResponse createSchedule(CreateScheduleRequest request) {
        var wanted = Wishes.schedule(request, now());
        return locked(() -> {
            var group = wanted.groupName();
            if (schedules.findGroup(group).isEmpty()) {
                throw Refusals.notFound("Schedule group", group);
            }
            var existing = schedules.find(new Timer.Key(group, wanted.name()));
            if (existing.isEmpty()) {
                schedules.put(Timer.of(wanted, request.clientToken(), Optional.empty()));
                changed.signalAll();
            } else {
                checkRepeated(existing.get(), request.clientToken(), wanted);
            }
            return CreateScheduleResponse.builder().scheduleArn(wanted.arn()).build();
        });
    }

    private static void checkRepeated(Timer existing, @Nullable String token, GetScheduleResponse wanted) {
        if (token == null || !token.equals(existing.token())) {
            throw Refusals.conflict("Schedule " + wanted.name() + " already exists.");
        }
        var same = wanted.toBuilder()
                .creationDate(existing.schedule().creationDate())
                .lastModificationDate(existing.schedule().lastModificationDate())
                .build();
        if (!same.equals(existing.schedule())) {
            throw Refusals.conflict("The client token was used before, with other parameters.");
        }
    }

    @Override
    public GetScheduleResponse getSchedule(GetScheduleRequest request) {
        return locked(() -> timer(request.groupName(), request.name()).schedule());
    }

    @Override
    public UpdateScheduleResponse updateSchedule(UpdateScheduleRequest request) {
        return locked(() -> {
            var existing = timer(request.groupName(), request.name());
            var wanted = Wishes.schedule(request, existing.schedule().creationDate(), now());
            schedules.put(Timer.of(wanted, existing.token(), Optional.empty()));
            changed.signalAll();
            return UpdateScheduleResponse.builder().scheduleArn(wanted.arn()).build();
        });
    }

    @Override
    public DeleteScheduleResponse deleteSchedule(DeleteScheduleRequest request) {
        return locked(() -> {
            schedules.delete(timer(request.groupName(), request.name()).key());
            return DeleteScheduleResponse.builder().build();
        });
    }

    private Timer timer(@Nullable String groupName, @Nullable String name) {
        var key = new Timer.Key(Wishes.group(groupName), Wishes.name(name, "name"));
        return schedules.find(key).orElseThrow(() -> Refusals.notFound("Schedule", key.name()));
    }

    @Override
    public ListSchedulesResponse listSchedules(ListSchedulesRequest request) {
        return locked(() -> {
            var found = schedules
                    .timers()
                    .map(Timer::schedule)
                    .filter(one ->
                            request.groupName() == null || one.groupName().equals(request.groupName()))
                    .filter(one -> request.namePrefix() == null || one.name().startsWith(request.namePrefix()))
                    .filter(one -> request.state() == null || one.state() == request.state());
            var page =
                    page(found, one -> one.groupName() + "/" + one.name(), request.maxResults(), request.nextToken());
            return ListSchedulesResponse.builder()
                    .schedules(
                            page.items().stream().map(MemoryScheduler::summary).toList())
                    .nextToken(page.next())
                    .build();
        });
    }

    private static ScheduleSummary summary(GetScheduleResponse schedule) {
        return ScheduleSummary.builder()
                .arn(schedule.arn())
                .name(schedule.name())
                .groupName(schedule.groupName())
                .state(schedule.state())
                .creationDate(schedule.creationDate())
                .lastModificationDate(schedule.lastModificationDate())
                .target(TargetSummary.builder().arn(schedule.target().arn()).build())
                .build();
    }

    private record Page<T>(List<T> items, @Nullable String next) {}

    private static <T> Page<T> page(
            Stream<T> sorted, Function<T, String> id, @Nullable Integer most, @Nullable String token) {
        if (most != null && (most < 1 || most > 100)) {
            throw Refusals.constraint(most, "maxResults", "Member must have value between 1 and 100");
        }
        var limit = most == null ? 100 : most;
        var rest = sorted.dropWhile(one -> token != null && !id.apply(one).equals(token))
                .skip(token == null ? 0 : 1)
                .limit(limit + 1L)
                .toList();
        return rest.size() <= limit
                ? new Page<>(rest, null)
                : new Page<>(rest.subList(0, limit), id.apply(rest.get(limit - 1)));
    }

    // ---- groups

    @Override
    public CreateScheduleGroupResponse createScheduleGroup(CreateScheduleGroupRequest request) {
        var name = Wishes.name(request.name(), "name");
        return locked(() -> {
            if (schedules.findGroup(name).isPresent()) {
                throw Refusals.conflict("Schedule group " + name + " already exists.");
            }
            var group = Schedules.group(name, now());
            schedules.putGroup(group);
            return CreateScheduleGroupResponse.builder()
                    .scheduleGroupArn(group.arn())
                    .build();
        });
    }

    @Override
    public GetScheduleGroupResponse getScheduleGroup(GetScheduleGroupRequest request) {
        return locked(() -> group(request.name()));
    }

    private GetScheduleGroupResponse group(@Nullable String name) {
        var checked = Wishes.name(name, "name");
        return schedules.findGroup(checked).orElseThrow(() -> Refusals.notFound("Schedule group", checked));
    }

    @Override
    public DeleteScheduleGroupResponse deleteScheduleGroup(DeleteScheduleGroupRequest request) {
        return locked(() -> {
            var group = group(request.name());
            if (group.name().equals(Schedules.DEFAULT_GROUP)) {
                throw Refusals.invalid("The default schedule group cannot be deleted.");
            }
            schedules.deleteGroup(group.name());
            return DeleteScheduleGroupResponse.builder().build();
        });
    }

    @Override
    public ListScheduleGroupsResponse listScheduleGroups(ListScheduleGroupsRequest request) {
        return locked(() -> {
            var found = schedules
                    .groups()
                    .filter(one -> request.namePrefix() == null || one.name().startsWith(request.namePrefix()));
            var page = page(found, GetScheduleGroupResponse::name, request.maxResults(), request.nextToken());
            return ListScheduleGroupsResponse.builder()
                    .scheduleGroups(
                            page.items().stream().map(MemoryScheduler::summary).toList())
                    .nextToken(page.next())
                    .build();
        });
    }

    private static ScheduleGroupSummary summary(GetScheduleGroupResponse group) {
        return ScheduleGroupSummary.builder()
                .arn(group.arn())
                .name(group.name())
                .state(group.state())
                .creationDate(group.creationDate())
                .lastModificationDate(group.lastModificationDate())
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        throw unsupported("TagResource");
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        throw unsupported("UntagResource");
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        throw unsupported("ListTagsForResource");
    }

    private static UnsupportedOperationException unsupported(String operation) {
        return new UnsupportedOperationException(
                "Scheduler " + operation + " does not exist in memory: nothing reads tags.");
    }

    // ---- firing

    /** Returns when there is something to fire next; a moment that has passed means now. */
    public Optional<Instant> nextDue() {
        return locked(() -> Stream.concat(
                        schedules.firstTimer().flatMap(Timer::next).stream(),
                        schedules.firstDelivery().map(Delivery::due).stream())
                .min(Instant::compareTo));
    }

    /** Fires everything that is due by the world's clock, and returns how many steps that took; 0 if nothing was due. */
    public int fireDue() {
        var fired = 0;
        while (fireOne()) {
            fired++;
        }
        return fired;
    }

    private boolean fireOne() {
        var delivery = locked(() -> {
            var due = schedules
                    .firstDelivery()
                    .filter(one -> !one.due().isAfter(world.clock().instant()));
            due.ifPresent(one -> schedules.mark(one, true));
            return due;
        });
        if (delivery.isPresent()) {
            deliver(delivery.get());
            return true;
        }
        return locked(() -> {
            var now = world.clock().instant();
            var timer = schedules
                    .firstTimer()
                    .filter(one -> !one.next().orElseThrow().isAfter(now));
            timer.ifPresent(one -> fire(one, now));
            return timer.isPresent();
        });
    }

    private void fire(Timer timer, Instant now) {
        var schedule = timer.schedule();
        var due = timer.next().orElseThrow();
        var input = input(schedule, due);
        var target = schedule.target();
        if (Wishes.isFunction(target.arn())) {
            var id = schedules.nextDelivery();
            schedules.fired(timer.key(), now, new Delivery(id, schedule.arn(), target, input, due, 0, now));
            return;
        }
        schedules.fired(timer.key(), now, message(target, schedule.arn(), input));
    }

    /** Returns the record of the message in its queue, or in the dead-letter queue if the target does not take it. */
    private byte @Nullable [] message(Target target, String scheduleArn, String input) {
        var group =
                target.sqsParameters() == null ? null : target.sqsParameters().messageGroupId();
        try {
            return sqs.deliveryOf(target.arn(), input, group, Map.of());
        } catch (SqsException e) {
            var error = e.awsErrorDetails();
            return deadLetter(
                    target,
                    scheduleArn,
                    input,
                    Map.of(
                            "ERROR_CODE",
                            error.errorCode(),
                            "ERROR_MESSAGE",
                            error.errorMessage(),
                            "RETRY_ATTEMPTS",
                            "0"));
        }
    }

    private byte @Nullable [] deadLetter(Target target, String scheduleArn, String input, Map<String, String> why) {
        var config = target.deadLetterConfig();
        if (config == null || config.arn() == null) {
            LOG.log(System.Logger.Level.WARNING, "{0} gave up on {1}: {2}", scheduleArn, target.arn(), why);
            return null;
        }
        var attributes = new HashMap<String, MessageAttributeValue>();
        var all = new TreeMap<>(why);
        all.put("TARGET_ARN", target.arn());
        all.put("SCHEDULE_ARN", scheduleArn);
        all.forEach((name, value) -> attributes.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        try {
            return sqs.deliveryOf(config.arn(), input, null, attributes);
        } catch (SqsException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} has no dead-letter queue {1}: {2}",
                    scheduleArn,
                    config.arn(),
                    why);
            return null;
        }
    }

    private void deliver(Delivery delivery) {
        var failure = attempt(delivery);
        locked(() -> {
            schedules.mark(delivery, false);
            if (failure == null) {
                schedules.delivered(delivery.id(), null);
                return failure;
            }
            var next = delivery.failed(world.clock().instant());
            var limit = next.exhausted();
            if (limit == null) {
                schedules.failed(next);
            } else {
                schedules.delivered(delivery.id(), givenUp(next, failure, limit));
            }
            return failure;
        });
    }

    private byte @Nullable [] givenUp(Delivery delivery, RuntimeException failure, String limit) {
        var words = failure.getMessage() == null || failure.getMessage().isEmpty() ? "none" : failure.getMessage();
        return deadLetter(
                delivery.target(),
                delivery.scheduleArn(),
                delivery.input(),
                Map.of(
                        "ERROR_CODE",
                        failure.getClass().getSimpleName(),
                        "ERROR_MESSAGE",
                        words,
                        "EXHAUSTED_RETRY_CONDITION",
                        limit,
                        "RETRY_ATTEMPTS",
                        Integer.toString(delivery.attempts() - 1)));
    }

    private @Nullable RuntimeException attempt(Delivery delivery) {
        try {
            lambda.accept(delivery.target().arn(), delivery.input());
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Returns the input with the context attributes filled in; without one, the event that the service makes up. */
    private static String input(GetScheduleResponse schedule, Instant due) {
        var id = schedule.name() + "/" + due.toEpochMilli();
        var given = schedule.target().input();
        if (given == null) {
            var event = SdkJson.MAPPER
                    .createObjectNode()
                    .put("version", "0")
                    .put("id", id)
                    .put("detail-type", "Scheduled Event")
                    .put("source", "aws.scheduler")
                    .put("account", MemorySqs.ACCOUNT)
                    .put("time", due.toString())
                    .put("region", MemorySqs.REGION);
            event.putArray("resources").add(schedule.arn());
            return event.put("detail", "{}").toString();
        }
        return given.replace("<aws.scheduler.schedule-arn>", schedule.arn())
                .replace("<aws.scheduler.scheduled-time>", due.toString())
                .replace("<aws.scheduler.execution-id>", id)
                .replace("<aws.scheduler.attempt-number>", "1");
    }

    // ---- running by itself

    /** Starts a thread that fires at each due moment, until {@link #close()}. */
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("scheduler").start(this::run);
    }

    private void run() {
        while (running) {
            fireDue();
            locked(() -> {
                sleepUntilDue();
                return running;
            });
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is in run
    private void sleepUntilDue() {
        var now = world.clock().instant();
        var longest = now.plusSeconds(LONGEST_SLEEP_SECONDS);
        var until = nextDue().filter(due -> due.isBefore(longest)).orElse(longest);
        try {
            var nanos = now.until(until, ChronoUnit.NANOS);
            if (running && nanos > 0) {
                changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the thread look at the clock again, after it was moved by hand. */
    public void clockMoved() {
        locked(() -> {
            changed.signalAll();
            return running;
        });
    }

    @Override
    public void close() {
        running = false;
        clockMoved();
    }

    @Override
    public String service() {
        return Schedules.SERVICE;
    }

    @Override
    public void replay(byte[] entry) {
        locked(() -> {
            schedules.replay(entry);
            return running;
        });
    }

    @Override
    public void snapshot(Consumer<byte[]> sink) {
        schedules.snapshot(sink);
    }

    @Override
    public String serviceName() {
        return SchedulerClient.SERVICE_NAME;
    }

    private Instant now() {
        return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> T locked(Supplier<T> operation) {
        world.lock().lock();
        try {
            return operation.get();
        } finally {
            world.lock().unlock();
        }
    }
}
