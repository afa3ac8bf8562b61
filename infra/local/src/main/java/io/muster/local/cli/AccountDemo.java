package io.muster.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.local.LocalApi;
import io.muster.local.Stack;
import io.muster.local.host.Actor;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.inbox.Mail;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Shows a sequence across an account's people from the request to the report. The people do what people do: the lead
 * answers when a colleague has been written to, asks for time, and the second colleague takes a meeting.
 */
final class AccountDemo {

    /** A month passes in half a minute. */
    static final long USUAL_SPEED = 86_400;

    /** A story of weeks needs no look for lost timers every minute. */
    static final int SWEEP_MINUTES = 240;

    private static final Duration THINKING = Duration.ofHours(3);
    private static final Duration WAITING = Duration.ofDays(14);
    private static final String ANSWER =
            "Thank you. We are in the middle of our budget. Please write again in two weeks.";

    private final Stack stack;
    private final LocalApi api;
    private final Console console;
    private final Cast cast = new Cast();

    AccountDemo(Stack stack, Console console) {
        this.stack = stack;
        this.api = stack.api();
        this.console = console;
    }

    /** Plays the story of a request. */
    void show(ObjectNode request, Pace pace) {
        var preview = new SequencePage(api.post("/campaigns/preview", request, null), console);
        title("1  The account", preview.subject());
        preview.people();
        title("2  The plan", "if nobody answers");
        preview.touches();
        var campaign = api.post("/campaigns", request, "demo").path("id").asText();
        var story = new Story(api, campaign, console);
        var progress = new SequenceProgress(story.words(), story.names());
        title("3  The sequence", "as it happens, in the account's hours");
        stack.conductor().join(cast);
        stack.conductor().runUntil(pace, () -> {
            story.tell();
            react(campaign);
            var status = api.get("/campaigns/" + campaign + "/status");
            console.live("   " + story.words().moment(stack.time().business()) + "  " + progress.line(status));
            return story.reported();
        });
        console.endLive();
        story.tell();
        title("4  What a colleague read", "from the inbox");
        stack.mailbox().all().stream()
                .filter(mail -> text(mail).contains("colleague"))
                .findFirst()
                .ifPresent(this::print);
        title("5  The report", "stored, and mailed to the account's owner");
        ReportPage.print(api, campaign, console);
        console.line();
        console.line("   " + Words.count(stack.mailbox().all().size(), "message")
                + " went out, each exactly once. To run it for real: mvn -Plocal");
    }

    private void print(Mail mail) {
        console.line("   " + console.in(Console.Style.BOLD, mail.subject()));
        text(mail).lines().limit(8).forEach(line -> console.line("   " + line));
    }

    private static String text(Mail mail) {
        return Objects.requireNonNullElse(mail.text(), "");
    }

    /** What people do next follows from what they have received. */
    private void react(String campaign) {
        var touches = api.get("/campaigns/" + campaign).path("touches");
        String lead = "";
        int colleagues = 0;
        for (var touch : touches) {
            var kind = touch.path("kind").asText();
            if (lead.isEmpty() && kind.equals("introduction")) {
                lead = touch.path("contactId").asText();
            }
            if (kind.startsWith("referral") && touch.has("sentAt")) {
                colleagues++;
                var at = Instant.parse(touch.path("sentAt").asText());
                if (colleagues == 1) {
                    var answer =
                            json().put("contactId", lead).put("text", ANSWER).put("channel", "email");
                    cast.will(
                            "answer",
                            at.plus(THINKING),
                            () -> api.post("/campaigns/" + campaign + "/responses", answer, "answer"));
                    cast.will(
                            "resume",
                            at.plus(WAITING),
                            () -> api.post("/campaigns/" + campaign + "/resume", json(), "resume"));
                } else if (colleagues == 2) {
                    var meeting = json().put("id", "talk")
                            .put("startsAt", at.plus(Duration.ofDays(2)).toString());
                    cast.will(
                            "meet",
                            at.plus(THINKING),
                            () -> api.post("/campaigns/" + campaign + "/meetings", meeting, "meet"));
                }
            }
        }
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void title(String title, String what) {
        console.line();
        console.line(console.in(Console.Style.BOLD, title) + "  " + console.in(Console.Style.QUIET, what));
    }

    /** People with intentions, each carried out once, at its moment. */
    private static final class Cast implements Actor {

        private record Deed(Instant at, String name, Runnable what) {}

        private final PriorityQueue<Deed> deeds =
                new PriorityQueue<>(Comparator.comparing(Deed::at).thenComparing(Deed::name));
        private final Set<String> known = new HashSet<>();

        void will(String name, Instant at, Runnable what) {
            if (known.add(name)) {
                deeds.add(new Deed(at, name, what));
            }
        }

        @Override
        public Optional<Instant> nextDue() {
            return Optional.ofNullable(deeds.peek()).map(Deed::at);
        }

        @Override
        public int act(Instant now) {
            int done = 0;
            for (var deed = deeds.peek(); deed != null && !deed.at().isAfter(now); deed = deeds.peek()) {
                deeds.remove();
                deed.what().run();
                done++;
            }
            return done;
        }
    }
}
