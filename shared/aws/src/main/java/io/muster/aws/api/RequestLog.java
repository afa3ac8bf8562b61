package io.muster.aws.api;

import io.muster.aws.Ids;
import io.muster.aws.error.Errors;
import io.muster.aws.lambda.Log;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where requests leave a line each: route, workspace, request id and status; never a body, a query or a name. */
public interface RequestLog {

    /** Notes an answer. */
    void answered(ApiRequest request, int status);

    /**
     * Notes a problem, and returns the id under which it can be found again.
     *
     * @param request absent when the token could not be read
     */
    String failed(@Nullable String routeKey, @Nullable ApiRequest request, Problem problem, RuntimeException failure);

    /** Returns a request log that writes to a function's log, and counts what failed for no fault of the caller. */
    static RequestLog to(Log log, Ids ids, Errors errors) {
        return new RequestLog() {
            @Override
            public void answered(ApiRequest request, int status) {
                var fields = fields(request);
                fields.put("status", status);
                log.info("request_answered", fields);
            }

            @Override
            public String failed(
                    @Nullable String routeKey,
                    @Nullable ApiRequest request,
                    Problem problem,
                    RuntimeException failure) {
                var errorId = ids.next();
                var fields = request == null ? new LinkedHashMap<String, Object>() : fields(request);
                fields.put("route", String.valueOf(routeKey));
                fields.put("status", problem.status());
                fields.put("code", problem.code());
                fields.put("category", problem.category());
                fields.put("errorId", errorId);
                if (problem.status() >= 500) {
                    log.failed(Log.Severity.ERROR, "request_failed", fields, failure);
                    if (request != null && !request.workspace().isEmpty()) {
                        errors.count(
                                request.workspace(), problem.category(), problem.severity(), Failures.code(failure));
                    }
                } else {
                    log.info("request_refused", fields);
                }
                return errorId;
            }

            private Map<String, Object> fields(ApiRequest request) {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("route", request.routeKey());
                fields.put("workspace", request.workspace());
                fields.put("request", request.requestId());
                return fields;
            }
        };
    }
}
