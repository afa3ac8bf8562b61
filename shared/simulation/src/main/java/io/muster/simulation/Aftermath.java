package io.muster.simulation;

import io.muster.aws.Platform;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.History;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchRef;
import io.muster.functions.dispatch.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run has left: the providers' ledger and the clients' answers, and beside them what the table says. Reading it is
 * no call of the run.
 */
final class Aftermath {

    /** A claim that was made just before may still send: within its lease, plus what its last call takes to arrive. */
    static final Duration LAST_WORD = Sender.USUAL_LEASE.plus(Wire.PROVIDER_PATIENCE);

    private static final Duration MOST_SKEW = Duration.ofMinutes(10);

    private final World world;
    private final Script script;
    private final List<String> workspaces;
    private final Platform platform;
    private final Map<CampaignKey, CampaignState> states = new TreeMap<>(BY_NAME);
    private final Map<CampaignKey, List<History>> histories = new TreeMap<>(BY_NAME);
    private final List<CampaignKey> torn = new ArrayList<>();
    private final Map<String, Limits> limits = new TreeMap<>();

    private static final java.util.Comparator<CampaignKey> BY_NAME =
            java.util.Comparator.comparing(CampaignKey::workspace).thenComparing(CampaignKey::id);

    Aftermath(World world, Script script, List<String> workspaces) {
        this.world = world;
        this.script = script;
        this.workspaces = List.copyOf(workspaces);
        var aws = world.aws();
        this.platform = new Platform(
                aws.dynamoDb(), aws.sqs(), aws.scheduler(), world.time(), () -> "nobody", world.installation());
        var store = new CampaignStore(table());
        var settings = new SettingsStore(platform);
        for (var workspace : workspaces) {
            limits.put(workspace, settings.read(workspace).limits());
            store.list(workspace, 100, null).campaigns().forEach(campaign -> {
                store.load(campaign.key())
                        .ifPresentOrElse(state -> states.put(campaign.key(), state), () -> torn.add(campaign.key()));
                histories.put(campaign.key(), store.history(campaign.key()));
            });
        }
    }

    /** One kind of promise. */
    @FunctionalInterface
    interface Promise {

        /** Tells of everything that it was broken by. */
        void hold(Aftermath run, Consumer<String> broken);
    }

    /** Returns the campaigns of which only a part is there. */
    List<CampaignKey> torn() {
        return torn;
    }

    World world() {
        return world;
    }

    Script script() {
        return script;
    }

    Platform platform() {
        return platform;
    }

    Table table() {
        return Table.of(platform);
    }

    List<String> workspaces() {
        return workspaces;
    }

    Map<CampaignKey, CampaignState> states() {
        return states;
    }

    List<History> history(CampaignKey key) {
        return histories.getOrDefault(key, List.of());
    }

    /** Returns what a workspace may send. */
    Limits limits(String workspace) {
        return limits.getOrDefault(workspace, Limits.DEFAULT);
    }

    /** Returns all that providers have accepted, in order. */
    List<Accepted> ledger() {
        return world.ledger();
    }

    /** Returns the campaign that an accepted message belongs to. */
    static CampaignKey campaign(Accepted message) {
        var campaign = TouchRef.parse(message.touch()).map(TouchRef::campaignId).orElse("");
        return new CampaignKey(message.workspace(), campaign);
    }

    /** Returns the touch that an accepted message was; nothing when nobody planned it. */
    @Nullable
    Touch touch(Accepted message) {
        var state = states.get(campaign(message));
        var place = TouchRef.parse(message.touch()).orElse(null);
        return state == null || place == null
                ? null
                : state.slices().stream()
                        .filter(slice -> slice.wave() == place.wave() && slice.index() == place.index())
                        .map(slice -> slice.touches().get(place.position()))
                        .findFirst()
                        .orElse(null);
    }

    /** Returns whether an accepted message is one that the gates of contacts look at. */
    boolean marketing(Accepted message) {
        var touch = touch(message);
        return touch == null ? message.ofCampaign() : !touch.kind().notice();
    }

    /** Returns how far a message's acceptance may lie from the moment at which it was claimed, by whatever clock. */
    Duration slack() {
        boolean skewed = world.fired().stream().anyMatch(fired -> fired.fault() == Fault.SKEW);
        return skewed ? LAST_WORD.plus(MOST_SKEW) : LAST_WORD;
    }

    Instant end() {
        return world.now();
    }
}
