package io.muster.functions.escalation;

import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Wire;
import io.muster.domain.task.HumanTask;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which tasks a caller wants to see. */
record TaskFilter(
        HumanTask.State state,
        HumanTask.@Nullable Kind kind,
        @Nullable String campaignId,
        @Nullable String contactId,
        @Nullable Instant dueBefore) {

    static TaskFilter of(ApiRequest request) {
        request.onlyQuery("limit", "cursor", "state", "kind", "campaignId", "contactId", "dueBefore");
        return new TaskFilter(
                choice(request, "state", HumanTask.State.class).orElse(HumanTask.State.OPEN),
                choice(request, "kind", HumanTask.Kind.class).orElse(null),
                request.query("campaignId").orElse(null),
                request.query("contactId").orElse(null),
                request.query("dueBefore").map(TaskFilter::instant).orElse(null));
    }

    /** Every state is a list of its own, so that a cursor of one is none of another. */
    String listName() {
        return "tasks/" + Wire.name(state);
    }

    boolean matches(HumanTask task) {
        var due = task.dueAt();
        return (kind == null || task.kind() == kind)
                && (campaignId == null || task.campaignId().equals(campaignId))
                && (contactId == null || contactId.equals(task.contactId()))
                && (dueBefore == null || (due != null && due.isBefore(dueBefore)));
    }

    private static <E extends Enum<E>> Optional<E> choice(ApiRequest request, String name, Class<E> type) {
        return request.query(name)
                .map(text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> Wire.name(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Problem.invalid(
                                        name, "is not one of the values allowed", values(type.getEnumConstants()))
                                .thrown()));
    }

    private static String values(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Wire::name).collect(Collectors.joining(", "));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw Problem.invalid("dueBefore", "is not an instant", "such as 2026-05-01T12:00:00Z")
                    .thrown();
        }
    }
}
