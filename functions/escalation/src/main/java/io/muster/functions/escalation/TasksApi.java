package io.muster.functions.escalation;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Body;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Page;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.store.TaskStore;

/** Work for people: what is open, and that it is done. */
public final class TasksApi implements Api {

    private static final String LIST = "tasks";

    private final Platform platform;
    private final TaskStore store;
    private final Router router;

    public TasksApi() {
        this(Platform.fromEnvironment());
    }

    public TasksApi(Platform platform) {
        this.platform = platform;
        this.store = new TaskStore(platform);
        this.router = Router.of(platform, "tasks-api")
                .on("GET /tasks", Scope.READ, this::list)
                .on("GET /tasks/{id}", Scope.READ, this::read)
                .on("POST /tasks/{id}/complete", Scope.OPERATE, this::complete);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse list(ApiRequest request) {
        request.onlyQuery("limit", "cursor");
        var cursor = Cursor.of(request, LIST);
        var page = store.open(request.workspace(), cursor.limit(), cursor.after());
        return ApiResponse.ok(new Page<>(page.tasks(), Cursor.nextOrNull(LIST, page.next())));
    }

    private ApiResponse read(ApiRequest request) {
        request.onlyQuery();
        var id = request.path("id");
        return ApiResponse.ok(store.find(request.workspace(), id)
                .orElseThrow(() -> Problem.notFound("task", id).thrown()));
    }

    private ApiResponse complete(ApiRequest request) {
        Body.readOptional(request, _ -> "");
        var id = request.path("id");
        return ApiResponse.ok(
                store.complete(request.workspace(), id, platform.time().business())
                        .orElseThrow(() -> Problem.notFound("task", id).thrown()));
    }
}
