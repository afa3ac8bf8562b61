package io.muster.functions.strategy.account;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Applied;
import io.muster.aws.api.Body;
import io.muster.aws.api.Problem;
import io.muster.aws.api.ProblemException;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Creation;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Guards;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.account.Conflict;
import io.muster.domain.account.Outlook;
import io.muster.domain.account.Step;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.AccountRequested;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Reach;
import io.muster.domain.campaign.Subject;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.TimeZones;
import io.muster.domain.touch.Channel;
import io.muster.functions.strategy.account.AccountWishes.Deal;
import io.muster.functions.strategy.contacts.Person;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes requests for account campaigns: keeps their people as contacts, and begins the sequence. */
public final class AccountDesk {

    private final Platform platform;
    private final TableProspectFinder finder;
    private final CampaignShell shell;
    private final CampaignStore campaigns;
    private final ContactStore contacts;
    private final Guards guards;
    private final GateStore gates;
    private final SuppressionStore suppressions;
    private final SettingsStore settings;
    private final Idempotency idempotency;
    private final KeyRing keys;

    public AccountDesk(Platform platform) {
        var table = Table.of(platform);
        this.platform = platform;
        this.finder = new TableProspectFinder(platform);
        this.shell = new CampaignShell(platform);
        this.campaigns = new CampaignStore(table);
        this.contacts = new ContactStore(table);
        this.guards = new Guards(table);
        this.gates = new GateStore(table);
        this.keys = new KeyRing(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(keys));
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
        request.onlyQuery();
        var wishes = wishes(request);
        var now = platform.time().business();
        var key = new CampaignKey(request.workspace(), "preview");
        var drafted = drafted(key, wishes);
        var created = CampaignDecider.create(
                new AccountRequested("preview", now, key, wishes.accountId(), drafted.brief, drafted.people));
        var outlook = Outlook.of(created.state(), drafted.brief, drafted.people, now);
        var found = EnumSet.noneOf(Conflict.class);
        found.addAll(outlook.conflicts());
        found.addAll(conflicts(wishes, now));
        if (guards.liveCampaign(request.workspace(), Subject.account(wishes.accountId()), now)
                .isPresent()) {
            found.add(Conflict.COMPANY_IN_ANOTHER_CAMPAIGN);
        }
        return ApiResponse.ok(new AccountPreview(
                Subject.Kind.ACCOUNT,
                wishes.accountId(),
                drafted.brief.companyName(),
                drafted.brief.title(),
                drafted.brief.zone(),
                drafted.brief.terms(),
                drafted.brief.members(),
                steps(created.event().step(), outlook.remaining()),
                found));
    }

    /** The first touch stands with its own reason, and not only as planned. */
    private static List<Step> steps(@Nullable Step first, List<Step> remaining) {
        var steps = new ArrayList<>(remaining);
        if (first != null) {
            steps.set(0, first);
        }
        return steps;
    }

    private AccountWishes wishes(ApiRequest request) {
        var set = settings.of(request.workspace());
        var secret = keys.identity(request.workspace());
        return Body.read(request, fields -> {
            fields.choice("kind", Subject.Kind.class);
            return AccountWishes.read(fields, request.workspace(), secret, set);
        });
    }

