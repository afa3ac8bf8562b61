package io.muster.simulation;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A careful client of the API: it asks again, under the same key, until it is told yes or no. */
final class Client {

    private static final long LONGEST_PAUSE_SECONDS = 60;

    /** What is asked here is well formed, and by whom may ask it. */
    private static final Set<Integer> NEVER = Set.of(400, 401, 403, 405, 415, 422);

    private final World world;
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final Map<String, Instant> open = new TreeMap<>();

    Client(World world) {
        this.world = world;
    }

    /**
     * A request that was answered for good.
     *
     * @param askedAt when it was asked first
     * @param at when the answer was heard
     */
    record Acknowledged(Request request, int status, String body, Instant askedAt, Instant at) {

        boolean done() {
            return status < 300;
        }
    }

    /** Returns the requests without an answer that were asked before a moment, with when. */
    List<String> unanswered(Instant before) {
        return open.entrySet().stream()
                .filter(request -> request.getValue().isBefore(before))
                .map(request -> request.getKey() + ", asked at " + request.getValue())
                .toList();
    }

    /** Returns every answer that a client has heard. */
    List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** Asks after a delay, and tells whoever waits for the answer. */
    void ask(Request request, Duration delay, Consumer<Acknowledged> then) {
        var at = world.now().plus(delay);
        open.putIfAbsent(request.key(), at);
        ask(request, delay, 1, at, then);
    }

    private void ask(Request request, Duration delay, int attempt, Instant since, Consumer<Acknowledged> then) {
        var self = new Actor[1];
        self[0] = world.process(
                "api " + request.key() + " #" + attempt, request.workspace(), delay, World.API_LIMIT, () -> {
                    var answer = answer(self[0], request);
                    if (answer == null || answer.getStatusCode() >= 500 || answer.getStatusCode() == 429) {
                        var pause =
                                Duration.ofSeconds(Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(attempt - 1, 10)));
                        ask(request, pause, attempt + 1, since, then);
                    } else {
                        heard(
                                new Acknowledged(
                                        request,
                                        answer.getStatusCode(),
                                        Objects.requireNonNullElse(answer.getBody(), ""),
                                        since,
                                        world.now()),
                                then);
                    }
                });
    }

    private void heard(Acknowledged answer, Consumer<Acknowledged> then) {
        world.trace().note(world.now(), answer.request().key(), "answered " + answer.status());
        open.remove(answer.request().key());
        if (NEVER.contains(answer.status())) {
            world.complain(answer.request().key() + " was refused: " + answer.status() + " " + answer.body());
        }
        acknowledged.add(answer);
        then.accept(answer);
    }

    /** Returns what the client hears; nothing when the function died, or the answer got lost. */
    private @Nullable APIGatewayV2HTTPResponse answer(Actor actor, Request request) {
        var api = world.deployment().apis().get(request.route());
        if (api == null) {
            throw new IllegalArgumentException("no route " + request.route());
        }
        if (request.route().startsWith("GET ")) {
            actor.asks();
        }
        try {
            var answer = api.handleRequest(Events.http(request), NoContext.INSTANCE);
            if (actor.dead()) {
                world.complain(actor.name() + " went on after its death");
                return null;
            }
            return world.fault(actor.place("answer"), Fault.OF_AN_ANSWER) == null ? answer : null;
        } catch (Crash died) {
            return null;
        }
    }
}
