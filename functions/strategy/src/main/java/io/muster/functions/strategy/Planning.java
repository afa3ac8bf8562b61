package io.muster.functions.strategy;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.Applied;
import io.muster.aws.api.Body;
import io.muster.aws.api.Problem;
import io.muster.aws.api.ProblemException;
import io.muster.aws.api.Violation;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Creation;
import io.muster.aws.store.BidCardStore;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Guards;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.BidWishes;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignTerms;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Merged;
import io.muster.domain.campaign.Subject;
import io.muster.domain.whatif.WhatIf;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From wishes to a campaign: what both ways in, the request and the bid card, share. */
final class Planning {

    private final Platform platform;
    private final ProspectFinder finder;
    private final CampaignShell shell;
    private final Rehearsal rehearsal;
    /** What must be said, by the request or by its card. */
    private static final Set<String> FROM_THE_CARD = Set.of("projectType", "location");

    private final CampaignStore campaigns;
    private final BidCardStore cards;
    private final Guards guards;
    private final Idempotency idempotency;
    private final SettingsStore settings;

    Planning(Platform platform, ProspectFinder finder) {
        this.platform = platform;
        this.finder = finder;
        this.shell = new CampaignShell(platform);
        this.rehearsal = new Rehearsal(platform, finder);
        this.campaigns = new CampaignStore(platform);
        this.cards = new BidCardStore(platform);
        this.guards = new Guards(Table.of(platform));
        this.idempotency = new Idempotency(platform);
        this.settings = new SettingsStore(platform);
    }

    /**
     * Returns the terms of a campaign that starts now, for a card that may not be here: then the request has to say it
     * all, and where it does not, the unknown card is the first thing that is wrong.
     */
    CampaignTerms terms(String workspace, String bidCardId, BidWishes request) {
        var card = cards.find(workspace, bidCardId);
        if (card.isPresent()) {
            return terms(workspace, bidCardId, request, Body.stored(card.get().json(), Wishes::read));
        }
        try {
            return terms(workspace, bidCardId, request, BidWishes.NONE);
        } catch (ProblemException refused) {
            if (refused.problem().violations().stream().noneMatch(wrong -> FROM_THE_CARD.contains(wrong.field()))) {
                throw refused;
            }
            var violations = new ArrayList<Violation>();
            violations.add(new Violation(
                    "bidCardId",
                    "is no bid card of this workspace, so the request itself must say what its campaign needs",
                    "the id of a bid card from POST /bid-cards"));
            violations.addAll(refused.problem().violations());
            throw Problem.invalid(violations).thrown();
        }
    }

    /** Returns the terms of a campaign that starts now; refuses wishes that make none, with all that is wrong. */
    CampaignTerms terms(String workspace, String bidCardId, BidWishes request, BidWishes card) {
        var set = settings.of(workspace);
        var now = platform.time().business();
        return switch (CampaignTerms.of(bidCardId, request, card.over(set.wishes()), set.categories(), now)) {
            case CampaignTerms terms -> terms;
            case Merged.Invalid(var faults) ->
                throw Problem.invalid(faults.stream()
                                .map(fault -> new Violation(fault.field(), fault.message(), fault.allowed()))
                                .toList())
                        .thrown();
        };
    }

    /** Returns what the terms would do if they started as they say, and what so many lives of it come to; nothing is stored. */
    Preview preview(String workspace, CampaignTerms asked, Optional<Lives> lives) {
        var terms = asked.starting();
        var key = new CampaignKey(workspace, "preview");
        var pool = pool(key, terms);
        var created = CampaignDecider.create(terms.requested("preview", key, pool));
        var simulation = lives.map(
                wanted -> WhatIf.of(rehearsal.of(created.state(), pool), wanted.simulations(), wanted.seed()));
        return Preview.of(terms, created, simulation.orElse(null));
    }

    /** Returns the campaign that this very request made before, if its idempotency key says so. */
    Optional<CreatedCampaign> repeated(ApiRequest request) {
        return request.idempotencyKey()
                .flatMap(key -> idempotency.find(request.workspace(), key))
                .map(entry -> {
                    if (!entry.fingerprint().equals(Body.digest(request))) {
                        throw Applied.keyReused().thrown();
                    }
                    return existing(
                            new CampaignKey(request.workspace(), entry.result()),
                            entry.told().orElse(null));
                });
    }

    /** Returns a new campaign, or the one that this very request made before; refuses where the card has another. */
    CreatedCampaign create(ApiRequest request, CampaignTerms terms) {
        return made(request.workspace(), attempt(request, terms), live -> {
            throw Problem.conflict(
                            "live_campaign",
                            "The bid card " + terms.bidCardId() + " has a live campaign: " + live.id() + ".")
                    .thrown();
        });
    }

    /** As {@link #create}, but where the card has a live campaign, even one of this very moment, that is the answer. */
    CreatedCampaign createOrFind(ApiRequest request, CampaignTerms terms) {
        var live = guards.liveCampaign(request.workspace(), Subject.bidCard(terms.bidCardId()), terms.at());
        return live.map(id -> existing(new CampaignKey(request.workspace(), id)))
                .orElseGet(() -> made(request.workspace(), attempt(request, terms), this::existing));
    }

    private CreatedCampaign made(
            String workspace, Creation creation, Function<CampaignKey, CreatedCampaign> whereTaken) {
        return switch (creation) {
            case Creation.Created(var created) -> CreatedCampaign.of(created);
            case Creation.Repeated(var key, var details) -> existing(key, details);
            case Creation.SubjectTaken(var live) -> whereTaken.apply(new CampaignKey(workspace, live));
            case Creation.KeyReused _ -> throw Applied.keyReused().thrown();
        };
    }

    private CreatedCampaign existing(CampaignKey key) {
        return existing(key, null);
    }

    /** Returns a stored campaign as it was created. */
    private CreatedCampaign existing(CampaignKey key, @Nullable String details) {
        var state = campaigns
                .load(key)
                .orElseThrow(() -> Problem.notFound("campaign", key.id()).thrown());
        return campaigns.history(key).stream()
                .map(line -> line.event())
                .filter(Event.Created.class::isInstance)
                .map(Event.Created.class::cast)
                .findFirst()
                .map(created -> CreatedCampaign.of(state, created, details))
                .orElseThrow(() -> new IllegalStateException("campaign " + key.id() + " has no beginning"));
    }

    private Creation attempt(ApiRequest request, CampaignTerms terms) {
        var key = new CampaignKey(request.workspace(), platform.ids().next());
        var pool = terms.waits() ? null : pool(key, terms);
        var idempotent = request.idempotencyKey()
                .map(given -> new Idempotency.Request(given, Body.digest(request)))
                .orElse(null);
        var requested = terms.requested(Applied.inputId(request, platform.ids()), key, pool);
        return shell.create(requested, idempotent, CreatedCampaign::contractors);
    }

    private Pool pool(CampaignKey key, CampaignTerms terms) {
        var before = CampaignDecider.create(terms.drafted().requested("draft", key, null));
        return finder.find(before.state(), terms.at());
    }
}