    private CreatedAccount made(ApiRequest request, AccountWishes wishes) {
        var now = platform.time().business();
        var standing = conflicts(wishes, now);
        if (wishes.terms().conflictCheck() && !standing.isEmpty()) {
            throw Problem.conflict(
                            "conflicts",
                            "The account " + wishes.accountId() + " is not to be written to now: " + words(standing)
                                    + ". Set conflictCheck to false to write all the same.")
                    .thrown();
        }
        guards.liveCampaign(request.workspace(), Subject.account(wishes.accountId()), now)
                .ifPresent(live -> {
                    throw taken(wishes, live);
                });
        var key = new CampaignKey(request.workspace(), platform.ids().next());
        var drafted = drafted(key, wishes);
        contacts.save(request.workspace(), drafted.contacts.values());
        var requested = new AccountRequested(
                Applied.inputId(request, platform.ids()), now, key, wishes.accountId(), drafted.brief, drafted.people);
        var idempotent = request.idempotencyKey()
                .map(given -> new Idempotency.Request(given, Body.digest(request)))
                .orElse(null);
        return switch (shell.create(requested, idempotent)) {
            case Creation.Created(var created) -> CreatedAccount.of(created.state(), drafted.brief, created.event());
            case Creation.Repeated(var made, var _) -> existing(made);
            case Creation.SubjectTaken(var live) -> throw taken(wishes, live);
            case Creation.KeyReused _ -> throw Applied.keyReused().thrown();
        };
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
                    return existing(new CampaignKey(request.workspace(), entry.result()));
                });
    }

    private CreatedAccount existing(CampaignKey key) {
        var state = campaigns
                .load(key)
                .orElseThrow(() -> Problem.notFound("campaign", key.id()).thrown());
        return campaigns.history(key).stream()
                .map(line -> line.event())
                .filter(Event.Created.class::isInstance)
                .map(Event.Created.class::cast)
                .findFirst()
                .map(created -> CreatedAccount.of(state, (AccountBrief) state.brief(), created))
                .orElseThrow(() -> new IllegalStateException("campaign " + key.id() + " has no beginning"));
    }

    /** What a campaign would rest on: contacts as they would be stored, the brief, and how its people are reached. */
    private record Drafted(Map<String, Contact> contacts, AccountBrief brief, People people) {}

    private Drafted drafted(CampaignKey key, AccountWishes wishes) {
        var people = known(key.workspace(), wishes.people());
        var stated = people.stream()
                .map(person -> person.contact())
                .collect(Collectors.toMap(Contact::id, contact -> contact, (one, _) -> one, LinkedHashMap::new));
        var stored = contacts.findAll(key.workspace(), stated.keySet());
        var known = new LinkedHashMap<String, Contact>();
        stated.forEach((id, contact) -> {
            var before = stored.get(id);
            known.put(id, before == null ? contact : before.updatedBy(contact));
        });
        var reach = reach(key, known);
        var brief = new AccountBrief(
                wishes.facts().companyName(),
                wishes.facts().topic(),
                zone(wishes, known.values().stream().toList()),
                wishes.owner(),
                Roster.of(people, wishes.lead(), gates.find(key.workspace(), known.keySet())),
                wishes.terms());
        var reached = new People(reach, platform.installation().enabled());
        requireReachable(brief, reached);
        return new Drafted(stated, brief, reached);
    }

    /** Returns the people as the contacts that have their addresses already, so that nobody is two to us. */
    private List<Person> known(String workspace, List<Person> people) {
        var stored = contacts.findAll(
                workspace, people.stream().map(person -> person.contact().id()).toList());
        return people.stream()
                .map(person -> stored.containsKey(person.contact().id()) ? person : found(workspace, person))
                .toList();
    }

    private Person found(String workspace, Person person) {
        return person.contact().profile().addresses().stream()
                .flatMap(address -> contacts.contactsWith(workspace, address).stream())
                .findFirst()
                .map(person::as)
                .orElse(person);
    }

    /** Returns how contacts are reached; of those that are not stored yet the suppression list itself is asked. */
    private Map<String, Reach> reach(CampaignKey key, Map<String, Contact> known) {
        var suppressed = suppressions.suppressed(
                key.workspace(),
                known.values().stream()
                        .flatMap(contact -> contact.profile().addresses().stream())
                        .collect(Collectors.toSet()));
        var reach = new HashMap<String, Reach>(finder.reach(key, known));
        known.forEach((id, contact) -> {
            var closed = EnumSet.noneOf(Channel.class);
            contact.profile().addresses().forEach(address -> closed.addAll(suppressed.getOrDefault(address, Set.of())));
            reach.computeIfPresent(id, (_, place) -> without(place, closed));
        });
        return reach;
    }

    /** Returns how somebody is reached without these channels; not at all where that is every one. */
    private static @Nullable Reach without(Reach place, Set<Channel> closed) {
        var open = place.channels().stream()
                .filter(channel -> !closed.contains(channel))
                .toList();
        return closed.size() == Channel.values().length
                ? null
                : new Reach(place.contactId(), place.name(), open, place.zone(), place.heldUntil());
    }

    /** Somebody must be reached in a way that the sequence knows; an errand for a person alone is no outreach. */
    private static void requireReachable(AccountBrief brief, People people) {
        var ways = EnumSet.of(Channel.LINKEDIN);
        ways.addAll(brief.terms().channels());
        ways.retainAll(people.enabled());
        boolean reachable = people.reach().values().stream()
                .anyMatch(place -> place.channels().stream().anyMatch(ways::contains));
        if (!reachable) {
            throw Problem.invalid(
                            "accountContacts",
                            brief.members().isEmpty()
                                    ? "and lead are missing: nobody can be reached"
                                    : "can none of them be reached: they have no address for these channels, no consent"
                                            + " to texts or calls, or want no messages",
                            "at least one person with an email address, or with a phone and a consent")
                    .thrown();
        }
    }

    private static ZoneId zone(AccountWishes wishes, List<Contact> people) {
        var stated = wishes.zone();
        return stated != null
                ? stated
                : people.stream()
                        .flatMap(contact ->
                                TimeZones.of(contact.place(), contact.profile().phone()).stream())
                        .findFirst()
                        .orElse(ZoneOffset.UTC);
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

    private static String words(Set<Conflict> conflicts) {
        return conflicts.stream()
                .map(conflict -> conflict.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
