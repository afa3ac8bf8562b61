package io.muster.functions.reporting;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.store.ErrorStore;
import io.muster.aws.store.Table;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** What has failed for no fault of a caller, summed up. */
public final class ErrorsApi implements Api {

    private static final Duration USUAL = Duration.ofDays(1);

    private final Platform platform;
    private final ErrorStore store;
    private final Router router;

    public ErrorsApi() {
        this(Platform.fromEnvironment());
    }

    public ErrorsApi(Platform platform) {
        this.platform = platform;
        this.store = new ErrorStore(Table.of(platform));
        this.router = Router.of(platform, "errors-api").on("GET /errors", Scope.READ, this::summary);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse summary(ApiRequest request) {
        request.onlyQuery("since");
        var now = platform.time().machine();
        var since = request.query("since").map(text -> moment(text, now)).orElse(now.minus(USUAL));
        return ApiResponse.ok(ErrorsView.of(since, store.since(request.workspace(), since)));
    }

    private static Instant moment(String text, Instant now) {
        var earliest = now.minus(ErrorStore.KEPT);
        try {
            var since = Instant.parse(text);
            if (since.isBefore(earliest) || since.isAfter(now)) {
                throw Problem.invalid("since", "is out of range", earliest + " to " + now)
                        .thrown();
            }
            return since;
        } catch (DateTimeException noMoment) {
            throw Problem.invalid("since", "is no moment", "2026-06-01T14:00:00Z")
                    .thrown();
        }
    }
}
