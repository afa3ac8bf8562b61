package io.muster.functions.checkin;

import io.muster.aws.Platform;
import io.muster.aws.adviser.Consultant;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Applied;
import io.muster.aws.api.Body;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Outcome;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.DealStore;
import io.muster.aws.store.Guards;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.account.Deal;
import io.muster.domain.adviser.Adviser;
import io.muster.domain.adviser.RulesAdviser;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignInput.BidReceived;
import io.muster.domain.campaign.CampaignInput.CheckInRequested;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Money;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What contacts do back, as somebody else's system tells it, and a look at a campaign on demand. */
public final class ResponsesApi implements Api {

    private final Platform platform;
    private final CampaignShell shell;
    private final CampaignStore store;
    private final ProspectFinder finder;
    private final Consultant consultant;
    private final ContactStore contacts;
    private final SuppressionStore suppressions;
    private final SealedTexts seals;
    private final DealStore deals;
    private final Guards guards;
    private final Router router;

    public ResponsesApi() {
        this(Platform.fromEnvironment());
    }

    private ResponsesApi(Platform platform) {
        this(platform, new TableProspectFinder(platform));
    }

    public ResponsesApi(Platform platform, ProspectFinder finder) {
        this(platform, finder, new RulesAdviser());
    }

    /** An API that asks this adviser when somebody looks at a campaign that is in trouble. */
    public ResponsesApi(Platform platform, ProspectFinder finder, Adviser adviser) {
        this.platform = platform;
        this.consultant = Consultant.of(platform, adviser);
        this.shell = new CampaignShell(platform);
        this.store = new CampaignStore(platform);
        this.finder = finder;
        var table = Table.of(platform);
        this.contacts = new ContactStore(table);
        var ring = new KeyRing(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(ring));
        this.seals = new SealedTexts(table, ring);
        this.deals = new DealStore(table);
        this.guards = new Guards(table);
        this.router = Router.of(platform, "responses-api")
                .on("POST /campaigns/{id}/bids", Scope.OPERATE, this::bid)
                .on("POST /campaigns/{id}/responses", Scope.OPERATE, this::reply)
                .on("POST /campaigns/{id}/meetings", Scope.OPERATE, this::meeting)
                .on("DELETE /campaigns/{id}/meetings/{meetingId}", Scope.OPERATE, this::withoutMeeting)
                .on("POST /campaigns/{id}/deals", Scope.OPERATE, this::deal)
                .on("POST /campaigns/{id}/check-in", Scope.OPERATE, this::checkIn)
                .on("GET /campaigns/{id}/check-in", Scope.READ, this::latest);
    }

    @Override
    public Router router() {
        return router;
    }

    private record Bid(
            String contactId,
            @Nullable String bidId,
            @Nullable Money amount,
            @Nullable String note,
            @Nullable Instant receivedAt) {

        static Bid of(Fields fields) {
            return new Bid(
                    fields.requiredText("contactId", 128),
                    fields.text("bidId", 128),
                    fields.object("amount", Bid::money),
                    fields.prose("note", 2000),
                    fields.instant("receivedAt"));
        }

        private static @Nullable Money money(Fields fields) {
            var amount = fields.amount("amount");
            var currency = fields.currency("currency");
            if (amount == null) {
                fields.missing("amount");
            }
            return amount == null || currency == null ? null : new Money(amount, currency);
        }

        /** A revision that was received before the bid that we have changes nothing but when the bid came. */
        boolean is(String inputId, Event event, Function<@Nullable String, @Nullable String> opened) {
            if (!(event instanceof Event.BidRecorded recorded)
                    || !recorded.contactId().equals(contactId)) {
                return false;
            }
            var kept = recorded.bid();
            return kept.id().equals(id(inputId))
                    ? Objects.equals(amount, kept.amount()) && same(opened.apply(kept.note()))
                    : recorded.revised() && receivedAt != null;
        }

        /** What was erased since was the same when it came. */
        private boolean same(@Nullable String kept) {
            return Objects.equals(note, kept) || (note != null && SealedTexts.ERASED.equals(kept));
        }

        String id(String inputId) {
            return bidId == null ? inputId : bidId;
        }
    }

    private ApiResponse bid(ApiRequest request) {
        var bid = Body.read(request, Bid::of);
        var id = Applied.inputId(request, platform.ids());
        var now = platform.time().business();
        var key = key(request);
        return Applied.answer(
                key.id(),
                shell.apply(key, state -> {
                    requireKnown(state, bid.contactId);
                    return new BidReceived(
                            id,
                            now,
                            bid.contactId,
                            bid.id(id),
                            bid.amount,
                            sealed(key.workspace(), bid),
                            bid.receivedAt == null || bid.receivedAt.isAfter(now) ? now : bid.receivedAt);
                }),
                event -> bid.is(id, event, note -> seals.open(key.workspace(), note)));
    }

    /** What a bidder writes is kept sealed with its own key. */
    private @Nullable String sealed(String workspace, Bid bid) {
        return bid.note == null ? null : seals.about(workspace, bid.contactId).apply(bid.note);
    }

