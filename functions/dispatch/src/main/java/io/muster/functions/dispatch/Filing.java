package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.message.Message;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Occasion;
import io.muster.domain.touch.Reference;
import io.muster.domain.touch.Standing;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import io.muster.functions.dispatch.template.Templates;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a claim looks at, consistently, in a handful of requests however many touches the slice has. */
final class Filing {

    private static final String NOTICE_SOURCE = "you asked for it";
    private static final Set<Channel> ALL = Set.of(Channel.values());

    private final Platform platform;
    private final SliceStore slices;
    private final SuppressionStore suppressions;
    private final Outlets outlets;
    private final Templates templates;

    Filing(Platform platform, SliceStore slices, SuppressionStore suppressions, Outlets outlets) {
        this.platform = platform;
        this.slices = slices;
        this.suppressions = suppressions;
        this.outlets = outlets;
        this.templates = new Templates(Table.of(platform));
    }

    /** Returns all that is known about a slice at a moment; empty when there is no such slice any more. */
    Optional<SliceFile> open(Message.WavePlanned message, Instant now) {
        return slices.open(message.campaign(), message.wave(), message.slice()).map(filed -> complete(filed, now));
    }

    private SliceFile complete(SliceStore.Filed filed, Instant now) {
        var open = filed.slice().touches().stream()
                .filter(touch -> touch.state() == TouchState.PLANNED || touch.state() == TouchState.CLAIMED)
                .toList();
        var witnesses = witnesses(open, filed);
        var asked = Stream.concat(open.stream().filter(Filing::reaches).map(Touch::contactId), witnesses.stream())
                .collect(Collectors.toSet());
        var recipients = new HashMap<>(contacts(filed.campaign().key().workspace(), asked));
        var around = slices.around(filed, asked, now);
        var standings = standings(filed, recipients, around);
        var left = open.stream().anyMatch(Filing::reaches)
                ? Occasion.of(filed.campaign(), filed.brief()).left(id -> isOpen(standings.get(id)), around.answers())
                : Set.<String>of();
        notices(open, filed).forEach((id, recipient) -> {
            recipients.put(id, recipient);
            standings.put(
                    id, new Standing(Gate.open(id), usable(recipient, outlets.channels()), null, null, false, true));
        });
        var book = templates.of(filed.campaign().key().workspace(), filed.templates());
        var gates = witnesses.stream()
                .flatMap(id -> Stream.ofNullable(around.gates().get(id)))
                .toList();
        return new SliceFile(
                filed,
                book,
                recipients,
                standings,
                around.answers().keySet(),
                toBeRead(open, filed),
                around.counters(),
                gates,
                left);
    }

    /** What an owner is told follows from what has come back by then, and not from why the notice was planned. */
    private boolean toBeRead(List<Touch> open, SliceStore.Filed filed) {
        var campaign = filed.campaign();
        return filed.brief() instanceof AccountBrief brief
                && open.stream().anyMatch(touch -> touch.kind() == Touch.Kind.ATTENTION)
                && slices.answers(campaign.key(), brief.members()).stream()
                        .anyMatch(response -> response.toBeRead(campaign));
    }

    private Map<String, Recipient> contacts(String workspace, Set<String> ids) {
        return ids.isEmpty() ? Map.of() : outlets.recipients().find(workspace, ids);
    }

    private static boolean reaches(Touch touch) {
        return !touch.kind().notice();
    }

    private static boolean isOpen(@Nullable Standing standing) {
        return standing != null && !standing.gate().shut();
    }

