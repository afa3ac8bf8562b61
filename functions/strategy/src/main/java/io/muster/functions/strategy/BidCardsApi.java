package io.muster.functions.strategy;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Applied;
import io.muster.aws.api.Body;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Page;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.api.Wire;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.store.BidCardStore;
import io.muster.aws.store.BidCardStore.BidCard;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Guards;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import io.muster.domain.campaign.BidWishes;
import io.muster.domain.campaign.CampaignInput.Cancelled;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Subject;
import io.muster.functions.strategy.BidCardView.Standing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bid cards. A card that says how many bids are wanted, or until when, starts its campaign when it is created or changed.
 * If a campaign waits for its start already, it is replaced by one on the new terms; one that runs keeps the terms that
 * its contractors were told, and is merely named in the answer.
 */
public final class BidCardsApi implements Api {

    private static final String LIST = "bid-cards";
    private static final String POTENTIAL = "potential-bid-cards";

    private final Platform platform;
    private final BidCardStore cards;
    private final Guards guards;
    private final CampaignStore campaigns;
    private final Idempotency idempotency;
    private final CampaignShell shell;
    private final Planning planning;
    private final Router router;

    public BidCardsApi() {
        this(Platform.fromEnvironment());
    }

    private BidCardsApi(Platform platform) {
        this(platform, new TableProspectFinder(platform));
    }

    public BidCardsApi(Platform platform, ProspectFinder finder) {
        this.platform = platform;
        this.cards = new BidCardStore(platform);
        this.guards = new Guards(Table.of(platform));
        this.campaigns = new CampaignStore(platform);
        this.idempotency = new Idempotency(platform);
        this.shell = new CampaignShell(platform);
        this.planning = new Planning(platform, finder);
        this.router = Router.of(platform, "bid-cards-api")
                .on("POST /bid-cards", Scope.OPERATE, this::save)
                .on("GET /bid-cards", Scope.READ, this::list)
                .on("GET /bid-cards/{id}", Scope.READ, this::read)
                .on("POST /potential-bid-cards", Scope.OPERATE, this::savePotential)
                .on("GET /potential-bid-cards", Scope.READ, this::listPotential)
                .on("GET /potential-bid-cards/{id}", Scope.READ, this::readPotential)
                .on("POST /potential-bid-cards/{id}/convert-to-bid-card", Scope.OPERATE, this::convert);
    }

    @Override
    public Router router() {
        return router;
    }

    /** A card as it was sent. */
    private record Sent(@Nullable String id, BidWishes wishes) {

        static Sent of(Fields fields) {
            var id = fields.text("id", 64);
            if (id != null && !id.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
                fields.wrong("id", "is not an id", "letters, digits, - and _");
            }
            return new Sent(id, Wishes.read(fields));
        }

        boolean startsCampaign() {
            return wishes.bidsNeeded() != null
                    || wishes.timelineHours() != null
                    || wishes.completionDeadline() != null
                    || wishes.urgency() != null;
        }
    }

    private ApiResponse save(ApiRequest request) {
        var sent = Body.read(request, Sent::of);
        var id = id(request, sent);
        var known = cards.find(request.workspace(), id);
        if (!sent.startsCampaign()) {
            var card = once(request, id, known, also -> cards.put(request.workspace(), card(id, sent, known), also));
            return answer(card, Standing.CONFIRMED, null);
        }
        var repeated = planning.repeated(request);
        if (known.isPresent() && repeated.isPresent()) {
            return answer(known.get(), Standing.CONFIRMED, repeated.get());
        }
        var terms = planning.terms(request.workspace(), id, BidWishes.NONE, sent.wishes);
        var card = cards.put(request.workspace(), card(id, sent, known));
        cancelWaiting(request.workspace(), id);
        return answer(card, Standing.CONFIRMED, planning.createOrFind(request, terms));
    }

    private ApiResponse savePotential(ApiRequest request) {
        var sent = Body.read(request, Sent::of);
        var id = id(request, sent);
        if (cards.find(request.workspace(), id).isPresent()) {
            throw Problem.conflict("confirmed_already", "The bid card " + id + " is confirmed already.")
                    .thrown();
        }
        var known = cards.findPotential(request.workspace(), id);
        var card =
                once(request, id, known, also -> cards.putPotential(request.workspace(), card(id, sent, known), also));
        return answer(card, Standing.POTENTIAL, null);
    }

