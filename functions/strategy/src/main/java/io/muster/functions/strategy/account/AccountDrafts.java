package io.muster.functions.strategy.account;

import io.muster.aws.Platform;
import io.muster.aws.api.Problem;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.TimeZones;
import io.muster.domain.touch.Channel;
import io.muster.functions.strategy.contacts.Person;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes of a request what a campaign rests on: who its people are to us already, in which order, and how they are reached. */
final class AccountDrafts {

    private final Platform platform;
    private final TableProspectFinder finder;
    private final ContactStore contacts;
    private final GateStore gates;

    AccountDrafts(Platform platform, Table table) {
        this.platform = platform;
        this.finder = new TableProspectFinder(platform);
        this.contacts = new ContactStore(table);
        this.gates = new GateStore(table);
    }

    /** What a campaign would rest on: contacts as they would be stored, the brief, and how its people are reached. */
    record Drafted(Map<String, Contact> contacts, AccountBrief brief, People people) {}

    /** Returns it for what was asked; refuses where nobody can be reached. */
    Drafted of(CampaignKey key, AccountWishes wishes) {
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
        var reach = finder.reach(key, known);
        var brief = new AccountBrief(
                wishes.facts().companyName(),
                wishes.facts().topic(),
                zone(wishes, known.values().stream().toList()),
                wishes.owner(),
                Roster.of(people, wishes.lead(), gates.find(key.workspace(), known.keySet())),
                wishes.terms());
        var reached = new People(reach, platform.installation().enabled());
        requireReachable(brief, reached, known.values(), wishes.lead());
        return new Drafted(stated, brief, reached);
    }

    /** Returns the people as the contacts that have their addresses already, so that nobody is two to us. */
    private List<Person> known(String workspace, List<Person> people) {
        var stored = contacts.findAll(
                workspace, people.stream().map(person -> person.contact().id()).toList());
        return Person.distinct(people.stream()
                .map(person -> stored.containsKey(person.contact().id()) ? person : found(workspace, person))
                .toList());
    }

    private Person found(String workspace, Person person) {
        var ids = person.contact().profile().addresses().stream()
                .flatMap(address -> contacts.contactsWith(workspace, address).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var stored = contacts.findAll(workspace, ids);
        return ids.stream()
                .filter(id -> stored.containsKey(id) && person.is(stored.get(id)))
                .findFirst()
                .map(person::as)
                .orElse(person);
    }

    /** Somebody must be reached in a way that the sequence knows; by hand only where the request says so. */
    private static void requireReachable(AccountBrief brief, People people, Collection<Contact> known, boolean lead) {
        var ways = EnumSet.of(Channel.LINKEDIN);
        ways.addAll(brief.terms().channels());
        ways.retainAll(people.enabled());
        boolean reachable = people.reach().values().stream()
                .anyMatch(place -> ways.contains(Channel.MANUAL)
                        || place.channels().stream().anyMatch(ways::contains));
        if (!reachable) {
            throw unreachable(brief, known, lead).thrown();
        }
    }

    private static Problem unreachable(AccountBrief brief, Collection<Contact> known, boolean lead) {
        var allowed = "at least one person with " + addresses(brief.terms().channels());
        if (known.isEmpty()) {
            return Problem.invalid("accountContacts", "and lead are missing: nobody can be reached", allowed);
        }
        boolean unasked = known.stream()
                .allMatch(one -> one.profile().ways().equals(Set.of(Channel.PHONE))
                        && one.consents().isEmpty());
        boolean alone = lead && known.size() == 1;
        return Problem.invalid(
                alone ? "lead" : "accountContacts",
                (alone ? "cannot be reached: it has " : "can none of them be reached: they have ")
                        + (unasked
                                ? "a phone, and no consent to texts or calls"
                                : "no address for these channels, no consent to texts or calls, or no wish for"
                                        + " messages"),
                allowed);
    }

    /** Returns what somebody has who can be reached on these channels; a profile always is a way. */
    private static String addresses(List<Channel> channels) {
        var words = new LinkedHashSet<String>();
        channels.forEach(channel -> words.add(
                switch (channel) {
                    case EMAIL -> "an email address";
                    case SMS -> "a phone and a consent to texts";
                    case PHONE -> "a phone and a consent to calls";
                    case WEBSITE_FORM -> "a website";
                    case LINKEDIN, MANUAL -> "a profile";
                }));
        words.add("a profile");
        return String.join(", or with ", words);
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
}
