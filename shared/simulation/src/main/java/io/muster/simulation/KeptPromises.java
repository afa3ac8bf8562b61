package io.muster.simulation;

import io.muster.aws.message.Origin;
import io.muster.aws.store.DeadLetterStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.TaskStore;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.task.HumanTask;
import io.muster.simulation.News.Told;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What was acknowledged is kept (5): bids, what providers told of our messages, what contacts mailed, and whatever nobody could deal with, which
 * lies in the dead letters with an alarm. And one link decides once (13).
 */
final class KeptPromises implements Aftermath.Promise {

    /** A delivery that died comes again when it is visible again. */
    private static final Duration REDELIVERY = Duration.ofMinutes(10);

    @Override
    public void hold(Aftermath run, Consumer<String> broken) {
        bids(run, broken);
        var letters = letters(run);
        words(run, letters, broken);
        deadLetters(run, letters, broken);
        mails(run, broken);
        links(run, broken);
        tasks(run, broken);
    }

    private static void bids(Aftermath run, Consumer<String> broken) {
        for (var answer : run.script().client().acknowledged()) {
            if (answer.request().route().endsWith("/bids") && answer.done()) {
                var key = new CampaignKey(
                        answer.request().workspace(), answer.request().path().getOrDefault("id", ""));
                var contact = answer.request().key().substring(("bid-" + key.id() + "-").length());
                var state = run.states().get(key);
                var response = state == null ? null : state.responses().get(contact);
                if (response == null || response.bid() == null) {
                    broken.accept("5: the bid of " + contact + " on " + key.id() + " was acknowledged and is lost");
                }
            }
        }
    }

    // ---- providers' words

    private static void words(Aftermath run, Map<String, Set<String>> letters, Consumer<String> broken) {
        run.world().news().told().forEach((body, word) -> {
            if (run.world().news().heardAt(body) != null) {
                settled(run, word, broken);
                closed(run, word, broken);
            } else if (word.at().isBefore(run.end().minus(REDELIVERY))
                    && !run.world().lostSince(word.at())
                    && !letters.getOrDefault(word.message().workspace(), Set.of())
                            .contains(body)) {
                broken.accept("5: " + word.type() + " of " + word.message().touch() + " was told at " + word.at()
                        + ", and nobody dealt with it");
            }
        });
    }

    /** Whoever has dealt with a mail has told its campaign, whatever its words are taken for, or has laid it aside. */
    private static void mails(Aftermath run, Consumer<String> broken) {
        for (var mail : run.script().mails().taken()) {
            boolean known = run.history(mail.campaign()).stream()
                    .anyMatch(line -> line.inputId().equals("mail/" + mail.id()));
            if (!known) {
                broken.accept("5: " + mail.id() + " was dealt with at " + mail.at() + ", and "
                        + mail.campaign().id() + " knows of no answer");
            }
        }
    }

    /** The touch is what its provider told of it, or what it told that was worse, be it in a dead letter. */
    private static void settled(Aftermath run, Told word, Consumer<String> broken) {
        var touch = run.touch(word.message());
        if (touch == null) {
            return;
        }
        boolean settled = run.world().news().told().values().stream()
                .filter(other -> other.message().touch().equals(word.message().touch()))
                .filter(other -> other.type().compareTo(word.type()) >= 0)
                .anyMatch(other -> touch.state() == other.type().state());
        if (!settled) {
            broken.accept("5: " + word.message().touch() + " is " + touch.state() + ", and its provider told of "
                    + word.type());
        }
    }

    /** Whoever bounced or complained is suppressed, by contact and by address. */
    private static void closed(Aftermath run, Told word, Consumer<String> broken) {
        var contact = word.contact();
        if (contact == null || word.closes().isEmpty()) {
            return;
        }
        var workspace = word.message().workspace();
        var gate = new GateStore(run.table()).find(workspace, contact);
        var address = word.message().to();
        var list = suppressions(run).suppressed(workspace, Set.of(address)).getOrDefault(address, Set.of());
        if (!gate.suppressed().containsAll(word.closes()) || !list.containsAll(word.closes())) {
            broken.accept("3: " + word.type() + " of " + word.message().touch() + " was dealt with, and " + contact
                    + " is not suppressed");
        }
    }

    private static SuppressionStore suppressions(Aftermath run) {
        return new SuppressionStore(run.table(), new SignedTokens(new KeyRing(run.table())));
    }

    // ---- dead letters

    /** Returns the bodies of the dead letters that each workspace can find. */
    private static Map<String, Set<String>> letters(Aftermath run) {
        var store = new DeadLetterStore(run.platform());
        var bodies = new HashMap<String, Set<String>>();
        for (var workspace : run.workspaces()) {
            String from = null;
            do {
                var page = store.list(workspace, 100, from);
                for (var letter : page.letters()) {
                    store.open(workspace, letter.id())
                            .ifPresent(opened -> bodies.computeIfAbsent(workspace, _ -> new HashSet<>())
                                    .add(opened.body()));
                }
                from = page.next();
            } while (from != null);
        }
        return bodies;
    }

    private static void deadLetters(Aftermath run, Map<String, Set<String>> letters, Consumer<String> broken) {
        for (var letter : run.world().news().deadLetters()) {
            Origin.of(letter.body()).workspace().ifPresent(workspace -> {
                if (!letters.getOrDefault(workspace, Set.of()).contains(letter.body())) {
                    broken.accept("5: the dead letter " + letter.body() + " was dealt with, and nobody can find it");
                }
            });
        }
        run.world().news().filed().forEach((workspace, filed) -> {
            int alarms = run.world().news().alarms(workspace);
            if (alarms < filed) {
                broken.accept(
                        "5: " + filed + " dead letters of " + workspace + " were filed, with " + alarms + " alarms");
            }
        });
    }

    // ---- what is decided once

    /** However often a button is pressed, it is one opt-out. */
    private static void links(Aftermath run, Consumer<String> broken) {
        var store = suppressions(run);
        for (var workspace : run.workspaces()) {
            for (var suppression : store.list(workspace)) {
                var times = new HashMap<String, Integer>();
                store.history(workspace, suppression.hash()).stream()
                        .filter(change -> change.reason() == Suppression.Reason.ONE_CLICK)
                        .forEach(change -> times.merge(change.by(), 1, Integer::sum));
                times.forEach((link, count) -> {
                    if (count > 1) {
                        broken.accept("13: the link of " + link + " decided " + count + " times");
                    }
                });
            }
        }
    }

    /** Of those who answer a task in different ways at least one is heard, and what the first of them said stands. */
    private static void tasks(Aftermath run, Consumer<String> broken) {
        var answers = new TreeMap<String, Set<String>>();
        for (var answer : run.script().client().acknowledged()) {
            var request = answer.request();
            if (request.route().equals("POST /tasks/{id}/complete")) {
                var id = request.path().getOrDefault("id", "");
                var heard = answers.computeIfAbsent(request.workspace() + " " + id, _ -> new TreeSet<>());
                if (answer.done()) {
                    heard.add(request.key().substring(0, request.key().length() - id.length() - 1));
                }
            }
        }
        var store = new TaskStore(run.table());
        answers.forEach((name, heard) -> {
            var task = name.split(" ", 2);
            var outcome = store.find(task[0], task[1])
                    .map(HumanTask::outcome)
                    .map(said -> said.name().toLowerCase(Locale.ROOT))
                    .orElse("");
            if (!heard.equals(Set.of(outcome))) {
                broken.accept("13: the task " + task[1] + " is '" + outcome + "', and was answered by " + heard);
            }
        });
    }
}
