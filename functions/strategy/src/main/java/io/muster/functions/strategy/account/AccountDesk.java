package io.muster.functions.strategy.account;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Applied;
import io.muster.aws.api.Body;
import io.muster.aws.api.Problem;
import io.muster.aws.api.ProblemException;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Creation;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Guards;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.domain.account.Conflict;
import io.muster.domain.account.Outlook;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.AccountRequested;
import io.muster.domain.campaign.CampaignCreated;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Subject;
import io.muster.functions.strategy.account.AccountWishes.Deal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes requests for account campaigns: keeps their people as contacts, and begins the sequence. */
public final class AccountDesk {

    private final Platform platform;
    private final AccountDrafts drafts;
    private final CampaignShell shell;
    private final CampaignStore campaigns;
    private final ContactStore contacts;
    private final Guards guards;
    private final SettingsStore settings;
    private final Idempotency idempotency;
    private final KeyRing keys;

    public AccountDesk(Platform platform) {
        var table = Table.of(platform);
        this.platform = platform;
        this.shell = new CampaignShell(platform);
        this.campaigns = new CampaignStore(table);
        this.contacts = new ContactStore(table);
        this.guards = new Guards(table);
        this.keys = new KeyRing(table);
        this.drafts = new AccountDrafts(platform, table, keys);
        this.settings = new SettingsStore(platform);
        this.idempotency = new Idempotency(platform);
    }

    /** Creates a campaign, or answers with the one that this very request made before. */
    public ApiResponse create(ApiRequest request) {
        var wishes = wishes(request);
        var created = repeated(request).orElseGet(() -> made(request, wishes));
        return ApiResponse.created("/campaigns/" + created.id(), created);
    }

    /** Tells what a campaign would do, and stores nothing. */
    public ApiResponse preview(ApiRequest request) {
        if (request.query("simulate").isPresent()) {
            throw Problem.invalid(
                            "simulate",
                            "is for bid campaigns, whose outcome is a matter of chance",
                            "a preview without it, which tells every touch of the sequence")
                    .thrown();
        }
        request.onlyQuery();
        var wishes = wishes(request);
        var now = platform.time().business();
        var key = new CampaignKey(request.workspace(), "preview");
        var drafted = drafts.of(key, wishes);
        var created = CampaignDecider.create(
                new AccountRequested("preview", now, key, wishes.accountId(), drafted.brief(), drafted.people()));
        var history = List.of(new History("preview", 1, now, created.event()));
        var outlook = Outlook.of(created.state(), drafted.brief(), drafted.people(), history, now);
        var found = found(outlook, wishes, now);
        if (live(request.workspace(), wishes, now).isPresent()) {
            found.add(Conflict.COMPANY_IN_ANOTHER_CAMPAIGN);
        }
        return ApiResponse.ok(new AccountPreview(
                Subject.Kind.ACCOUNT,
                created.state().campaign().subject().id(),
                drafted.brief().companyName(),
                drafted.brief().title(),
                drafted.brief().zone(),
                drafted.brief().terms(),
                drafted.brief().members().stream()
                        .map(member -> AccountPreview.Person.of(
                                member, drafted.contacts().get(member.contactId())))
                        .toList(),
                outlook.remaining(),
                found));
    }

    private AccountWishes wishes(ApiRequest request) {
        var set = settings.of(request.workspace());
        var secret = keys.identity(request.workspace());
        return Body.read(request, fields -> {
            fields.choice("kind", Subject.Kind.class);
            return AccountWishes.read(
                    fields, request.workspace(), secret, set, platform.time().business());
        });
    }

