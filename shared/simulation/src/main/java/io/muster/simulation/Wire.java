package io.muster.simulation;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/** What lies between functions and services: here the baton changes hands, and calls go wrong. */
final class Wire {

    private static final Set<String> TABLE_WRITES = Set.of("putItem", "updateItem", "deleteItem", "transactWriteItems");

    /** A provider is waited for no longer; what a call carries arrives within that time or not at all. */
    static final Duration PROVIDER_PATIENCE = Duration.ofSeconds(4);

    /** Time stands still while somebody acts, so that whoever goes round in circles is stopped by its calls. */
    private static final int MOST_CALLS = 5_000;

    private final World world;
    private final StaleIndex index = new StaleIndex();
    private int calls;
    private int contended = -1;

    Wire(World world) {
        this.world = world;
    }

    /** Returns how many calls there were. */
    int calls() {
        return calls;
    }

    /** Carries a call to its service, or not, and its answer back, or not. */
    Object carry(Service.Call call, Function<Service.Call, Object> carrier) {
        var actor = world.actor();
        if (actor == null) {
            return carrier.apply(call);
        }
        if (actor.dead()) {
            throw actor.die();
        }
        var place = actor.call(call, ++calls);
        if (world.losesAllBefore(calls)) {
            world.loseAll();
        }
        world.watch().asked(actor, call);
        if (place.number() > MOST_CALLS) {
            world.complain("4: " + actor.name() + " calls without end");
            throw actor.die();
        }
        wait(actor, place, call.service());
        if (actor.overdue(world.now())) {
            world.trace().call(world.now(), place, call, null, "out of time");
            throw actor.die();
        }
        var fault = world.fault(place, possible(call));
        try {
            var answer = carried(actor, place, call, world.watch().over(actor, place.ordinal(), carrier), fault);
            world.trace().call(world.now(), place, call, fault, "ok");
            return answer;
        } catch (RuntimeException | Crash failure) {
            world.trace()
                    .call(world.now(), place, call, fault, failure.getClass().getSimpleName());
            throw failure;
        } finally {
            world.changed(call);
            // Whoever pauses before another attempt finds the permit and goes on at once: real time does not pass here.
            LockSupport.unpark(Thread.currentThread());
        }
    }

    /** Lets others act first, where the plan says so. */
    private void wait(Actor actor, Place place, Service service) {
        var before = new Place(
                place.actor(),
                place.number(),
                "before " + place.what(),
                place.ordinal(),
                Lots.place(place.id(), "turn"));
        var fault = world.fault(before, Fault.BEFORE_A_CALL);
        if (fault != null) {
            long most = service.provider() ? PROVIDER_PATIENCE.toMillis() : 50_000;
            long millis = fault == Fault.STALL ? world.lots().between(100, most, before.id()) : 0;
            world.rest(actor, Duration.ofMillis(millis), before.id());
        }
    }

    private static Set<Fault> possible(Service.Call call) {
        return switch (call.request()) {
            case CreateScheduleRequest _ -> Fault.OF_A_TIMER;
            case QueryRequest query when query.indexName() != null -> Fault.OF_AN_INDEX;
            case SendMessageBatchRequest _ -> Fault.OF_A_BATCH;
            case BatchGetItemRequest batch when Partial.parts(batch) -> Fault.OF_A_BATCH;
            default -> TABLE_WRITES.contains(call.operation()) ? Fault.OF_A_WRITE : Fault.OF_A_CALL;
        };
    }

    private Object carried(
            Actor actor,
            Place place,
            Service.Call call,
            Function<Service.Call, Object> carrier,
            @Nullable Fault fault) {
        if (fault == null) {
            return index.remember(call, carrier.apply(call));
        }
        return switch (fault) {
            case CRASH_BEFORE -> throw actor.die();
            case CRASH_AFTER -> {
                applied(call, carrier);
                throw actor.die();
            }
            case CRASH_THEN_APPLIED -> {
                later(place, call, carrier);
                throw actor.die();
            }
            case TIMEOUT_LOST -> throw Service.silence();
            case TIMEOUT_APPLIED -> {
                applied(call, carrier);
                throw Service.silence();
            }
            case TIMEOUT_THEN_APPLIED -> {
                later(place, call, carrier);
                throw Service.silence();
            }
            case THROTTLED -> throw call.service().answer(429, "ThrottlingException");
            case UNAVAILABLE -> throw call.service().answer(503, "ServiceUnavailable");
            case BROKEN_LOST -> throw call.service().answer(500, "InternalServerError");
            case BROKEN_APPLIED -> {
                applied(call, carrier);
                throw call.service().answer(500, "InternalServerError");
            }
            case REFUSED -> throw call.service().answer(400, "ValidationException");
            case CONFLICT -> conflicting(place, call, carrier);
            case STALE_INDEX -> stale(place, call, carrier);
            case PARTIAL_BATCH -> Partial.carried(call, carrier);
            case TIMER_NAME_TAKEN ->
                throw ConflictException.builder()
                        .statusCode(409)
                        .message("the name is taken")
                        .build();
            case TIMER_TWICE, TIMER_LATE, TIMER_NEVER ->
                WrongTimers.set(
                        call, carrier, fault, Duration.ofSeconds(world.lots().between(1, 600, place.id())));
            case SWITCH,
                    STALL,
                    DELIVERY_DROPPED,
                    DELIVERY_REPEATED,
                    DELIVERY_DELAYED,
                    POISON,
                    SKEW,
                    ANSWER_LOST,
                    FEEDBACK_EARLY,
                    FEEDBACK_TWICE,
                    ALL_LOST -> throw new IllegalStateException(fault + " is no fault of a call");
        };
    }

    /** An index that lags, and says what it would say anyway, is none that went wrong. */
    private Object stale(Place place, Service.Call call, Function<Service.Call, Object> carrier) {
        var answer = index.stale(call);
        if (carrier.apply(call) instanceof QueryResponse now && now.items().equals(answer.items())) {
            world.withdraw(place);
        }
        return answer;
    }

    /** Applies a call whose answer nobody hears. */
    static void applied(Service.Call call, Function<Service.Call, Object> carrier) {
        try {
            Object _ = carrier.apply(call);
        } catch (RuntimeException unheard) {
            return;
        }
    }

    private void later(Place place, Service.Call call, Function<Service.Call, Object> carrier) {
        var delay = Duration.ofMillis(world.lots().between(50, PROVIDER_PATIENCE.toMillis(), place.id()));
        world.spawn(place.actor() + " call " + place.number() + " arrives", "", delay, () -> {
            applied(call, carrier);
            world.changed(call);
        });
    }

    // ---- the table

    /** Returns whether a call only looks. */
    static boolean reads(Service.Call call) {
        var operation = call.operation();
        return operation.startsWith("get") || operation.startsWith("batchGet") || operation.equals("query");
    }

    /** Returns whether the write of an item conflicts, as the table asks for each in turn. */
    boolean conflicts() {
        return contended >= 0 && contended-- == 0;
    }

    private Object conflicting(Place place, Service.Call call, Function<Service.Call, Object> carrier) {
        int items = call.request() instanceof TransactWriteItemsRequest transaction
                ? transaction.transactItems().size()
                : 1;
        contended = (int) world.lots().between(0, items - 1L, place.id());
        try {
            return carrier.apply(call);
        } finally {
            contended = -1;
        }
    }
}
