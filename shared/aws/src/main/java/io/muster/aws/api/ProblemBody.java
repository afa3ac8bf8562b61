package io.muster.aws.api;

import io.muster.domain.error.Category;
import io.muster.domain.error.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem as it goes over the wire, under the id by which the log knows it. */
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String errorId,
        Category category,
        Severity severity,
        boolean retryable,
        @Nullable Integer retryAfterSeconds,
        List<Violation> violations) {

    static ProblemBody of(Problem problem, String errorId) {
        return new ProblemBody(
                "urn:muster:problem:" + problem.code(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.code(),
                errorId,
                problem.category(),
                problem.severity(),
                problem.retryable(),
                problem.retryAfterSeconds(),
                problem.violations());
    }
}
