package io.muster.functions.escalation;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Body;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Page;
import io.muster.aws.api.Problem;
import io.muster.aws.api.ProblemException;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.api.Wire;
import io.muster.aws.message.Redelivery;
import io.muster.aws.store.DeadLetter;
import io.muster.aws.store.DeadLetter.State;
import io.muster.aws.store.DeadLetterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Messages that were given up: looked at, sent back to their queues, or put away. */
public final class DeadLettersApi implements Api {

    private static final String LIST = "dead-letters";
    private static final int LONGEST_REASON = 500;
    private static final int MOST_AT_ONCE = 100;

    /** With a filter, so many letters at most are read for one page; the next cursor goes on from there. */
    private static final int MOST_READ = 500;

    private final Platform platform;
    private final DeadLetterStore store;
    private final Redelivery redelivery;
    private final Router router;

    public DeadLettersApi() {
        this(Platform.fromEnvironment());
    }

    public DeadLettersApi(Platform platform) {
        this.platform = platform;
        this.store = new DeadLetterStore(platform);
        this.redelivery = new Redelivery(platform);
        this.router = Router.of(platform, "dead-letters-api")
                .on("GET /dead-letters", Scope.READ, this::list)
                .on("POST /dead-letters/redrive", Scope.OPERATE, this::redriveAll)
                .on("GET /dead-letters/{id}", Scope.READ, this::read)
                .on("POST /dead-letters/{id}/redrive", Scope.OPERATE, this::redrive)
                .on("POST /dead-letters/{id}/discard", Scope.OPERATE, this::discard);
    }

    @Override
    public Router router() {
        return router;
    }

    /** What a whole queue's redrive did; {@code more} says to ask again. */
    record Redriven(String queue, int redriven, boolean more) {}

    /** What is wanted of a whole queue. */
    private record Wanted(String queue, int most) {}

    private ApiResponse list(ApiRequest request) {
        request.onlyQuery("limit", "cursor", "state", "queue");
        var cursor = Cursor.of(request, LIST);
        var state = request.query("state").map(DeadLettersApi::state).orElse(null);
        var queue = request.query("queue").map(this::queue).orElse(null);
        var found = matching(request.workspace(), cursor.limit(), cursor.after(), state, queue);
        return ApiResponse.ok(new Page<>(found.letters(), Cursor.nextOrNull(LIST, found.next())));
    }

    private DeadLetterStore.Listing matching(
            String workspace, int most, @Nullable String from, @Nullable State state, @Nullable String queue) {
        var letters = new ArrayList<DeadLetter>();
        var next = from;
        int read = 0;
        do {
            var page = store.list(workspace, most - letters.size(), next);
            page.letters().stream()
                    .filter(letter -> state == null || letter.state() == state)
                    .filter(letter -> queue == null || letter.queue().equals(queue))
                    .forEach(letters::add);
            next = page.next();
            read += page.letters().size();
        } while (next != null && letters.size() < most && read < MOST_READ);
        return new DeadLetterStore.Listing(letters, next);
    }

    private ApiResponse read(ApiRequest request) {
        request.onlyQuery();
        var id = request.path("id");
        return ApiResponse.ok(store.find(request.workspace(), id).orElseThrow(() -> unknown(id)));
    }

    private ApiResponse redrive(ApiRequest request) {
        Body.readOptional(request, _ -> "");
        return ApiResponse.ok(redriven(request, request.path("id")));
    }

    /**
     * Sends first and writes that down afterwards: what is sent twice is the same input, and what is not sent is lost. A
     * letter that went back already stays as it is.
     */
    private DeadLetter redriven(ApiRequest request, String id) {
        var opened = store.open(request.workspace(), id).orElseThrow(() -> unknown(id));
        var letter = opened.letter();
        return switch (letter.state()) {
            case REDRIVEN -> letter;
            case DISCARDED ->
                throw Problem.conflict("discarded", "The dead letter " + id + " was discarded.")
                        .thrown();
            case OPEN -> {
                if (!redelivery.knows(letter.queue())) {
                    throw Problem.conflict("no_queue", "Nobody knows which queue the dead letter " + id + " was for.")
                            .thrown();
                }
                redelivery.send(letter.queue(), request.workspace(), opened.body());
                yield decided(request, letter, State.REDRIVEN, null);
            }
        };
    }

    private ApiResponse redriveAll(ApiRequest request) {
        var wanted = Body.read(request, fields -> {
            var queue = fields.requiredText("queue", 64);
            var most = fields.integer("limit", 1, MOST_AT_ONCE);
            if (!queue.isEmpty() && !redelivery.knows(queue)) {
                fields.wrong("queue", "is not one of the values allowed", queues());
            }
            return new Wanted(queue, most == null ? MOST_AT_ONCE : most);
        });
        var from = (String) null;
        int redriven = 0;
        DeadLetterStore.Listing page;
        do {
            page = matching(request.workspace(), wanted.most() - redriven, from, State.OPEN, wanted.queue());
            for (var letter : page.letters()) {
                redriven(request, letter.id());
                redriven++;
            }
            from = page.next();
        } while (from != null && redriven < wanted.most() && !page.letters().isEmpty());
        return ApiResponse.ok(new Redriven(wanted.queue(), redriven, from != null));
    }

    private ApiResponse discard(ApiRequest request) {
        var reason = Body.read(request, fields -> {
            var text = fields.prose("reason", LONGEST_REASON);
            if (text == null) {
                fields.missing("reason");
            }
            return Objects.requireNonNullElse(text, "");
        });
        var id = request.path("id");
        var letter = store.find(request.workspace(), id).orElseThrow(() -> unknown(id));
        return switch (letter.state()) {
            case DISCARDED -> ApiResponse.ok(letter);
            case REDRIVEN ->
                throw Problem.conflict("redriven", "The dead letter " + id + " went back to its queue.")
                        .thrown();
            case OPEN -> ApiResponse.ok(decided(request, letter, State.DISCARDED, reason));
        };
    }

    private DeadLetter decided(ApiRequest request, DeadLetter letter, State state, @Nullable String why) {
        var decided = store.decide(
                request.workspace(),
                letter,
                state,
                request.subject(),
                platform.time().machine(),
                why);
        return decided.or(() -> current(request, letter).filter(now -> now.state() == state))
                .orElseThrow(() -> Problem.conflict(
                                "changed_meanwhile", "Somebody else has decided about it meanwhile; read it again.")
                        .thrown());
    }

    private Optional<DeadLetter> current(ApiRequest request, DeadLetter letter) {
        return store.find(request.workspace(), letter.id());
    }

    private static State state(String text) {
        return Arrays.stream(State.values())
                .filter(state -> Wire.name(state).equals(text))
                .findFirst()
                .orElseThrow(() -> notAllowed("state", names(List.of(State.values()))));
    }

    private String queue(String text) {
        if (!redelivery.knows(text) && !text.equals(DeadLetterHandler.NO_QUEUE)) {
            throw notAllowed("queue", queues());
        }
        return text;
    }

    private String queues() {
        return String.join(", ", platform.installation().queuesByName().keySet());
    }

    private static String names(List<State> states) {
        return states.stream().map(Wire::name).collect(Collectors.joining(", "));
    }

    private static ProblemException notAllowed(String field, String allowed) {
        return Problem.invalid(field, "is not one of the values allowed", allowed)
                .thrown();
    }

    private static ProblemException unknown(String id) {
        return Problem.notFound("dead letter", id).thrown();
    }
}
