package io.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * At most once (1), and no more than the caps allow (2), both by the providers' own ledger: a channel's day is the UTC date;
 * a contact's are the spans before each message, across all campaigns of the workspace.
 */
final class CapPromises implements Aftermath.Promise {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    @Override
    public void hold(Aftermath run, Consumer<String> broken) {
        once(run, broken);
        perChannel(run, broken);
        var byContact = new TreeMap<String, List<Accepted>>();
        run.ledger().stream().filter(run::marketing).forEach(message -> {
            var touch = run.touch(message);
            var contact = message.workspace() + " " + (touch == null ? message.to() : touch.contactId());
            byContact.computeIfAbsent(contact, _ -> new ArrayList<>()).add(message);
        });
        byContact.forEach((contact, messages) -> perContact(run, contact, messages, broken));
    }

    private static void once(Aftermath run, Consumer<String> broken) {
        var times = new TreeMap<String, Integer>();
        run.ledger().forEach(message -> times.merge(message.workspace() + " " + message.touch(), 1, Integer::sum));
        times.forEach((touch, count) -> {
            if (count > 1) {
                broken.accept("1: " + touch + " was accepted " + count + " times");
            }
        });
    }

    /** A message that was accepted near midnight may count for either day: it was claimed a moment before. */
    private static void perChannel(Aftermath run, Consumer<String> broken) {
        var counts = new TreeMap<String, Integer>();
        for (var message : run.ledger()) {
            var day = message.at().truncatedTo(ChronoUnit.DAYS);
            boolean sure = message.at().isAfter(day.plus(run.slack()))
                    && message.at().isBefore(day.plus(DAY).minus(run.slack()).plus(Aftermath.LAST_WORD));
            if (sure && run.marketing(message)) {
                var cap = run.limits(message.workspace()).cap(News.channel(message));
                var what = message.workspace() + " " + News.channel(message) + " " + day;
                if (cap.isPresent() && counts.merge(what, 1, Integer::sum) == cap.getAsInt() + 1) {
                    broken.accept("2: " + what + " saw more than " + cap.getAsInt());
                }
            }
        }
    }

    private static void perContact(Aftermath run, String contact, List<Accepted> messages, Consumer<String> broken) {
        var limits = run.limits(messages.getFirst().workspace());
        for (int i = 0; i < messages.size(); i++) {
            var last = messages.get(i);
            var campaign = Aftermath.campaign(last);
            var sofar = messages.subList(0, i + 1);
            var of = new TreeMap<>(Map.of(
                    "in one campaign",
                    new Cap(
                            limits.perContactPerCampaign(),
                            sofar.stream()
                                    .filter(message ->
                                            Aftermath.campaign(message).equals(campaign))
                                    .count()),
                    "in a week",
                    new Cap(limits.perContactPerWeek(), within(run, sofar, last.at(), WEEK))));
            if (!pressing(run, last)) {
                of.put("in a day", new Cap(limits.perContactPerDay(), within(run, sofar, last.at(), DAY)));
            }
            of.forEach((span, cap) -> {
                if (cap.used > cap.most) {
                    broken.accept("2: " + contact + " got " + cap.used + " messages " + span + ", of " + cap.most);
                }
            });
            var others = sofar.stream()
                    .filter(message -> !Aftermath.campaign(message).equals(campaign))
                    .toList();
            if (within(run, others, last.at(), limits.coolOff()) > 0) {
                broken.accept("2: " + contact + " got " + last.touch() + " while it was cooling off");
            }
        }
    }

    private record Cap(int most, long used) {}

    private static long within(Aftermath run, List<Accepted> messages, Instant last, Duration span) {
        var since = last.minus(span).plus(run.slack());
        return messages.stream().filter(message -> message.at().isAfter(since)).count();
    }

    /** Urgent and emergency campaigns waive the day. */
    private static boolean pressing(Aftermath run, Accepted message) {
        var state = run.states().get(Aftermath.campaign(message));
        return state == null || state.campaign().urgency().ignoresBusinessHours();
    }
}
