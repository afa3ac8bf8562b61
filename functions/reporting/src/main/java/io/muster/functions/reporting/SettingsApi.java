package io.muster.functions.reporting;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Body;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Page;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.settings.Registry;
import io.muster.aws.settings.Setting;
import io.muster.aws.settings.SettingsStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be set in a workspace: listed with its range, changed by administrators, with every change on record. */
public final class SettingsApi implements Api {

    private static final String LIST = "settings";
    private static final String CHANGES = "setting-changes/";

    private final SettingsStore store;
    private final Router router;

    public SettingsApi() {
        this(Platform.fromEnvironment());
    }

    public SettingsApi(Platform platform) {
        this.store = new SettingsStore(platform);
        this.router = Router.of(platform, "settings-api")
                .on("GET /settings", Scope.READ, this::list)
                .on("GET /settings/{key}", Scope.READ, this::read)
                .on("PUT /settings/{key}", Scope.ADMIN, request -> put(request, setting(request)))
                .on("DELETE /settings/{key}", Scope.ADMIN, this::reset)
                .on("GET /settings/{key}/history", Scope.READ, this::history);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse list(ApiRequest request) {
        request.onlyQuery("limit", "cursor");
        var cursor = Cursor.of(request, LIST);
        var settings = store.read(request.workspace());
        var after = Registry.all().stream()
                .dropWhile(setting -> cursor.after() != null && !setting.key().equals(cursor.after()))
                .skip(cursor.after() == null ? 0 : 1)
                .toList();
        var page = after.subList(0, Math.min(cursor.limit(), after.size()));
        var next = page.size() == after.size() ? null : page.getLast().key();
        List<SettingView> views =
                page.stream().map(setting -> SettingView.of(setting, settings)).toList();
        return ApiResponse.ok(new Page<>(views, Cursor.nextOrNull(LIST, next)));
    }

    private ApiResponse read(ApiRequest request) {
        request.onlyQuery();
        return ApiResponse.ok(SettingView.of(setting(request), store.read(request.workspace())));
    }

    /** What a setting is to be, and in which version the caller read it. */
    private record Wanted<T>(@Nullable T value, @Nullable Integer version) {

        static <T> Wanted<T> of(Fields fields, Setting<T> setting) {
            var value = setting.kind().read(fields, "value");
            if (!fields.has("value")) {
                fields.missing("value");
            }
            return new Wanted<>(value, fields.integer("version", 0, Integer.MAX_VALUE));
        }
    }

    private <T> ApiResponse put(ApiRequest request, Setting<T> setting) {
        request.onlyQuery();
        var wanted = Body.read(request, fields -> Wanted.of(fields, setting));
        if (wanted.value == null) {
            throw new IllegalStateException("a value of " + setting.key() + " was neither read nor refused");
        }
        var json = setting.json(wanted.value);
        return ApiResponse.ok(SettingView.of(
                setting, store.change(request.workspace(), setting, json, request.subject(), wanted.version)));
    }

    private ApiResponse reset(ApiRequest request) {
        request.onlyQuery();
        var setting = setting(request);
        return ApiResponse.ok(
                SettingView.of(setting, store.change(request.workspace(), setting, null, request.subject(), null)));
    }

    private ApiResponse history(ApiRequest request) {
        request.onlyQuery("limit", "cursor");
        var key = setting(request).key();
        var cursor = Cursor.of(request, CHANGES + key);
        var page = store.history(request.workspace(), key, cursor.limit(), cursor.after());
        var views = page.changes().stream().map(SettingView.Change::of).toList();
        return ApiResponse.ok(new Page<>(views, Cursor.nextOrNull(CHANGES + key, page.next())));
    }

    private static Setting<?> setting(ApiRequest request) {
        var key = request.path("key");
        return Registry.find(key)
                .orElseThrow(() -> Problem.notFound("setting", key).thrown());
    }
}
