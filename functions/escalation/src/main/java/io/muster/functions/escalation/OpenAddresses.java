package io.muster.functions.escalation;

import io.muster.aws.Platform;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Profile;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tasks as they may be told now. A task names addresses as they stood when it was written; whoever reads it later must not
 * find one that was closed since, be it that of one channel among several. It is looked for as the contact has it now: one
 * that the contact was given another in place of is still told.
 */
final class OpenAddresses {

    /** What is read in the place of an address that is closed. */
    static final String CLOSED = "(closed by now)";

    private final ContactStore contacts;
    private final GateStore gates;
    private final SuppressionStore suppressions;
    private final SealedTexts seals;

    OpenAddresses(Platform platform) {
        var table = Table.of(platform);
        var ring = new KeyRing(table);
        this.contacts = new ContactStore(table);
        this.gates = new GateStore(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(ring));
        this.seals = new SealedTexts(table, ring);
    }

    /** Returns tasks without the addresses of their contacts that are closed. */
    List<HumanTask> in(String workspace, List<HumanTask> tasks) {
        var about = tasks.stream()
                .map(HumanTask::contactId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (about.isEmpty()) {
            return tasks;
        }
        var closed = closed(workspace, about);
        var telling = tasks.stream()
                .filter(task -> !of(closed, task).isEmpty())
                .flatMap(OpenAddresses::texts)
                .toList();
        var opening = seals.opening(workspace, telling);
        return tasks.stream()
                .map(task -> without(of(closed, task), opening, task))
                .toList();
    }

    private static List<String> of(Map<String, List<String>> closed, HumanTask task) {
        return closed.getOrDefault(String.valueOf(task.contactId()), List.of());
    }

    private static Stream<String> texts(HumanTask task) {
        return Stream.of(task.subject(), task.instructions(), task.profileUrl()).filter(Objects::nonNull);
    }

    /** As {@link #in}, of a single task. */
    HumanTask in(String workspace, HumanTask task) {
        return in(workspace, List.of(task)).getFirst();
    }

    private Map<String, List<String>> closed(String workspace, Set<String> contactIds) {
        var found = contacts.findAll(workspace, contactIds);
        var standing = gates.find(workspace, contactIds);
        var all = found.values().stream()
                .flatMap(contact -> contact.profile().addresses().stream())
                .collect(Collectors.toSet());
        var suppressed = suppressions.suppressed(workspace, all);
        var closed = new HashMap<String, List<String>>();
        found.forEach((id, contact) -> {
            var channels = EnumSet.noneOf(Channel.class);
            channels.addAll(standing.getOrDefault(id, Gate.open(id)).suppressed());
            contact.profile().addresses().forEach(one -> channels.addAll(suppressed.getOrDefault(one, Set.of())));
            closed.put(id, addresses(contact, channels));
        });
        return closed;
    }

    private static List<String> addresses(Contact contact, Set<Channel> closed) {
        var open = addresses(contact.profile().without(closed));
        return addresses(contact.profile()).stream()
                .filter(address -> !open.contains(address))
                .toList();
    }

    private static List<String> addresses(Profile profile) {
        return Stream.of(profile.email(), profile.phone(), profile.website(), profile.profileUrl())
                .filter(Objects::nonNull)
                .toList();
    }

    private static HumanTask without(List<String> addresses, UnaryOperator<String> opening, HumanTask task) {
        if (addresses.isEmpty()) {
            return task;
        }
        var told = task.retold(text -> without(addresses, opening.apply(text)));
        return CLOSED.equals(told.profileUrl()) ? told.reaching(told.channel(), null) : told;
    }

    private static String without(List<String> addresses, String text) {
        var told = text;
        for (var address : addresses) {
            told = told.replace(address, CLOSED);
        }
        return told;
    }
}
