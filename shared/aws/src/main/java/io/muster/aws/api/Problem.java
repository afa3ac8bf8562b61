package io.muster.aws.api;

import io.muster.domain.error.Category;
import io.muster.domain.error.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says no, as RFC 9457 has it, with what a caller needs to decide what to do next. Never carries an
 * exception's message, a stack trace or a name from the inside.
 *
 * @param status HTTP status
 * @param code stable word for programs, lower case
 * @param detail what happened and what would help, for people
 * @param category kind of error, which decides whether a retry makes sense
 * @param retryAfterSeconds when a retry makes sense
 * @param violations everything wrong with the request at once
 */
public record Problem(
        int status,
        String code,
        String title,
        String detail,
        Category category,
        Severity severity,
        boolean retryable,
        @Nullable Integer retryAfterSeconds,
        List<Violation> violations) {

    public Problem {
        violations = List.copyOf(violations);
    }

    /** Returns a refusal of a request that its caller can put right. */
    public static Problem refused(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Category.VALIDATION, Severity.LOW, false, null, List.of());
    }

    /** Returns a refusal that names everything wrong with the request. */
    public static Problem invalid(List<Violation> violations) {
        var detail = violations.size() == 1
                ? "One field is wrong; see violations."
                : violations.size() + " fields are wrong; see violations.";
        return new Problem(
                422,
                "invalid_request",
                "The request is not valid",
                detail,
                Category.VALIDATION,
                Severity.LOW,
                false,
                null,
                violations);
    }

    /** Returns a refusal of one field. */
    public static Problem invalid(String field, String message, @Nullable String allowed) {
        return invalid(List.of(new Violation(field, message, allowed)));
    }

    /** Returns the answer to a look for something that is not there, in this workspace at least. */
    public static Problem notFound(String what, String id) {
        return refused(404, "not_found", "There is no such " + what, "No " + what + " " + id + " in this workspace.");
    }

    /** Returns a refusal because of how things stand. */
    public static Problem conflict(String code, String detail) {
        return refused(409, code, "The request conflicts with the present state", detail);
    }

    /** Returns a refusal of a caller that may not do this. */
    public static Problem forbidden(String code, String detail) {
        return new Problem(
                403,
                code,
                "The token does not allow this",
                detail,
                Category.PERMISSION,
                Severity.HIGH,
                false,
                null,
                List.of());
    }

    /** Returns a failure on our side that a later attempt may not meet. */
    public static Problem unavailable(Category category, int retryAfterSeconds) {
        return new Problem(
                503,
                "unavailable",
                "The request cannot be served right now",
                "Nothing is known to be wrong with the request; send it again with the same Idempotency-Key.",
                category,
                category.severity(),
                true,
                retryAfterSeconds,
                List.of());
    }

    /** Returns a failure on our side that a person has to put right. */
    public static Problem misconfigured(Category category) {
        return new Problem(
                500,
                "misconfigured",
                "The installation is not set up for this",
                "An operator has to put it right; name the errorId when you ask for help.",
                category,
                category.severity(),
                false,
                null,
                List.of());
    }

    /** Returns a failure on our side of which nothing better is known. */
    public static Problem unexpected() {
        return new Problem(
                500,
                "internal_error",
                "Something unexpected happened",
                "The error was logged under its errorId; name it when you ask for help.",
                Category.UNKNOWN,
                Severity.HIGH,
                true,
                null,
                List.of());
    }

    /** Returns the same problem with other violations. */
    Problem with(List<Violation> others) {
        return new Problem(status, code, title, detail, category, severity, retryable, retryAfterSeconds, others);
    }

    /** Returns this problem as something to throw. */
    public ProblemException thrown() {
        return new ProblemException(this);
    }
}
