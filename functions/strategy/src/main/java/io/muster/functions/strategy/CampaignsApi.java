package io.muster.functions.strategy;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Applied;
import io.muster.aws.api.Body;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.shell.CampaignShell;
import io.muster.domain.campaign.BidWishes;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Subject;
import io.muster.functions.strategy.account.AccountDesk;

/** Campaigns come into being: created, previewed, launched. */
public final class CampaignsApi implements Api {

    private final Platform platform;
    private final ProspectFinder finder;
    private final CampaignShell shell;
    private final Planning planning;
    private final AccountDesk accounts;
    private final Router router;

    public CampaignsApi() {
        this(Platform.fromEnvironment());
    }

    private CampaignsApi(Platform platform) {
        this(platform, new TableProspectFinder(platform));
    }

    public CampaignsApi(Platform platform, ProspectFinder finder) {
        this.platform = platform;
        this.finder = finder;
        this.shell = new CampaignShell(platform);
        this.planning = new Planning(platform, finder);
        this.accounts = new AccountDesk(platform);
        this.router = Router.of(platform, "campaigns-api")
                .on("POST /campaigns", Scope.OPERATE, this::create)
                .on("POST /campaigns/preview", Scope.READ, this::preview)
                .on("POST /campaigns/{id}/launch", Scope.OPERATE, this::launch);
    }

    @Override
    public Router router() {
        return router;
    }

    /** What is asked for, and for which card. */
    private record Asked(String bidCardId, BidWishes wishes) {

        static Asked of(Fields fields) {
            fields.choice("kind", Subject.Kind.class);
            return new Asked(fields.requiredText("bidCardId", 128), Wishes.read(fields));
        }
    }

    /** Which kind is asked for decides what else the body may say; bids are the usual kind. */
    private static boolean ofAccount(ApiRequest request) {
        return Body.sort(request, "kind", Subject.Kind.class).orElse(Subject.Kind.BID) == Subject.Kind.ACCOUNT;
    }

    private ApiResponse create(ApiRequest request) {
        if (ofAccount(request)) {
            return accounts.create(request);
        }
        var asked = Body.read(request, Asked::of);
        var campaign = planning.repeated(request)
                .orElseGet(() ->
                        planning.create(request, planning.terms(request.workspace(), asked.bidCardId, asked.wishes)));
        return ApiResponse.created("/campaigns/" + campaign.id(), campaign);
    }

    private ApiResponse preview(ApiRequest request) {
        if (ofAccount(request)) {
            return accounts.preview(request);
        }
        request.onlyQuery("simulate", "seed");
        var lives = Lives.asked(request);
        var asked = Body.read(request, Asked::of);
        var terms = planning.terms(request.workspace(), asked.bidCardId, asked.wishes);
        return ApiResponse.ok(planning.preview(request.workspace(), terms, lives));
    }

    private ApiResponse launch(ApiRequest request) {
        Body.readOptional(request, _ -> "");
        var key = new CampaignKey(request.workspace(), request.path("id"));
        var id = Applied.inputId(request, platform.ids());
        var now = platform.time().business();
        var outcome = shell.apply(key, state -> new CampaignInput.Launched(id, now, null, finder.find(state, now)));
        return Applied.answer(key.id(), outcome, Event.Launched.class::isInstance);
    }
}
