package io.muster.simulation;

import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.Action;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Pending;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchRef;
import io.muster.domain.touch.TouchState;
import io.muster.functions.dispatch.Sender;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The promises, held against the providers' ledger, the clients' answers and the table. Most are asked once a run is over;
 * 9 and 13 at every call ({@link Wire}).
 *
 * <pre>
 *  1  a touch is accepted once at most
 *  2  accepted messages stay within the caps of channel and contact
 *  3  nothing is accepted after a suppression or a cancellation was answered, but for what was claimed before
 *  4  every campaign has ended soon after its deadline
 *  5  every bid that was acknowledged is kept
 *  6  the highest level never falls, and what is done once is done once
 *  8  a history has no gaps, and every accepted message has its cause
 *  9  the input of one workspace reaches no other's data
 * 10  nothing is pending in the end
 * 11  a timer that comes again does nothing
 * 13  who only asks changes nothing
 * 14  what nobody can read holds nothing up: 4, 5 and 10 hold with poison on every queue
 * 15  what nobody knows the outcome of is explained by a call that was cut off
 * </pre>
 *
 * Not here: 7, spending within a budget, and 12, actions within what was allowed before the model spoke, come with budgets
 * and the model; that a replay of a history's inputs is its state (8) is what the recorded histories are for.
 */
final class Invariants {

    /** A claim that was made just before may still send: within its lease, plus what its last call takes to arrive. */
    private static final Duration LAST_WORD = Sender.USUAL_LEASE.plus(Wire.PROVIDER_PATIENCE);

    /** Whoever asks, asks again every minute until there is an answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final World world;
    private final Scenario scenario;
    private final Script script;
    private final Map<String, String> contacts;
    private final Map<CampaignKey, CampaignState> states = new HashMap<>();
    private final Map<CampaignKey, List<History>> histories = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    Invariants(World world, Script script, Scenario scenario, Map<String, String> contacts) {
        this.world = world;
        this.scenario = scenario;
        this.script = script;
        this.contacts = contacts;
        var store = new CampaignStore(new Table(world.aws().dynamoDb(), Deployment.TABLE));
        for (var workspace : scenario.workspaces()) {
            store.list(workspace, 100, null).campaigns().forEach(campaign -> {
                store.load(campaign.key())
                        .ifPresentOrElse(
                                state -> states.put(campaign.key(), state),
                                () -> broken.add("8: " + campaign.key().id() + " is there in part"));
                histories.put(campaign.key(), store.history(campaign.key()));
            });
        }
    }

    /** Returns every promise that was broken, in words. */
    List<String> broken() {
        broken.addAll(world.complaints());
        noTouchIsSentTwice();
        capsHold();
        whoWantsOutIsLeftAlone();
        aStoppedCampaignIsSilent();
        everyBidIsKept();
        unknownsAreExplained();
        everyRequestIsAnswered();
        states.forEach((key, state) -> {
            ends(state);
            var history = histories.getOrDefault(key, List.of());
            historyIsWhole(state, history);
            levelsOnlyRise(state, history);
        });
        everyMessageHasItsCause();
        return broken;
    }

    private void noTouchIsSentTwice() {
        var times = new TreeMap<String, Integer>();
        world.ledger().forEach(message -> times.merge(message.workspace() + " " + message.touch(), 1, Integer::sum));
        times.forEach((touch, count) -> {
            if (count > 1) {
                broken.add("1: " + touch + " was accepted " + count + " times");
            }
        });
    }

    /** A channel's day is the UTC date; to a contact there are three messages a campaign, reminders included. */
    private void capsHold() {
        var perDay = new TreeMap<String, Integer>();
        for (var message : world.ledger()) {
            var touch = touch(message);
            if (message.service() == Service.MAIL
                    && touch != null
                    && !touch.kind().notice()) {
                var day = message.at().truncatedTo(ChronoUnit.DAYS);
                perDay.merge(message.workspace() + " " + day, 1, Integer::sum);
            }
        }
        perDay.forEach((day, count) -> {
            if (count > scenario.mailsPerDay()) {
                broken.add("2: " + day + " saw " + count + " mails, of " + scenario.mailsPerDay());
            }
        });
        perContactCapsHold();
    }

    private void perContactCapsHold() {
        var perContact = new TreeMap<String, Integer>();
        for (var message : world.ledger()) {
            var touch = touch(message);
            if (touch != null && !touch.kind().notice()) {
                perContact.merge(
                        message.workspace() + " " + touch.contactId() + " " + campaign(message), 1, Integer::sum);
            }
        }
        perContact.forEach((contact, count) -> {
            if (count > 3) {
                broken.add("2: " + contact + " got " + count + " messages");
            }
        });
    }

    private void whoWantsOutIsLeftAlone() {
        for (var message : world.ledger()) {
            var contact = contacts.get(message.recipient());
            var since = contact == null ? null : script.suppressed().get(message.workspace() + " " + contact);
            if (since != null && message.at().isAfter(since.plus(LAST_WORD))) {
                broken.add("3: " + message.touch() + " was accepted at " + message.at() + ", and " + contact
                        + " was told at " + since + " that there would be no more");
            }
        }
    }

    private void aStoppedCampaignIsSilent() {
        for (var answer : script.client().acknowledged()) {
            if (answer.done() && answer.request().route().endsWith("/cancel")) {
                silentSince(answer.request().path().getOrDefault("id", ""), answer.at(), Instant.MAX);
            }
        }
    }