    /** The colleagues whom messages name, and those whose leaving pauses the campaign. */
    private static Set<String> witnesses(List<Touch> open, SliceStore.Filed filed) {
        var pausing = Occasion.of(filed.campaign(), filed.brief()).pausing();
        return open.stream()
                .filter(Filing::reaches)
                .flatMap(touch -> Stream.concat(
                        pausing.stream(), Stream.ofNullable(touch.reference()).map(Reference::contactId)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, Standing> standings(
            SliceStore.Filed filed, Map<String, Recipient> recipients, SliceStore.Surroundings around) {
        var workspace = filed.campaign().key().workspace();
        var living = livingHolders(filed, around);
        var suppressed = suppressions.suppressed(
                workspace,
                recipients.values().stream().flatMap(Filing::addresses).collect(Collectors.toSet()));
        var enabled = filed.settings().enabled(outlets.channels());
        var standings = new HashMap<String, Standing>();
        recipients.forEach((id, recipient) -> {
            var closed = EnumSet.noneOf(Channel.class);
            addresses(recipient).forEach(address -> closed.addAll(suppressed.getOrDefault(address, Set.of())));
            var usable = usable(recipient, enabled);
            var known = around.gates().getOrDefault(id, Gate.open(id)).suppressing(closed);
            var gate = leftAlone(workspace, recipient, known, usable) ? known.suppressing(ALL) : known;
            var hold = gate.hold();
            var answer = around.answers().get(id);
            standings.put(
                    id,
                    new Standing(
                            gate,
                            usable,
                            recipient.zone(),
                            recipient.state(),
                            answer != null && answer.holds(filed.campaign()),
                            hold != null && living.contains(hold.campaignId())));
        });
        return standings;
    }

    /** Where nothing else is left a person is not to try either. */
    private boolean leftAlone(String workspace, Recipient recipient, Gate gate, Set<Channel> usable) {
        var ways = EnumSet.noneOf(Channel.class);
        ways.addAll(usable);
        ways.remove(Channel.MANUAL);
        ways.addAll(recipient.ways());
        var addresses = addresses(recipient).collect(Collectors.toSet());
        return suppressions.leftAlone(workspace, gate, addresses, ways);
    }

    /** A campaign that has ended holds nobody; whether one has is read from its own head. */
    private Set<String> livingHolders(SliceStore.Filed filed, SliceStore.Surroundings around) {
        var holders = new HashSet<String>();
        for (var gate : around.gates().values()) {
            var hold = gate.hold();
            if (hold != null && !hold.campaignId().equals(filed.campaign().key().id())) {
                holders.add(hold.campaignId());
            }
        }
        return holders.isEmpty()
                ? holders
                : slices.living(filed.campaign().key().workspace(), holders);
    }

    private Map<String, Recipient> notices(List<Touch> open, SliceStore.Filed filed) {
        var found = new HashMap<String, Recipient>();
        var requester = filed.brief().requester();
        var operator = filed.settings().operatorEmail();
        for (var touch : open) {
            if (touch.contactId().equals(Touch.REQUESTER) && requester != null) {
                found.put(Touch.REQUESTER, notice(Touch.REQUESTER, requester.name(), requester.email()));
            } else if (touch.kind().answer()) {
                asker(filed.campaign().key().workspace(), touch.contactId())
                        .ifPresent(asker -> found.put(touch.contactId(), asker));
            } else if (touch.contactId().equals(Touch.OPERATOR)) {
                var email = operator == null ? platform.installation().sender().address() : operator;
                found.put(Touch.OPERATOR, notice(Touch.OPERATOR, "operator", email));
            }
        }
        return found;
    }

    /** Whoever texted us can be texted back, consent or not: it is the answer that was asked for. */
    private Optional<Recipient> asker(String workspace, String contactId) {
        return Optional.ofNullable(
                        outlets.recipients().find(workspace, Set.of(contactId)).get(contactId))
                .filter(contact -> contact.phone() != null)
                .map(contact -> new Recipient(
                        contactId,
                        contact.name(),
                        contact.person(),
                        null,
                        contact.phone(),
                        null,
                        null,
                        Set.of(Channel.SMS),
                        contact.zone(),
                        contact.state(),
                        contact.source()));
    }

    private static Recipient notice(String id, @Nullable String name, String email) {
        var called = name == null ? email : name;
        return new Recipient(
                id, called, name, email, null, null, null, Set.of(Channel.EMAIL), null, null, NOTICE_SOURCE);
    }

    private static Set<Channel> usable(Recipient recipient, Set<Channel> enabled) {
        var channels = EnumSet.noneOf(Channel.class);
        channels.addAll(recipient.channels());
        channels.retainAll(enabled);
        return channels;
    }

    private static Stream<String> addresses(Recipient recipient) {
        return Stream.of(recipient.email(), recipient.phone()).filter(Objects::nonNull);
    }
}
