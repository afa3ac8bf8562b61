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
import io.muster.aws.store.DealStore;
import io.muster.aws.store.Guards;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.domain.account.Conflict;
import io.muster.domain.account.Deal;
import io.muster.domain.account.Outlook;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.AccountRequested;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Subject;
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
    private final DealStore deals;
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
        this.deals = new DealStore(table);
        this.keys = new KeyRing(table);
        this.drafts = new AccountDrafts(platform, table);
        this.settings = new SettingsStore(platform);
        this.idempotency = new Idempotency(platform);
    }

    /** Creates a campaign, or answers with the one that this very request made before. */
    public ApiResponse create(ApiRequest request) {
        var wishes = wishes(request);
        var created = repeated(request).orElseGet(() -> made(request, wishes));
        var told = wishes.facts().deal();
        if (told != null) {
            deals.tell(request.workspace(), Subject.account(wishes.accountId()), told, created.startAt());
        }
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
        var considered = considered("preview", new CampaignKey(request.workspace(), "preview"), wishes);
        var brief = considered.brief();
        return ApiResponse.ok(new AccountPreview(
                Subject.Kind.ACCOUNT,
                considered.requested().accountId(),
                brief.companyName(),
                brief.title(),
                brief.zone(),
                brief.terms(),
                brief.members().stream()
                        .map(member -> AccountPreview.Person.of(
                                member, considered.contacts().get(member.contactId())))
                        .toList(),
                considered.outlook().remaining(),
                considered.conflicts()));
    }

    private Considered considered(String inputId, CampaignKey key, AccountWishes wishes) {
        var now = platform.time().business();
        var drafted = drafts.of(key, wishes);
        var requested = new AccountRequested(inputId, now, key, wishes.accountId(), drafted.brief(), drafted.people());
        var created = CampaignDecider.create(requested);
        var history = List.of(new History(inputId, 1, now, created.event()));
        var outlook = Outlook.of(created.state(), drafted.brief(), drafted.people(), history, now);
        var live = live(key.workspace(), wishes, now);
        var conflicts = EnumSet.noneOf(Conflict.class);
        conflicts.addAll(outlook.conflicts());
        deal(key.workspace(), wishes).conflict().ifPresent(conflicts::add);
        live.ifPresent(_ -> conflicts.add(Conflict.COMPANY_IN_ANOTHER_CAMPAIGN));
        var meetingAt = wishes.facts().meetingAt();
        if (meetingAt != null && meetingAt.isAfter(now)) {
            conflicts.add(Conflict.MEETING_SCHEDULED);
        }
        return new Considered(requested, drafted.contacts(), created.event(), outlook, live, conflicts);
    }

    /** Returns how the deal with the account stands: as the request says, else as it was told last. */
    private Deal deal(String workspace, AccountWishes wishes) {
        var told = wishes.facts().deal();
        return told != null
                ? told
                : deals.find(workspace, Subject.account(wishes.accountId())).orElse(Deal.OPEN);
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
        var key = new CampaignKey(request.workspace(), platform.ids().next());
        var considered = considered(Applied.inputId(request, platform.ids()), key, wishes);
        var twin = considered.live().flatMap(_ -> repeated(request));
        if (twin.isPresent()) {
            return twin.get(); // the same request, at once, was faster
        }
        refuse(wishes, considered);
        contacts.save(request.workspace(), considered.contacts().values());
        var idempotent = request.idempotencyKey()
                .map(given -> new Idempotency.Request(given, Body.digest(request)))
                .orElse(null);
        return switch (shell.create(considered.requested(), idempotent, _ -> told(considered.conflicts()))) {
            case Creation.Created(var created) ->
                CreatedAccount.of(created.state(), considered.brief(), created.event(), considered.conflicts());
            case Creation.Repeated(var made, var details) -> existing(made, details);
            case Creation.SubjectTaken(var live) ->
                repeated(request).orElseThrow(() -> taken(wishes, live, considered.conflicts()));
            case Creation.KeyReused _ -> throw Applied.keyReused().thrown();
        };
    }

    /** All that speaks against the campaign is told at once. */
    private static void refuse(AccountWishes wishes, Considered considered) {
        considered.live().ifPresent(live -> {
            throw taken(wishes, live, considered.conflicts());
        });
        if (wishes.terms().conflictCheck() && considered.refused()) {
            throw Problem.conflict(
                            "conflicts",
                            "The account " + wishes.accountId() + " is not to be written to now: "
                                    + words(considered.conflicts())
                                    + ". Set conflictCheck=false to write all the same.")
                    .thrown();
        }
    }

    /** Returns the account's live campaign; one of before ids were compared in lower case is found by its own spelling. */
    private Optional<String> live(String workspace, AccountWishes wishes, Instant now) {
        return Stream.of(Subject.account(wishes.accountId()), new Subject(Subject.Kind.ACCOUNT, wishes.accountId()))
                .distinct()
                .flatMap(subject -> guards.liveCampaign(workspace, subject, now).stream())
                .findFirst();
    }

    private static ProblemException taken(AccountWishes wishes, String live, Set<Conflict> conflicts) {
        var others = EnumSet.noneOf(Conflict.class);
        others.addAll(conflicts);
        others.remove(Conflict.COMPANY_IN_ANOTHER_CAMPAIGN);
        var also = others.isEmpty() ? "" : " This speaks against another one, too: " + words(others) + ".";
        return Problem.conflict(
                        "live_campaign",
                        "The account " + wishes.accountId() + " has a live campaign: " + live + "." + also)
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