    /** Writes a card once: its key finds the card that it made, and is refused with another body. */
    private BidCard once(
            ApiRequest request, String id, Optional<BidCard> known, Function<Consumer<Transaction>, BidCard> write) {
        var key = request.idempotencyKey();
        if (key.isEmpty()) {
            return write.apply(_ -> {});
        }
        var asked = new Idempotency.Request(key.get(), Body.digest(request));
        var earlier = idempotency.find(request.workspace(), asked.key());
        if (earlier.isPresent() && !earlier.get().fingerprint().equals(asked.fingerprint())) {
            throw Applied.keyReused().thrown();
        }
        if (earlier.isPresent() && known.isPresent()) {
            return known.get();
        }
        return write.apply(transaction -> idempotency.remember(transaction, request.workspace(), asked, id));
    }

    private ApiResponse convert(ApiRequest request) {
        var changes = Body.readOptional(request, Wishes::read);
        var id = request.path("id");
        var repeated = planning.repeated(request);
        var confirmed = repeated.isEmpty() ? Optional.<BidCard>empty() : cards.find(request.workspace(), id);
        if (confirmed.isPresent()) {
            return answer(confirmed.get(), Standing.CONFIRMED, repeated.get());
        }
        var known = cards.findPotential(request.workspace(), id)
                .or(() -> cards.find(request.workspace(), id))
                .orElseThrow(() -> Problem.notFound("potential bid card", id).thrown());
        var terms = planning.terms(request.workspace(), id, changes, Body.stored(known.json(), Wishes::read));
        var card = cards.convert(request.workspace(), id, terms.at())
                .orElseThrow(() -> Problem.notFound("potential bid card", id).thrown());
        var campaign = planning.createOrFind(request, terms);
        return answer(card, Standing.CONFIRMED, campaign);
    }

    private ApiResponse list(ApiRequest request) {
        request.onlyQuery("limit", "cursor");
        var cursor = Cursor.of(request, LIST);
        var page = cards.list(request.workspace(), cursor.limit(), cursor.after());
        var views = page.cards().stream()
                .map(card -> BidCardView.of(card, Standing.CONFIRMED, null))
                .toList();
        return ApiResponse.ok(new Page<>(views, Cursor.nextOrNull(LIST, page.next())));
    }

    private ApiResponse listPotential(ApiRequest request) {
        request.onlyQuery("limit", "cursor");
        var cursor = Cursor.of(request, POTENTIAL);
        var page = cards.listPotential(request.workspace(), cursor.limit(), cursor.after());
        var views = page.cards().stream()
                .map(card -> BidCardView.of(card, Standing.POTENTIAL, null))
                .toList();
        return ApiResponse.ok(new Page<>(views, Cursor.nextOrNull(POTENTIAL, page.next())));
    }

    private ApiResponse read(ApiRequest request) {
        request.onlyQuery();
        var id = request.path("id");
        return cards.find(request.workspace(), id)
                .map(card -> ApiResponse.ok(BidCardView.of(card, Standing.CONFIRMED, null)))
                .orElseThrow(() -> Problem.notFound("bid card", id).thrown());
    }

    private ApiResponse readPotential(ApiRequest request) {
        request.onlyQuery();
        var id = request.path("id");
        return cards.findPotential(request.workspace(), id)
                .map(card -> ApiResponse.ok(BidCardView.of(card, Standing.POTENTIAL, null)))
                .orElseThrow(() -> Problem.notFound("potential bid card", id).thrown());
    }

    /** Nobody has been asked yet, so that nothing is lost. */
    private void cancelWaiting(String workspace, String bidCardId) {
        var now = platform.time().business();
        guards.liveCampaign(workspace, Subject.bidCard(bidCardId), now)
                .flatMap(id -> campaigns.head(new CampaignKey(workspace, id)))
                .filter(campaign ->
                        !campaign.status().running() && !campaign.status().terminal())
                .ifPresent(campaign -> shell.apply(
                        campaign.key(),
                        _ -> new Cancelled(
                                "api/replaced/" + platform.ids().next(), now, "replaced: its bid card was changed")));
    }

    private String id(ApiRequest request, Sent sent) {
        if (sent.id != null) {
            return sent.id;
        }
        var unique = request.idempotencyKey()
                .map(key ->
                        UUID.nameUUIDFromBytes((key + "\n" + Body.digest(request)).getBytes(StandardCharsets.UTF_8)))
                .map(uuid -> uuid.toString().replace("-", ""))
                .orElseGet(() -> platform.ids().next());
        return "bc_" + unique;
    }

    private BidCard card(String id, Sent sent, Optional<BidCard> known) {
        var now = platform.time().business();
        return new BidCard(
                id,
                Wire.json(sent.wishes),
                known.map(BidCard::createdAt).orElse(now),
                now,
                known.map(BidCard::version).orElse(0L));
    }

    private static ApiResponse answer(BidCard card, Standing standing, @Nullable CreatedCampaign campaign) {
        var folder = standing == Standing.CONFIRMED ? "/bid-cards/" : "/potential-bid-cards/";
        return ApiResponse.created(folder + card.id(), BidCardView.of(card, standing, campaign));
    }
}
