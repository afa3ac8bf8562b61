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
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.aws.token.KeyRing;
import io.muster.domain.task.HumanTask;
import io.muster.domain.task.TaskDecider;
import io.muster.domain.task.TaskDecision;
import io.muster.domain.task.TaskInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The inbox of work for people: what there is to do, who does it, and what came of it. */
public final class TasksApi implements Api {

    private static final int LONGEST_COMMENT = 2_000;
    private static final int LONGEST_NAME = 200;

    /** With a filter, so many tasks at most are read for one page; the next cursor goes on from there. */
    private static final int MOST_READ = 500;

    private final Platform platform;
    private final TaskStore store;
    private final CampaignStore campaigns;
    private final SealedTexts seals;
    private final OpenAddresses addresses;
    private final Consequences consequences;
    private final Router router;

    public TasksApi() {
        this(Platform.fromEnvironment());
    }

    public TasksApi(Platform platform) {
        this.platform = platform;
        this.store = new TaskStore(platform);
        this.campaigns = new CampaignStore(platform);
        var table = Table.of(platform);
        this.seals = new SealedTexts(table, new KeyRing(table));
        this.addresses = new OpenAddresses(platform);
        this.consequences = new Consequences(platform);
        this.router = Router.of(platform, "tasks-api")
                .on("GET /tasks", Scope.READ, this::list)
                .on("GET /tasks/{id}", Scope.READ, this::read)
                .on("POST /tasks/{id}/complete", Scope.OPERATE, this::complete)
                .on("POST /tasks/{id}/assign", Scope.OPERATE, this::assign)
                .on("POST /tasks/{id}/reopen", Scope.OPERATE, this::reopen);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse list(ApiRequest request) {
        var filter = TaskFilter.of(request);
        var cursor = Cursor.of(request, filter.listName());
        var tasks = new ArrayList<HumanTask>();
        var next = cursor.after();
        int read = 0;
        do {
            var page = store.list(request.workspace(), filter.state(), cursor.limit() - tasks.size(), next);
            page.tasks().stream().filter(filter::matches).forEach(tasks::add);
            next = page.next();
            read += page.tasks().size();
        } while (next != null && tasks.size() < cursor.limit() && read < MOST_READ);
        return ApiResponse.ok(
                new Page<>(views(request.workspace(), tasks), Cursor.nextOrNull(filter.listName(), next)));
    }

    /** Only what is still to be done may have to wait for a campaign. */
    private List<TaskView> views(String workspace, List<HumanTask> some) {
        var wanting =
                some.stream().filter(TasksApi::open).map(HumanTask::campaignId).collect(Collectors.toSet());
        var paused = campaigns.paused(workspace, wanting);
        return addresses.in(workspace, some).stream()
                .map(task -> {
                    boolean waits = open(task) && paused.contains(task.campaignId());
                    return new TaskView(task, waits ? true : null);
                })
                .toList();
    }

    private static boolean open(HumanTask task) {
        return task.state() == HumanTask.State.OPEN;
    }

    private ApiResponse read(ApiRequest request) {
        request.onlyQuery();
        return ApiResponse.ok(views(request.workspace(), List.of(find(request))).getFirst());
    }

    private record Done(
            HumanTask.@Nullable Outcome outcome, @Nullable String comment) {}

    /** What follows is done again when the same is said again, so that a caller's retry heals what died in between. */
    private ApiResponse complete(ApiRequest request) {
        var done = Body.read(request, fields -> {
            var outcome = fields.choice("outcome", HumanTask.Outcome.class);
            if (outcome == null) {
                fields.missing("outcome");
            }
            return new Done(outcome, fields.prose("comment", LONGEST_COMMENT));
        });
        var outcome = done.outcome();
        if (outcome == null) {
            throw Problem.invalid("outcome", "is required", null).thrown();
        }
        var before = find(request);
        var comment = comment(request.workspace(), before, done.comment());
        var input = new TaskInput.Completed(
                outcome, comment, request.subject(), platform.time().business());
        if (!(TaskDecider.decide(before, input) instanceof TaskDecision.Refused)) {
            consequences.suppress(request.workspace(), before, outcome, input.at());
        }
        var task = applied(request, input);
        consequences.follow(request.workspace(), task);
        return ApiResponse.ok(addresses.in(request.workspace(), task));
    }

    /** What is said about a contact is kept sealed; said again, it is what was kept. */
    private @Nullable String comment(String workspace, HumanTask task, @Nullable String said) {
        var contactId = task.contactId();
        if (said == null || contactId == null) {
            return said;
        }
        return said.equals(seals.open(workspace, task.comment()))
                ? task.comment()
                : seals.about(workspace, contactId).apply(said);
    }

    private ApiResponse assign(ApiRequest request) {
        var assignee = Body.read(request, fields -> fields.requiredText("assignee", LONGEST_NAME));
        return ApiResponse.ok(addresses.in(request.workspace(), applied(request, new TaskInput.Assigned(assignee))));
    }

    private ApiResponse reopen(ApiRequest request) {
        Body.readOptional(request, _ -> "");
        return ApiResponse.ok(addresses.in(request.workspace(), applied(request, new TaskInput.Reopened())));
    }

    private HumanTask find(ApiRequest request) {
        var id = request.path("id");
        return store.find(request.workspace(), id)
                .orElseThrow(() -> Problem.notFound("task", id).thrown());
    }

    private HumanTask applied(ApiRequest request, TaskInput input) {
        var id = request.path("id");
        var decision = store.apply(request.workspace(), id, input)
                .orElseThrow(() -> Problem.notFound("task", id).thrown());
        return switch (decision) {
            case TaskDecision.Changed(var task) -> task;
            case TaskDecision.Same(var task) -> task;
            case TaskDecision.Refused(var code, var detail) ->
                throw Problem.conflict(code, detail).thrown();
        };
    }
}
