package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.lambda.RetryLater;
import io.muster.aws.message.Message;
import io.muster.aws.metric.Sends;
import io.muster.aws.shell.ToldAfterAll;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.error.Circuit;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.ClaimDecision;
import io.muster.domain.touch.ClaimRequest;
import io.muster.domain.touch.Claims;
import io.muster.functions.dispatch.task.Errands;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Claims slices: reads, decides, and writes the decision in one transaction that checks again what it rests on. A claim
 * that somebody else's write has overtaken is decided anew on what is there now.
 */
final class ClaimDesk {

    private static final int MOST_ATTEMPTS = 8;

    private final Platform platform;
    private final SliceStore slices;
    private final Filing filing;
    private final Outlets outlets;
    private final Sends sends;
    private final SealedTexts seals;
    private final ToldAfterAll told;

    ClaimDesk(Platform platform, Table table, Outlets outlets) {
        var ring = new KeyRing(table);
        var suppressions = new SuppressionStore(table, new SignedTokens(ring));
        this.seals = new SealedTexts(table, ring);
        this.told = new ToldAfterAll(table);
        this.platform = platform;
        this.slices = new SliceStore(table);
        this.outlets = outlets;
        this.sends = new Sends(platform);
        this.filing = new Filing(platform, slices, suppressions, outlets);
    }

    /**
     * What was read and what it came to; taken means written.
     *
     * @param ways what was prepared for touches that need it, by position
     */
    record Claim(SliceFile file, ClaimDecision decision, Ways ways) {}

    /** Returns what the claim of a slice came to; empty when there is no such slice. */
    Optional<Claim> claim(Message.WavePlanned message) {
        var ways = new Ways(outlets);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var machineNow = platform.time().machine();
            var now = platform.time().businessAt(machineNow);
            var file = filing.open(message, now);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            var decision = Claims.decide(request(file.get(), ways, now, machineNow));
            if (decision instanceof ClaimDecision.Taken taken && (ways.prepare(file.get(), taken) || lapsed(taken))) {
                continue; // it took its time: what was read before is read again
            }
            if (!(decision instanceof ClaimDecision.Taken taken) || written(file.get(), taken, now)) {
                closeIdle(file.get(), now);
                return Optional.of(new Claim(file.get(), decision, ways));
            }
        }
        throw new RetryLater("slice " + message.id() + " is written by others all the time");
    }

    /** What a person was just to tell may have arrived since that was planned; whoever dies before this comes here again. */
    private void closeIdle(SliceFile file, Instant now) {
        if (file.slice().touches().stream()
                .anyMatch(touch -> touch.kind().notice() && touch.channel() == Channel.MANUAL)) {
            told.close(file.campaign().key(), "campaign", now);
        }
    }

    /** The lease runs from the moment of the reading, since that is how old the gates' word is. */
    private boolean lapsed(ClaimDecision.Taken taken) {
        var claim = taken.slice().claim();
        return claim != null && claim.expired(platform.time().machine());
    }

    private ClaimRequest request(SliceFile file, Ways ways, Instant now, Instant machineNow) {
        return new ClaimRequest(
                file.occasion(),
                file.slice(),
                file.standings(),
                file.counters().limits(),
                file.counters().used(),
                file.counters().usedThisMinute(),
                passages(file),
                outlets.carried(),
                platform.ids().next(),
                ways.lease(),
                now,
                machineNow,
                platform.time().businessAt(machineNow.minus(Claims.ANSWER_WITHIN)),
                ways.closed(),
                file.left());
    }

    /** What the circuits let through, as the claim sees it: in business time. */
    private Map<Channel, Circuit.Passage> passages(SliceFile file) {
        var passages = new EnumMap<Channel, Circuit.Passage>(Channel.class);
        file.filed().circuits().byChannel().forEach((channel, circuit) -> {
            switch (circuit.passage(platform.time().machine())) {
                case Circuit.Passage.Free _ -> {}
                case Circuit.Passage.One(var others) ->
                    passages.put(
                            channel, new Circuit.Passage.One(platform.time().businessAt(others)));
                case Circuit.Passage.Shut(var until) ->
                    passages.put(
                            channel, new Circuit.Passage.Shut(platform.time().businessAt(until)));
            }
        });
        return passages;
    }

    private boolean written(SliceFile file, ClaimDecision.Taken taken, Instant now) {
        var tasks = taken.toHandOver().stream()
                .map(position -> task(file, taken, position, now))
                .toList();
        boolean written = slices.claim(
                file.filed(),
                taken,
                file.witnesses(),
                file.counters(),
                tasks,
                now,
                platform.time().machine());
        if (written) {
            sends.count(file.campaign().key(), file.slice(), taken.slice());
        }
        return written;
    }

    private HumanTask task(SliceFile file, ClaimDecision.Taken taken, int position, Instant now) {
        var touch = taken.slice().touches().get(position);
        var task = Errands.task(
                file.book(),
                file.campaign(),
                file.brief(),
                file.touchId(position),
                touch,
                file.reachable(touch),
                file.colleague(touch),
                file.heard(touch),
                file.sender(platform.installation()),
                file.counters().limits().quietHours(),
                now);
        return touch.kind().notice()
                ? task
                : task.retold(seals.about(file.campaign().key().workspace(), touch.contactId()));
    }
}
