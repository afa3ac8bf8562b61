package io.muster.functions.escalation;

import io.muster.aws.Platform;
import io.muster.aws.adviser.Consultant;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Applied;
import io.muster.aws.api.Body;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.shell.CampaignShell;
import io.muster.domain.adviser.Adviser;
import io.muster.domain.adviser.RulesAdviser;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Level;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The hand on the wheel: people escalate, pause, resume and cancel a campaign, and settle what nobody knows of it. */
public final class ControlsApi implements Api {

    private static final int LONGEST_REASON = 500;

    private final Platform platform;
    private final CampaignShell shell;
    private final ProspectFinder finder;
    private final Consultant consultant;
    private final Router router;

    public ControlsApi() {
        this(Platform.fromEnvironment());
    }

    private ControlsApi(Platform platform) {
        this(platform, new TableProspectFinder(platform));
    }

    public ControlsApi(Platform platform, ProspectFinder finder) {
        this(platform, finder, new RulesAdviser());
    }

    /** An API that asks this adviser when somebody escalates. */
    public ControlsApi(Platform platform, ProspectFinder finder, Adviser adviser) {
        this.platform = platform;
        this.consultant = Consultant.of(platform, adviser);
        this.shell = new CampaignShell(platform);
        this.finder = finder;
        this.router = Router.of(platform, "controls-api")
                .on("POST /campaigns/{id}/escalate", Scope.OPERATE, this::escalate)
                .on("POST /campaigns/{id}/next-touch", Scope.OPERATE, this::nextTouch)
                .on("POST /campaigns/{id}/pause", Scope.OPERATE, this::pause)
                .on("POST /campaigns/{id}/resume", Scope.OPERATE, this::resume)
                .on("POST /campaigns/{id}/cancel", Scope.OPERATE, this::cancel)
                .on(
                        "POST /campaigns/{id}/touches/{touchId}/settle",
                        Scope.OPERATE,
                        new Settling(platform, shell)::settle);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse escalate(ApiRequest request) {
        var level = Body.readOptional(request, fields -> Optional.ofNullable(fields.choice("level", Level.class)))
                .orElse(null);
        var id = Applied.inputId(request, platform.ids());
        var now = platform.time().business();
        var asking = consultant.asking();
        return apply(
                request,
                state -> asking.heard(
                        state, new CampaignInput.EscalationRequested(id, now, level, finder.find(state, now))),
                Event.CheckedIn.class::isInstance);
    }

    private ApiResponse nextTouch(ApiRequest request) {
        Body.readOptional(request, _ -> "");
        var id = Applied.inputId(request, platform.ids());
        var now = platform.time().business();
        return apply(
                request,
                state -> new CampaignInput.TouchRequested(id, now, people(state)),
                event -> event instanceof Event.TouchPlanned || event instanceof Event.Paused);
    }

    private CampaignInput.People people(CampaignState state) {
        return switch (state.brief()) {
            case AccountBrief account ->
                finder.people(
                        state.campaign().key(), account, platform.installation().enabled());
            case BidRequest _ -> new CampaignInput.People(Map.of(), Set.of());
        };
    }

    private ApiResponse pause(ApiRequest request) {
        var reason = reason(request);
        var id = Applied.inputId(request, platform.ids());
        var input = new CampaignInput.Paused(id, platform.time().business(), reason.orElse(null));
        return apply(
                request,
                _ -> input,
                event -> event instanceof Event.Paused paused && Objects.equals(paused.reason(), input.reason()));
    }

    private ApiResponse resume(ApiRequest request) {
        Body.readOptional(request, _ -> "");
        var id = Applied.inputId(request, platform.ids());
        var input = new CampaignInput.Resumed(id, platform.time().business());
        return apply(request, _ -> input, Event.Resumed.class::isInstance);
    }

    private ApiResponse cancel(ApiRequest request) {
        var reason = reason(request);
        var id = Applied.inputId(request, platform.ids());
        var input = new CampaignInput.Cancelled(id, platform.time().business(), reason.orElse(null));
        return apply(
                request,
                _ -> input,
                event -> event instanceof Event.Cancelled cancelled
                        && Objects.equals(cancelled.reason(), input.reason()));
    }

    private ApiResponse apply(ApiRequest request, Function<CampaignState, CampaignInput> input, Predicate<Event> same) {
        var key = new CampaignKey(request.workspace(), request.path("id"));
        return Applied.answer(key.id(), shell.apply(key, input), same);
    }

    private static Optional<String> reason(ApiRequest request) {
        return Body.readOptional(request, fields -> Optional.ofNullable(fields.prose("reason", LONGEST_REASON)));
    }
}
