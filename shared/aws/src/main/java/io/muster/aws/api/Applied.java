package io.muster.aws.api;

import io.muster.aws.Ids;
import io.muster.aws.shell.Outcome;
import io.muster.domain.campaign.Event;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a request did to a campaign: the line that it left in the timeline, so that the same request sent twice is
 * answered the same.
 *
 * @param version the campaign's version after it; absent when nothing changed
 * @param event what happened; absent when nothing did
 * @param ignored why nothing happened
 */
public record Applied(
        String campaignId,
        @Nullable Long version,
        @Nullable Event event,
        @Nullable String ignored) {

    /**
     * Returns the answer for what became of an input.
     *
     * @param same whether an event is what this very request would do; if another request did it under the same
     *     idempotency key, that is a conflict
     */
    public static ApiResponse answer(String campaignId, Outcome outcome, Predicate<Event> same) {
        return switch (outcome) {
            case Outcome.Applied(var state, var event) ->
                ApiResponse.ok(new Applied(campaignId, state.campaign().version(), event, null));
            case Outcome.Repeated(var _, var history)
            when same.test(history.event()) ->
                ApiResponse.ok(new Applied(campaignId, history.version(), history.event(), null));
            case Outcome.Repeated _ -> throw keyReused().thrown();
            case Outcome.Refused(var code, var detail) ->
                throw Problem.conflict(code.name().toLowerCase(Locale.ROOT), detail)
                        .thrown();
            case Outcome.Ignored(var reason) -> ApiResponse.ok(new Applied(campaignId, null, null, reason));
            case Outcome.NotFound _ ->
                throw Problem.notFound("campaign", campaignId).thrown();
        };
    }

    /** Returns the id of the input that a request is: its idempotency key if it has one, else a new one. */
    public static String inputId(ApiRequest request, Ids ids) {
        return "api/" + request.idempotencyKey().orElseGet(ids::next);
    }

    /** Returns the refusal of a key that another request has used. */
    public static Problem keyReused() {
        return Problem.conflict(
                "idempotency_key_reused", "This Idempotency-Key was used for another request; take a new one.");
    }
}
