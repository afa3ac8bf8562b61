package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Body;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Page;
import io.muster.aws.api.Problem;
import io.muster.aws.api.ProblemException;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.store.Table;
import io.muster.aws.store.TemplateHeads.Head;
import io.muster.aws.store.TemplateStore;
import io.muster.aws.store.TemplateVersion;
import io.muster.aws.store.Texts;
import io.muster.functions.dispatch.template.Template;
import io.muster.functions.dispatch.template.Templates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of messages: read, changed by operators with every version kept, filled in for a look, and sent once as a
 * test. It belongs to the function that sends, since no other may.
 */
public final class TemplatesApi implements Api {

    private static final String LIST = "templates";
    private static final String VERSIONS = "template-versions";

    private final Platform platform;
    private final TemplateStore store;
    private final Drafts drafts;
    private final TestSends tests;
    private final Router router;

    public TemplatesApi() {
        this(Platform.fromEnvironment());
    }

    private TemplatesApi(Platform platform) {
        this(platform, DispatchHandler.onLambda(platform));
    }

    public TemplatesApi(Platform platform, Outlets outlets) {
        this.platform = platform;
        this.store = new TemplateStore(Table.of(platform));
        this.drafts = new Drafts(platform, outlets);
        this.tests = new TestSends(platform, outlets);
        this.router = Router.of(platform, "templates-api")
                .on("GET /templates", Scope.READ, this::list)
                .on("GET /templates/{id}", Scope.READ, this::read)
                .on("PUT /templates/{id}", Scope.OPERATE, this::save)
                .on("DELETE /templates/{id}", Scope.OPERATE, this::restore)
                .on("GET /templates/{id}/versions", Scope.READ, this::versions)
                .on("GET /templates/{id}/versions/{version}", Scope.READ, this::version)
                .on("POST /templates/{id}/preview", Scope.READ, this::preview)
                .on("POST /templates/{id}/test-send", Scope.OPERATE, this::testSend);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse list(ApiRequest request) {
        request.onlyQuery("limit", "cursor");
        var cursor = Cursor.of(request, LIST);
        var after = cursor.after();
        var rest = Arrays.stream(Template.values())
                .sorted(Comparator.comparing(Template::id))
                .filter(template -> after == null || template.id().compareTo(after) > 0)
                .toList();
        var heads = store.heads(request.workspace());
        var page = rest.stream()
                .limit(cursor.limit())
                .map(template -> TemplateView.of(template, heads, null))
                .toList();
        boolean more = rest.size() > page.size();
        return ApiResponse.ok(
                new Page<>(page, more ? Cursor.next(LIST, page.getLast().id()) : null));
    }

    private ApiResponse read(ApiRequest request) {
        request.onlyQuery();
        var template = template(request);
        var heads = store.heads(request.workspace());
        var texts = drafts.current(request.workspace(), template, heads);
        return ApiResponse.ok(TemplateView.of(template, heads, texts));
    }

    private ApiResponse save(ApiRequest request) {
        request.onlyQuery();
        var template = template(request);
        var change = Body.read(request, fields -> Change.of(template, fields));
        return written(request, template, change.version(), change.texts());
    }

    private ApiResponse restore(ApiRequest request) {
        request.onlyQuery("version");
        var template = template(request);
        int expected = number("version", request.query("version").orElse(""));
        if (expected == 0 && store.heads(request.workspace()).versionOf(template.id()) == 0) {
            return ApiResponse.ok(TemplateView.of(template, (Head) null, Templates.builtIn(template)));
        }
        return written(request, template, expected, null);
    }

    /** The same change sent twice is made once: the version that it made is its answer. */
    private ApiResponse written(ApiRequest request, Template template, int expected, @Nullable Texts texts) {
        var next = new TemplateVersion(
                template.id(),
                expected + 1,
                texts,
                request.subject(),
                platform.time().business());
        var version = store.write(request.workspace(), next)
                .or(() -> store.find(request.workspace(), template.id(), next.version())
                        .filter(there -> there.by().equals(next.by())
                                && Objects.equals(there.texts(), next.texts())
                                && store.heads(request.workspace()).versionOf(template.id()) == there.version()))
                .orElseThrow(() -> changedMeanwhile(template));
        var head = new Head(template.id(), version.version(), texts != null, version.by(), version.at());
        return ApiResponse.ok(TemplateView.of(template, head, texts == null ? Templates.builtIn(template) : texts));
    }

    private static ProblemException changedMeanwhile(Template template) {
        return Problem.conflict(
                        "changed_meanwhile",
                        "Another version of " + template.id() + " is in use than the one expected; read it again.")
                .thrown();
    }

    private ApiResponse versions(ApiRequest request) {
        request.onlyQuery("limit", "cursor");
        var template = template(request);
        var list = VERSIONS + "/" + template.id();
        var cursor = Cursor.of(request, list);
        var after = cursor.after();
        int olderThan = after == null ? Integer.MAX_VALUE : number("cursor", after);
        var listing = store.versions(request.workspace(), template.id(), cursor.limit(), olderThan);
        var views = new ArrayList<>(listing.versions().stream()
                .map(version -> TemplateView.Version.of(version, null))
                .toList());
        var next = listing.next();
        if (next == null && views.size() < cursor.limit()) {
            views.add(TemplateView.Version.builtIn(template, null));
            return ApiResponse.ok(new Page<>(views, null));
        }
        int last = next == null ? views.getLast().version() : next;
        return ApiResponse.ok(new Page<>(views, Cursor.next(list, Integer.toString(last))));
    }

    private ApiResponse version(ApiRequest request) {
        request.onlyQuery();
        var template = template(request);
        int number = number("version", request.path("version"));
        if (number == 0) {
            return ApiResponse.ok(TemplateView.Version.builtIn(template, Templates.builtIn(template)));
        }
        var version = store.find(request.workspace(), template.id(), number)
                .orElseThrow(() -> Problem.notFound("version of " + template.id(), Integer.toString(number))
                        .thrown());
        var texts = version.texts() == null ? Templates.builtIn(template) : version.texts();
        return ApiResponse.ok(TemplateView.Version.of(version, texts));
    }

    private ApiResponse preview(ApiRequest request) {
        request.onlyQuery();
        var template = template(request);
        var wish = Body.readOptional(request, fields -> drafts.wish(request.workspace(), template, fields));
        return ApiResponse.ok(TemplatePreview.of(template, drafts.rendered(request.workspace(), template, wish)));
    }

    private ApiResponse testSend(ApiRequest request) {
        request.onlyQuery();
        var template = template(request);
        tests.sender(template);
        var wish = Body.read(
                request,
                fields -> new Test(
                        TestSends.address(template, fields), drafts.wish(request.workspace(), template, fields)));
        return tests.send(
                request, template, wish.to(), () -> drafts.rendered(request.workspace(), template, wish.draft()));
    }

    private record Test(String to, Drafts.Wish draft) {}

    /** New words over the version that their writer has read. */
    private record Change(int version, Texts texts) {

        static Change of(Template template, Fields fields) {
            var version = fields.integer("version", 0, Integer.MAX_VALUE - 1);
            if (version == null) {
                fields.missing("version");
            }
            return new Change(version == null ? 0 : version, Drafts.texts(template, fields, null));
        }
    }

    private static Template template(ApiRequest request) {
        var id = request.path("id");
        return Template.of(id)
                .orElseThrow(() -> Problem.notFound("template", id).thrown());
    }

    private static int number(String name, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw Problem.invalid(name, "is not a version", "a whole number from 0")
                    .thrown();
        }
        return Integer.parseInt(text);
    }
}