    private ApiResponse reply(ApiRequest request) {
        var reply = Body.read(request, Reply::of);
        var id = Applied.inputId(request, platform.ids());
        var key = key(request);
        var judged = reply.judged(id, platform.time().business());
        var optOut = judged.optOut();
        return Applied.answer(
                key.id(),
                shell.apply(key, state -> {
                    requireKnown(state, reply.contactId());
                    if (optOut != null) {
                        suppress(key, reply.contactId(), optOut, judged.input().at());
                    }
                    return judged.sealed(seals, key.workspace());
                }),
                judged::is);
    }

    /** Whoever was asked is known; whoever walked in must at least be a contact, so that a slip of the pen counts for nothing. */
    private void requireKnown(CampaignState state, String contactId) {
        if (state.brief() instanceof AccountBrief account
                && account.member(contactId).isEmpty()) {
            throw Problem.invalid("contactId", "is nobody of this account", "the id of one of the campaign's members")
                    .thrown();
        }
        if (!state.asked(contactId)
                && contacts.find(state.campaign().key().workspace(), contactId).isEmpty()) {
            throw Problem.invalid(
                            "contactId",
                            "is no contact of this workspace",
                            "an id from GET /contacts; create a contact that walked in with POST /contacts first")
                    .thrown();
        }
    }

    /** Who opts out of one campaign opts out of all, on every channel; the suppression stands before the answer does. */
    private void suppress(CampaignKey key, String contactId, Suppression.Reason reason, Instant at) {
        var addresses = contacts.find(key.workspace(), contactId)
                .map(contact -> contact.profile().addresses())
                .orElse(Set.of());
        suppressions.suppress(new SuppressionStore.Wish(
                key.workspace(),
                contactId,
                addresses,
                Set.of(Channel.values()),
                reason,
                "response in campaign " + key.id(),
                at));
    }

    private ApiResponse meeting(ApiRequest request) {
        var id = Applied.inputId(request, platform.ids());
        var meeting = Body.read(request, fields -> MeetingBody.read(fields, id));
        var input = new CampaignInput.MeetingRecorded(id, platform.time().business(), meeting);
        return Applied.answer(
                request.path("id"),
                shell.apply(key(request), _ -> input),
                event -> event instanceof Event.SequenceEnded
                        || (event instanceof Event.MeetingChanged changed && meeting.equals(changed.meeting())));
    }

    private ApiResponse withoutMeeting(ApiRequest request) {
        request.onlyQuery();
        var id = Applied.inputId(request, platform.ids());
        var input = new CampaignInput.MeetingRemoved(id, platform.time().business(), request.path("meetingId"));
        return Applied.answer(
                request.path("id"),
                shell.apply(key(request), _ -> input),
                event -> event instanceof Event.MeetingChanged changed && changed.meeting() == null);
    }

    private ApiResponse deal(ApiRequest request) {
        var deal = Body.read(request, MeetingBody::deal);
        boolean won = deal == Deal.WON;
        var id = Applied.inputId(request, platform.ids());
        var input = new CampaignInput.DealClosed(id, platform.time().business(), won);
        var outcome = shell.apply(key(request), _ -> input);
        keep(key(request), deal, outcome, input);
        return Applied.answer(
                request.path("id"),
                outcome,
                event -> event instanceof Event.DealRecorded recorded && recorded.won() == won);
    }

    /** A deal is one with the account, and not with the campaign that was told of it: the next one has to know it. */
    private void keep(CampaignKey key, Deal deal, Outcome outcome, CampaignInput.DealClosed input) {
        switch (outcome) {
            case Outcome.Applied _ -> keep(key, deal, input.at());
            case Outcome.Ignored _ -> {
                keep(key, deal, input.at());
                passOn(key, input);
            }
            case Outcome.Repeated(var _, var history) -> keep(key, deal, history.at());
            case Outcome.Refused _, Outcome.NotFound _ -> {}
        }
    }

    private void keep(CampaignKey key, Deal deal, Instant at) {
        store.head(key).ifPresent(head -> deals.tell(key.workspace(), head.subject(), deal, at));
    }

    /** Where another campaign of the account runs by now it hears of the deal too. */
    private void passOn(CampaignKey told, CampaignInput.DealClosed input) {
        store.head(told)
                .flatMap(head -> guards.liveCampaign(told.workspace(), head.subject(), input.at()))
                .filter(live -> !live.equals(told.id()))
                .ifPresent(live -> shell.apply(new CampaignKey(told.workspace(), live), _ -> input));
    }

    private ApiResponse checkIn(ApiRequest request) {
        Body.readOptional(request, _ -> "");
        var id = Applied.inputId(request, platform.ids());
        var now = platform.time().business();
        var key = key(request);
        var asking = consultant.asking();
        return Applied.answer(
                key.id(),
                shell.apply(key, state -> asking.heard(state, new CheckInRequested(id, now, finder.find(state, now)))),
                Event.CheckedIn.class::isInstance);
    }

    private ApiResponse latest(ApiRequest request) {
        request.onlyQuery();
        var key = key(request);
        if (store.head(key).isEmpty()) {
            throw Problem.notFound("campaign", key.id()).thrown();
        }
        return store.history(key).reversed().stream()
                .filter(line -> line.event() instanceof Event.CheckedIn)
                .findFirst()
                .map(line -> ApiResponse.ok(new Applied(key.id(), line.version(), line.event(), null)))
                .orElseThrow(
                        () -> Problem.notFound("check-in of campaign", key.id()).thrown());
    }

    private static CampaignKey key(ApiRequest request) {
        return new CampaignKey(request.workspace(), request.path("id"));
    }
}