    private CreatedAccount made(ApiRequest request, AccountWishes wishes) {
        var now = platform.time().business();
        var standing = conflicts(wishes, now);
        if (wishes.terms().conflictCheck() && !standing.isEmpty()) {
            throw Problem.conflict(
                            "conflicts",
                            "The account " + wishes.accountId() + " is not to be written to now: " + words(standing)
                                    + ". Set conflictCheck=false to write all the same.")
                    .thrown();
        }
        live(request.workspace(), wishes, now).ifPresent(live -> {
            throw taken(wishes, live);
        });
        var key = new CampaignKey(request.workspace(), platform.ids().next());
        var drafted = drafts.of(key, wishes);
        contacts.save(request.workspace(), drafted.contacts().values());
        var requested = new AccountRequested(
                Applied.inputId(request, platform.ids()),
                now,
                key,
                wishes.accountId(),
                drafted.brief(),
                drafted.people());
        var idempotent = request.idempotencyKey()
                .map(given -> new Idempotency.Request(given, Body.digest(request)))
                .orElse(null);
        return switch (shell.create(requested, idempotent, created -> told(found(created, drafted, wishes, now)))) {
            case Creation.Created(var created) ->
                CreatedAccount.of(
                        created.state(), drafted.brief(), created.event(), found(created, drafted, wishes, now));
            case Creation.Repeated(var made, var details) -> existing(made, details);
            case Creation.SubjectTaken(var live) -> throw taken(wishes, live);
            case Creation.KeyReused _ -> throw Applied.keyReused().thrown();
        };
    }

    /** Returns the account's live campaign; one of before ids were compared in lower case is found by its own spelling. */
    private Optional<String> live(String workspace, AccountWishes wishes, Instant now) {
        return Stream.of(Subject.account(wishes.accountId()), new Subject(Subject.Kind.ACCOUNT, wishes.accountId()))
                .distinct()
                .flatMap(subject -> guards.liveCampaign(workspace, subject, now).stream())
                .findFirst();
    }

    private static ProblemException taken(AccountWishes wishes, String live) {
        return Problem.conflict(
                        "live_campaign", "The account " + wishes.accountId() + " has a live campaign: " + live + ".")
                .thrown();
    }

    private Optional<CreatedAccount> repeated(ApiRequest request) {
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

    /**
     * Returns the answer once more.
     *
     * @param told the conflicts that were found then; absent where there were none
     */
    private CreatedAccount existing(CampaignKey key, @Nullable String told) {
        var state = campaigns
                .load(key)
                .orElseThrow(() -> Problem.notFound("campaign", key.id()).thrown());
        return campaigns.history(key).stream()
                .map(line -> line.event())
                .filter(Event.Created.class::isInstance)
                .map(Event.Created.class::cast)
                .findFirst()
                .map(created -> CreatedAccount.of(state, (AccountBrief) state.brief(), created, heard(told)))
                .orElseThrow(() -> new IllegalStateException("campaign " + key.id() + " has no beginning"));
    }

    /** Returns what the request itself says against writing to the account now. */
    private static Set<Conflict> conflicts(AccountWishes wishes, Instant now) {
        var found = EnumSet.noneOf(Conflict.class);
        var facts = wishes.facts();
        if (facts.meetingAt() != null && facts.meetingAt().isAfter(now)) {
            found.add(Conflict.MEETING_SCHEDULED);
        }
        if (facts.deal() == Deal.WON) {
            found.add(Conflict.DEAL_WON);
        }
        if (facts.deal() == Deal.LOST) {
            found.add(Conflict.DEAL_LOST);
        }
        return found;
    }

    /** Returns all that speaks against a campaign: what the request says, and what is known of its people. */
    private static Set<Conflict> found(Outlook outlook, AccountWishes wishes, Instant now) {
        var found = EnumSet.noneOf(Conflict.class);
        found.addAll(outlook.conflicts());
        found.addAll(conflicts(wishes, now));
        return found;
    }

    private static Set<Conflict> found(
            CampaignCreated created, AccountDrafts.Drafted drafted, AccountWishes wishes, Instant now) {
        return found(Outlook.of(created.state(), drafted.brief(), drafted.people(), now), wishes, now);
    }

    private static String told(Set<Conflict> conflicts) {
        return conflicts.stream().map(Conflict::name).collect(Collectors.joining(","));
    }

    private static Set<Conflict> heard(@Nullable String told) {
        return told == null
                ? Set.of()
                : Stream.of(told.split(",", -1)).map(Conflict::valueOf).collect(Collectors.toSet());
    }

    private static String words(Set<Conflict> conflicts) {
        return conflicts.stream()
                .map(conflict -> conflict.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
