package io.muster.functions.reporting;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Page;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.CampaignStore;
import io.muster.domain.account.Course;
import io.muster.domain.account.Outlook;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignReport;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Result;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Subject;
import io.muster.domain.strategy.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What there is to know of campaigns. Nothing here changes anything. */
public final class ReadsApi implements Api {

    private static final String LIST = "campaigns";

    /** With a filter, so many heads at most are read for one page; the next cursor goes on from there. */
    private static final int MOST_READ = 500;

    private final CampaignStore store;
    private final ReportStore reports;
    private final Health health;
    private final SettingsStore settings;
    private final Platform platform;
    private final ProspectFinder finder;
    private final Router router;

    public ReadsApi() {
        this(Platform.fromEnvironment());
    }

    public ReadsApi(Platform platform) {
        this.platform = platform;
        this.finder = new TableProspectFinder(platform);
        this.store = new CampaignStore(platform);
        this.reports = new ReportStore(platform);
        this.health = new Health(platform);
        this.settings = new SettingsStore(platform);
        this.router = Router.of(platform, "reads-api")
                .open("GET /health", _ -> health.answer())
                .on("GET /campaigns", Scope.READ, this::list)
                .on("GET /campaigns/{id}", Scope.READ, request -> ApiResponse.ok(CampaignDetail.of(state(request))))
                .on("GET /campaigns/{id}/status", Scope.READ, this::status)
                .on("GET /campaigns/{id}/plan", Scope.READ, this::plan)
                .on("GET /campaigns/{id}/monitoring", Scope.READ, this::monitoring)
                .on("GET /campaigns/{id}/timeline", Scope.READ, this::timeline)
                .on("GET /campaigns/{id}/report", Scope.READ, this::report);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse list(ApiRequest request) {
        request.onlyQuery("limit", "cursor", "status", "result", "urgency", "kind", "bidCardId", "accountId");
        var cursor = Cursor.of(request, LIST);
        var wanted = wanted(request);
        var views = new ArrayList<CampaignView>();
        var next = cursor.after();
        int read = 0;
        do {
            var page = store.list(request.workspace(), cursor.limit() - views.size(), next);
            page.campaigns().stream().filter(wanted).map(CampaignView::of).forEach(views::add);
            next = page.next();
            read += page.campaigns().size();
        } while (next != null && views.size() < cursor.limit() && read < MOST_READ);
        return ApiResponse.ok(new Page<>(views, Cursor.nextOrNull(LIST, next)));
    }

    private static Predicate<Campaign> wanted(ApiRequest request) {
        var status = request.choice("status", Status.class);
        var result = request.choice("result", Result.class);
        var urgency = request.choice("urgency", Urgency.class);
        var kind = request.choice("kind", Subject.Kind.class);
        var card = request.query("bidCardId").map(Subject::bidCard);
        var account = request.query("accountId").map(Subject::account);
        return campaign -> status.map(wanted -> campaign.status() == wanted).orElse(true)
                && result.map(wanted -> campaign.result() == wanted).orElse(true)
                && urgency.map(wanted -> campaign.urgency() == wanted).orElse(true)
                && kind.map(wanted -> campaign.subject().kind() == wanted).orElse(true)
                && card.map(wanted -> campaign.subject().equals(wanted)).orElse(true)
                && account.map(wanted -> campaign.subject().same(wanted)).orElse(true);
    }

    private ApiResponse status(ApiRequest request) {
        var state = state(request);
        return ApiResponse.ok(StatusView.of(state, outlook(state).orElse(null)));
    }

    private ApiResponse plan(ApiRequest request) {
        var state = state(request);
        return outlook(state)
                .map(outlook -> ApiResponse.ok(PlanView.of(state, outlook)))
                .orElseThrow(() -> Problem.conflict(
                                "wrong_kind",
                                "A bid campaign has no plan; see its strategy in GET /campaigns/{id}/monitoring.")
                        .thrown());
    }

    /** Looks at an account's people as the next touch would; a bid campaign has no such outlook. */
    private Optional<Outlook> outlook(CampaignState state) {
        return switch (state.brief()) {
            case AccountBrief account -> {
                var people = finder.people(
                        state.campaign().key(), account, platform.installation().enabled());
                yield Optional.of(Outlook.of(
                        state, account, people, reasons(state), platform.time().business()));
            }
            case BidRequest _ -> Optional.empty();
        };
    }

    /** Only of a touch that waits the record has to be asked why. */
    private List<History> reasons(CampaignState state) {
        return Course.of(state).waiting().findAny().isPresent()
                ? store.history(state.campaign().key())
                : List.of();
    }

    private ApiResponse monitoring(ApiRequest request) {
        var campaign = head(request);
        return ApiResponse.ok(MonitoringView.of(campaign, store.history(campaign.key())));
    }

    private ApiResponse timeline(ApiRequest request) {
        var campaign = head(request);
        return ApiResponse.ok(Timeline.of(campaign.key().id(), store.history(campaign.key())));
    }

    /** The stored report; of a campaign that has none yet, or none that tells of its account, how it stands now. */
    private ApiResponse report(ApiRequest request) {
        request.onlyQuery();
        var stored = reports.find(key(request)).filter(CampaignReport::whole).map(ReportView::of);
        return ApiResponse.ok(stored.orElseGet(() -> ReportView.of(current(state(request)))));
    }

    private CampaignReport current(CampaignState state) {
        var key = state.campaign().key();
        return CampaignReport.of(
                state, store.history(key), settings.of(key.workspace()).prices());
    }

    private CampaignState state(ApiRequest request) {
        request.onlyQuery();
        return found(store.load(key(request)), request);
    }

    private Campaign head(ApiRequest request) {
        request.onlyQuery();
        return found(store.head(key(request)), request);
    }

    private static <T> T found(Optional<T> campaign, ApiRequest request) {
        return campaign.orElseThrow(
                () -> Problem.notFound("campaign", request.path("id")).thrown());
    }

    private static CampaignKey key(ApiRequest request) {
        return new CampaignKey(request.workspace(), request.path("id"));
    }
}
