package io.muster.domain.touch;

import io.muster.domain.campaign.Status;
import io.muster.domain.error.Circuit;
import io.muster.domain.touch.ClaimDecision.Reservation;
import io.muster.domain.touch.ClaimDecision.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which touches of a slice may be sent now. Each one reserves its caps before the next is judged, so that a
 * slice cannot exceed by itself what it respects touch by touch.
 */
public final class Claims {

    /** How long after a contact's own text the answer to it may go, in real time: the law counts no other. */
    public static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);

    private static final int MOST_ANSWER_ATTEMPTS = 4;

    private final ClaimRequest request;
    private final Map<String, Standing> standings;
    private final Map<String, Gate> gates = new TreeMap<>();
    private final Map<Reservation, Integer> reserved = new HashMap<>();
    private final TreeMap<Integer, Verdict> verdicts = new TreeMap<>();
    private final Slice before;
    private Slice slice;
    private final Map<Channel, Integer> offered = new EnumMap<>(Channel.class);
    private final Set<Channel> probing = EnumSet.noneOf(Channel.class);
    private boolean marketing;

    private Claims(ClaimRequest request) {
        this.request = request;
        this.standings = new HashMap<>(request.standings());
        this.before = request.slice();
        this.slice = request.slice();
    }

    /** Returns what a claim of the slice comes to. */
    public static ClaimDecision decide(ClaimRequest request) {
        var claim = request.slice().claim();
        if (claim != null && !claim.expired(request.machineNow())) {
            return new ClaimDecision.Busy(claim.leaseUntil());
        }
        return new Claims(request).decide();
    }

    /** Returns what the gates say to one touch that is due, with this traffic on its channel. */
    static Verdict verdict(Touch touch, ClaimRequest request, @Nullable Standing standing, Traffic traffic) {
        if (touch.kind().notice()) {
            return notice(touch, request, standing, traffic);
        }
        if (standing == null) {
            return new Verdict.Gone();
        }
        if (touch.overtaken(request.occasion().since())) {
            return new Verdict.Skipped(Obstacle.Kind.PLANNED_ANEW);
        }
        var eligibility =
                Eligibility.of(touch.channel(), request.occasion(), standing, request.limits(), traffic, request.now());
        if (!request.left().isEmpty()) {
            return new Verdict.Skipped(never(eligibility).orElse(Obstacle.Kind.ACCOUNT_LEFT));
        }
        if (eligibility.eligible()) {
            return byPerson(touch.channel(), request) ? new Verdict.ForPerson(List.of()) : new Verdict.Claimable();
        }
        boolean taken = request.occasion().replans() && eligibility.blockedBy(Obstacle.Kind.HELD_BY_ANOTHER_CAMPAIGN);
        return taken
                ? new Verdict.Skipped(Obstacle.Kind.HELD_BY_ANOTHER_CAMPAIGN)
                : blocked(eligibility, standing.gate());
    }

    private static Verdict notice(Touch touch, ClaimRequest request, @Nullable Standing standing, Traffic traffic) {
        if (touch.kind().answer() && late(touch, request.answersSince())) {
            return new Verdict.Skipped(Obstacle.Kind.DEADLINE_PASSED);
        }
        if (byPerson(touch.channel(), request)) {
            return new Verdict.ForPerson(List.of());
        }
        var busy = Eligibility.ofSender(touch.channel(), request.limits(), traffic, request.now());
        var next = busy.stream().map(Obstacle::until).filter(Objects::nonNull).max(Comparator.naturalOrder());
        if (next.isPresent()) {
            return new Verdict.Held(next.get(), busy);
        }
        return standing != null && standing.channels().contains(touch.channel())
                ? new Verdict.Claimable()
                : new Verdict.Failed(Obstacle.Kind.NO_ADDRESS);
    }

    /** What confirms a STOP only minutes later is one more unwanted text; so is what was refused again and again. */
    private static boolean late(Touch touch, Instant answersSince) {
        var due = touch.notBefore();
        return touch.attempts() >= MOST_ANSWER_ATTEMPTS || (due != null && due.isBefore(answersSince));
    }

    /** What the contact's own word forbids is said before what anybody else's does. */
    private static Optional<Obstacle.Kind> never(Eligibility eligibility) {
        return Stream.of(Obstacle.Kind.ANSWERED, Obstacle.Kind.SUPPRESSED)
                .filter(eligibility::blockedBy)
                .findFirst();
    }

    private static Verdict blocked(Eligibility eligibility, Gate gate) {
        var never = never(eligibility);
        if (never.isPresent()) {
            return new Verdict.Skipped(never.get());
        }
        if (eligibility.blockedBy(Obstacle.Kind.NO_ADDRESS)) {
            return new Verdict.Failed(Obstacle.Kind.NO_ADDRESS);
        }
        var next = eligibility.next();
        if (next != null) {
            return new Verdict.Held(next, eligibility.obstacles());
        }
        return eligibility.obstacles().stream()
                .map(Obstacle::kind)
                .filter(Obstacle.Kind::guardsThePerson)
                .findFirst()
                .or(() -> Optional.of(Obstacle.Kind.SUPPRESSED)
                        .filter(kind -> gate.suppressed().contains(Channel.MANUAL)))
                .<Verdict>map(Verdict.Skipped::new)
                .orElseGet(() -> new Verdict.ForPerson(eligibility.obstacles()));
    }

    private static boolean byPerson(Channel channel, ClaimRequest request) {
        return switch (channel) {
            case LINKEDIN, MANUAL -> true;
            case PHONE -> !request.carried().contains(Channel.PHONE);
            case EMAIL, SMS, WEBSITE_FORM -> false;
        };
    }

    private ClaimDecision decide() {
        giveBackExpired();
        for (int position = 0; position < slice.touches().size(); position++) {
            var touch = slice.touches().get(position);
            if (due(touch)) {
                judge(position, touch);
            }
        }
        if (verdicts.values().stream().anyMatch(Verdict.Claimable.class::isInstance)) {
            slice = slice.held(
                    new Slice.Claim(request.claimId(), request.machineNow().plus(request.lease())));
        }
        reserved.values().removeIf(count -> count == 0);
        return slice.equals(before)
                ? new ClaimDecision.Idle(verdicts, wakeUp())
                : new ClaimDecision.Taken(slice, gates, reserved, offered, probing, verdicts, marketing, wakeUp());
    }

    /**
     * A touch of a campaign that does not send, or has met its deadline, is left as it is: nothing is decided for it. One
     * that a provider refused, and that could go again only after the deadline, is due now: for a person.
     */
    private boolean due(Touch touch) {
        var notBefore = touch.notBefore();
        var occasion = request.occasion();
        boolean planned = touch.state() == TouchState.PLANNED
                && (notBefore == null
                        || !notBefore.isAfter(request.now())
                        || (touch.attempts() > 0
                                && !touch.kind().notice()
                                && !notBefore.isBefore(occasion.deadline())));
        return planned
                && (touch.kind().notice()
                        || (occasion.status() == Status.ACTIVE && request.now().isBefore(occasion.deadline())));
    }

    private void giveBackExpired() {
        slice = Sending.expired(before, request.machineNow());
        for (int position = 0; position < before.touches().size(); position++) {
            var touch = before.touches().get(position);
            if (touch.state() == TouchState.CLAIMED
                    && slice.touches().get(position).state() == TouchState.PLANNED) {
                giveBack(touch);
            }
        }
    }

    private void giveBack(Touch touch) {
        var standing = standings.get(touch.contactId());
        if (standing == null || touch.kind().notice()) {
            return;
        }
        var campaign = request.occasion().campaignId();
        standing.gate().latest(campaign).ifPresent(latest -> reserve(touch.channel(), latest.at(), -1));
        put(standing.with(standing.gate().released(campaign)));
    }

    private void judge(int position, Touch touch) {
        var standing = standings.get(touch.contactId());
        var verdict = onItsWay(position, verdict(touch, request, standing, traffic(touch)));
        verdicts.put(position, verdict);
        slice = slice.with(position, settled(touch, verdict));
        if (verdict instanceof Verdict.Claimable) {
            offer(touch.channel());
        }
        boolean reserves = verdict instanceof Verdict.Claimable || verdict instanceof Verdict.ForPerson;
        if (reserves && !touch.kind().notice() && standing != null) {
            marketing = true;
            var recent = new Gate.Recent(request.now(), request.occasion().campaignId());
            put(standing.with(
                    standing.gate().reserved(recent, request.occasion().deadline())));
            if (verdict instanceof Verdict.Claimable) {
                reserve(touch.channel(), request.now(), 1);
            }
        }
    }

    /** What the gates let pass may still find its way closed. */
    private Verdict onItsWay(int position, Verdict verdict) {
        var closed = request.closed().get(position);
        if (closed == null || !(verdict instanceof Verdict.Claimable)) {
            return verdict;
        }
        return closed.personMayPass()
                ? new Verdict.ForPerson(List.of(Obstacle.lasting(closed)))
                : new Verdict.Failed(closed);
    }

    private Touch settled(Touch touch, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Claimable claimable -> touch.in(TouchState.CLAIMED, null);
            case Verdict.ForPerson person
            when person.because().isEmpty() ->
                touch.handedOver(touch.channel(), request.now(), touch.kind().notice() ? touch.reason() : null);
            case Verdict.ForPerson person ->
                touch.handedOver(
                        Channel.MANUAL, request.now(), weightiest(person).kind().name());
            case Verdict.Held held -> touch;
            case Verdict.Skipped skipped ->
                touch.in(TouchState.SKIPPED, skipped.reason().name());
            case Verdict.Failed failed ->
                touch.in(TouchState.FAILED, failed.reason().name());
            case Verdict.Gone gone -> touch.in(TouchState.CANCELLED, "CONTACT_GONE");
        };
    }

    /** What never opens is why a person is asked, and not what would have opened anyway. */
    private static Obstacle weightiest(Verdict.ForPerson person) {
        return person.because().stream()
                .filter(obstacle -> obstacle.until() == null)
                .findFirst()
                .orElse(person.because().getFirst());
    }

    private void put(Standing standing) {
        standings.put(standing.gate().contactId(), standing);
        gates.put(standing.gate().contactId(), standing.gate());
    }

    private void reserve(Channel channel, Instant at, int count) {
        if (request.limits().cap(channel).isPresent()) {
            reserved.merge(new Reservation(channel, day(at)), count, Integer::sum);
        }
    }

    private int used(Channel channel) {
        return request.usedToday().getOrDefault(channel, 0)
                + reserved.getOrDefault(new Reservation(channel, day(request.now())), 0);
    }

    /** A sender's minute counts every message that is offered, notices too: it guards the sender and not the recipient. */
    private void offer(Channel channel) {
        if (request.limits().capPerMinute(channel).isPresent()) {
            offered.merge(channel, 1, Integer::sum);
        }
        if (request.passages().get(channel) instanceof Circuit.Passage.One) {
            probing.add(channel);
        }
    }

    private Traffic traffic(Touch touch) {
        var channel = touch.channel();
        int thisMinute = request.usedThisMinute().getOrDefault(channel, 0) + offered.getOrDefault(channel, 0);
        var refusedUntil = touch.attempts() > 0 ? touch.notBefore() : null;
        return new Traffic(used(channel), thisMinute, later(down(channel), refusedUntil));
    }

    private @Nullable Instant down(Channel channel) {
        return switch (request.passages().getOrDefault(channel, new Circuit.Passage.Free())) {
            case Circuit.Passage.Free _ -> null;
            case Circuit.Passage.One(var othersUntil) -> probing.contains(channel) ? othersUntil : null;
            case Circuit.Passage.Shut(var until) -> until;
        };
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private @Nullable Instant wakeUp() {
        return verdicts.values().stream()
                .filter(Verdict.Held.class::isInstance)
                .map(verdict -> ((Verdict.Held) verdict).until())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