    private void silentSince(String campaign, Instant since, Instant until) {
        for (var message : world.ledger()) {
            var touch = touch(message);
            if (campaign(message).equals(campaign)
                    && (touch == null || !touch.kind().notice())
                    && message.at().isAfter(since.plus(LAST_WORD))
                    && message.at().isBefore(until)) {
                broken.add("3: " + message.touch() + " was accepted at " + message.at() + ", stopped at " + since);
            }
        }
    }

    private void everyBidIsKept() {
        for (var answer : script.client().acknowledged()) {
            if (answer.request().route().endsWith("/bids") && answer.done()) {
                var key = new CampaignKey(
                        answer.request().workspace(), answer.request().path().getOrDefault("id", ""));
                var contact = answer.request().key().substring(("bid-" + key.id() + "-").length());
                var state = states.get(key);
                var response = state == null ? null : state.responses().get(contact);
                if (response == null || response.bid() == null) {
                    broken.add("5: the bid of " + contact + " on " + key.id() + " was acknowledged and is lost");
                }
            }
        }
    }

    private void everyRequestIsAnswered() {
        script.unanswered(world.now().minus(PATIENCE)).forEach(request -> broken.add("4: nobody answers " + request));
        script.campaigns().forEach((id, workspace) -> {
            if (!states.containsKey(new CampaignKey(workspace, id))) {
                broken.add("4: the campaign " + id + " was acknowledged and is lost");
            }
        });
    }

    private void ends(CampaignState state) {
        var campaign = state.campaign();
        if (!campaign.status().terminal()) {
            broken.add("4: " + campaign.key().id() + " is " + campaign.status() + " at " + world.now() + ", due "
                    + campaign.deadline());
        }
        var pending = Pending.of(state, world.now());
        if (!pending.isEmpty()) {
            broken.add("10: " + campaign.key().id() + " still wants " + pending);
        }
        state.touches()
                .filter(touch -> touch.state() == TouchState.CLAIMED || touch.state() == TouchState.SENDING)
                .forEach(touch -> broken.add("10: a touch of " + touch.contactId() + " in "
                        + campaign.key().id() + " is " + touch.state()));
    }

    private void unknownsAreExplained() {
        long unknown = states.values().stream()
                .flatMap(CampaignState::touches)
                .filter(touch -> touch.state() == TouchState.UNKNOWN)
                .count();
        long ambiguous = world.fired().stream()
                .filter(fired -> fired.fault().ambiguous())
                .count();
        boolean skewed = world.fired().stream().anyMatch(fired -> fired.fault() == Fault.SKEW);
        if (unknown > ambiguous && !skewed) {
            broken.add("15: " + unknown + " touches are unknown, and " + ambiguous + " calls were cut off");
        }
    }

    private void historyIsWhole(CampaignState state, List<History> history) {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).version() != i + 1) {
                broken.add("8: the history of " + state.campaign().key().id() + " has version "
                        + history.get(i).version() + " in place " + (i + 1));
                return;
            }
        }
        if (history.size() != state.campaign().version()) {
            broken.add("8: " + state.campaign().key().id() + " is of version "
                    + state.campaign().version() + ", with " + history.size() + " lines of history");
        }
    }

    private void levelsOnlyRise(CampaignState state, List<History> history) {
        var worst = Level.NONE;
        Set<Action> once = EnumSet.noneOf(Action.class);
        int lastTimed = 0;
        for (var line : history) {
            if (line.event() instanceof Event.CheckedIn look) {
                worst = worst.worse(look.checkIn().level());
                if (line.inputId().contains("/check-in/")) {
                    int number = Integer.parseInt(line.inputId().replaceFirst(".*/check-in/(\\d+)/.*", "$1"));
                    if (number <= lastTimed) {
                        broken.add("11: check-in " + number + " of "
                                + state.campaign().key().id() + " came again");
                    }
                    lastTimed = number;
                }
            }
            if (line.event() instanceof Event.Escalated escalated) {
                for (var action : escalated.actions()) {
                    if (!once.add(action)) {
                        broken.add("6: " + action + " was done twice in "
                                + state.campaign().key().id());
                    }
                }
            }
        }
        if (!state.campaign().highest().atLeast(worst)) {
            broken.add("6: the level of " + state.campaign().key().id() + " fell from " + worst + " to "
                    + state.campaign().highest());
        }
    }

    private void everyMessageHasItsCause() {
        for (var message : world.ledger()) {
            var touch = touch(message);
            if (touch == null) {
                broken.add("8: " + message.touch() + " was accepted, and nobody planned it");
            } else if (touch.state().open()
                    || touch.state() == TouchState.FAILED
                    || touch.state() == TouchState.SKIPPED) {
                broken.add("8: " + message.touch() + " was accepted, and is " + touch.state());
            }
        }
    }

    private static String campaign(Accepted message) {
        return TouchRef.parse(message.touch()).map(TouchRef::campaignId).orElse("");
    }

    private @org.jspecify.annotations.Nullable Touch touch(Accepted message) {
        var place = TouchRef.parse(message.touch()).orElseThrow();
        var state = states.get(new CampaignKey(message.workspace(), place.campaignId()));
        return state == null
                ? null
                : state.slices().stream()
                        .filter(slice -> slice.wave() == place.wave() && slice.index() == place.index())
                        .map(slice -> slice.touches().get(place.position()))
                        .findFirst()
                        .orElse(null);
    }
}
