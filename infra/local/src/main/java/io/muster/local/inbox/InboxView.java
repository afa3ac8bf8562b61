package io.muster.local.inbox;

import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The inbox in HTML. Whatever others wrote is escaped wherever it stands. */
final class InboxView {

    /** What a mail's own HTML may do. */
    static final String FRAME = "allow-top-navigation-by-user-activation";

    static final String NO_SUCH_MESSAGE = "<p>There is no such message. <a href=\"/inbox\">All messages</a></p>";

    private static final int PAGE = 100;
    private static final int EXCERPT = 140;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String STYLE = """
        :root { color-scheme: light dark; --line: #8885; --soft: #8881; --strong: #0a5ad0; }
        @media (prefers-color-scheme: dark) { :root { --strong: #7ab2ff; } }
        * { box-sizing: border-box; }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
        h1 { font-size: 1.5rem; overflow-wrap: anywhere; margin: .5rem 0 1rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
        ol, ul { list-style: none; padding: 0; margin: 0; }
        a { color: var(--strong); } .quiet { opacity: .75; font-size: .9rem; }
        :focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
        .skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; }
        nav ul { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: 1.5rem; }
        nav li a { display: inline-block; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: 2rem;
          text-decoration: none; }
        nav li a[aria-current] { background: var(--strong); border-color: var(--strong); color: Canvas; font-weight: 600; }
        section li { border-top: 1px solid var(--line); padding: .7rem 0; overflow-wrap: anywhere; }
        .kind { display: inline-block; min-width: 3.6rem; margin-right: .5rem; padding: 0 .5rem; border-radius: .3rem;
          background: var(--soft); border: 1px solid var(--line); font-size: .8rem; text-align: center; }
        .excerpt { margin: .2rem 0 0; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); border: 1px solid var(--line);
          border-radius: .5rem; padding: .8rem; font: inherit; }
        iframe { width: 100%; height: 34rem; border: 1px solid var(--line); background: #fff; color-scheme: light; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
        dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
        label { font-weight: 600; display: block; } textarea { width: 100%; font: inherit; padding: .5rem; margin: .4rem 0; }
        button { font: inherit; padding: .5rem 1.2rem; border-radius: .4rem; border: 0; background: var(--strong);
          color: Canvas; }
        .notice { border-left: .3rem solid var(--strong); padding: .4rem .8rem; background: var(--soft); }
        @media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
        """;

    private InboxView() {}

    /** What a reader wants to see of the inbox. */
    enum Filter {
        ALL("all", "Everything", null),
        MAILS("mails", "Mails", Channel.EMAIL),
        TEXTS("texts", "Texts", Channel.SMS),
        FORMS("forms", "Form posts", Channel.WEBSITE_FORM),
        CALLS("calls", "Calls", Channel.PHONE),
        TASKS("tasks", "Tasks", null);

        private final String parameter;
        private final String words;
        private final @Nullable Channel channel;

        Filter(String parameter, String words, @Nullable Channel channel) {
            this.parameter = parameter;
            this.words = words;
            this.channel = channel;
        }

        String parameter() {
            return parameter;
        }

        private boolean shows(Mail message) {
            return this == ALL || message.channel() == channel;
        }

        /** A call that a person makes is a task and a call. */
        private boolean shows(OpenTask task) {
            return this == ALL || this == TASKS || (this == CALLS && task.kind().equalsIgnoreCase("call"));
        }
    }

    /** Returns the messages, newest first, and the tasks, as far as they are wanted. */
    static String list(List<Mail> newestFirst, List<OpenTask> open, Filter wanted, long before) {
        var tasks = open.stream().filter(wanted::shows).toList();
        var shown = newestFirst.stream().filter(wanted::shows).toList();
        var page = shown.stream().filter(one -> one.id() < before).limit(PAGE).toList();
        var older = page.isEmpty() || page.getLast().equals(shown.getLast())
                ? ""
                : "<p><a href=\"/inbox?show=" + wanted.parameter() + "&amp;before="
                        + page.getLast().id() + "\">Older messages</a></p>";
        return filters(newestFirst, open, wanted)
                + (tasks.isEmpty() && wanted != Filter.TASKS ? "" : tasks(tasks))
                + (wanted == Filter.TASKS
                        ? ""
                        : "<section aria-labelledby=\"messages\"><h2 id=\"messages\">" + heading(wanted) + " ("
                                + shown.size() + ")</h2>"
                                + (page.isEmpty()
                                        ? "<p>None yet.</p>"
                                        : "<ol>"
                                                + joined(page.stream()
                                                        .map(InboxView::row)
                                                        .toList()) + "</ol>")
                                + older + "</section>");
    }

    private static String heading(Filter wanted) {
        return wanted == Filter.ALL ? "Messages" : wanted.words;
    }

    private static String filters(List<Mail> messages, List<OpenTask> open, Filter wanted) {
        return "<nav aria-label=\"What to show\"><ul>"
                + Arrays.stream(Filter.values())
                        .map(filter -> {
                            var count = messages.stream().filter(filter::shows).count()
                                    + open.stream().filter(filter::shows).count();
                            return "<li><a href=\"/inbox?show=" + filter.parameter + "\""
                                    + (filter == wanted ? " aria-current=\"page\"" : "") + ">" + filter.words + " ("
                                    + count + ")</a></li>";
                        })
                        .collect(Collectors.joining())
                + "</ul></nav>";
    }

    private static String tasks(List<OpenTask> tasks) {
        return "<section aria-labelledby=\"tasks\"><h2 id=\"tasks\">Tasks that wait for a person (" + tasks.size()
                + ")</h2>"
                + (tasks.isEmpty()
                        ? "<p>None.</p>"
                        : "<ul>" + joined(tasks.stream().map(InboxView::task).toList()) + "</ul>")
                + "</section>";
    }

    private static String row(Mail message) {
        var title = message.channel() == Channel.SMS ? excerpt(message) : message.subject();
        return "<li><span class=\"kind\">" + kind(message.channel()) + "</span><a href=\"/inbox/" + message.id()
                + "\" aria-describedby=\"to" + message.id() + "\">" + escape(title)
                + "</a><br><span class=\"quiet\" id=\"to" + message.id() + "\">to "
                + escape(String.join(", ", message.recipients())) + " · " + time(message.receivedAt())
                + "</span></li>";
    }

    private static String excerpt(Mail message) {
        var text = Optional.ofNullable(message.text())
                .map(words -> words.strip().replaceAll("\\s+", " "))
                .filter(words -> !words.isEmpty())
                .orElse("(no words)");
        return text.codePointCount(0, text.length()) <= EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + " …";
    }

    private static String kind(Channel channel) {
        return switch (channel) {
            case EMAIL -> "Mail";
            case SMS -> "Text";
            case WEBSITE_FORM -> "Form";
            case PHONE -> "Call";
            case LINKEDIN, MANUAL -> "Note";
        };
    }

    private static String task(OpenTask task) {
        @Nullable Instant due = task.dueAt();
        return "<li><span class=\"kind\">Task</span><strong>" + escape(task.subject())
                + "</strong><br><span class=\"quiet\">" + escape(task.kind())
                + (due == null ? "" : " · due " + time(due))
                + "</span><details><summary>What to do</summary><pre>" + escape(task.instructions())
                + "</pre></details></li>";
    }

    /**
     * Returns one message.
     *
     * @param notice {@code sent} or {@code refused} after an answer, else empty
     */
    static String message(Mail message, boolean answerable, String notice) {
        return "<nav aria-label=\"Back\"><a href=\"/inbox\">All messages</a></nav>" + notice(notice)
                + "<dl><dt>Came as</dt><dd>" + kind(message.channel()) + "</dd><dt>From</dt><dd>"
                + escape(message.from())
                + "</dd><dt>To</dt><dd>" + escape(String.join(", ", message.recipients()))
                + "</dd><dt>Received</dt><dd>" + time(message.receivedAt()) + "</dd></dl>"
                + (message.html() == null
                        ? ""
                        : "<h2>As its reader sees it</h2><iframe title=\"The mail\" sandbox=\"" + FRAME
                                + "\" src=\"/inbox/" + message.id() + "/html\"></iframe>")
                + "<h2>" + (message.channel() == Channel.EMAIL ? "As plain text" : "What it says") + "</h2><pre>"
                + escape(Optional.ofNullable(message.text()).orElse("This message has no text."))
                + "</pre>"
                + (answerable ? answerForm(message) : "")
                + "<details><summary>Headers</summary><dl>"
                + joined(message.headers().stream()
                        .map(field -> "<dt>" + escape(field.name()) + "</dt><dd>" + escape(field.value()) + "</dd>")
                        .toList())
                + "</dl></details>";
    }

    private static String notice(String notice) {
        return switch (notice) {
            case "sent" -> "<p class=\"notice\" role=\"status\">Your answer is on its way to us.</p>";
            case "refused" ->
                "<p class=\"notice\" role=\"alert\">An answer has 1 to " + InboxPage.LONGEST_ANSWER
                        + " characters.</p>";
            default -> "";
        };
    }

    private static String answerForm(Mail message) {
        var recipient = escape(String.join(", ", message.recipients()));
        boolean text = message.channel() == Channel.SMS;
        return "<h2 id=\"answer\">Answer</h2><form method=\"post\" action=\"/inbox/" + message.id()
                + "/answer\" aria-labelledby=\"answer\"><label for=\"words\">Your words, as " + recipient
                + (text ? " would text them back" : " would mail them back")
                + "</label><textarea id=\"words\" name=\"words\" rows=\"3\" required maxlength=\""
                + InboxPage.LONGEST_ANSWER + "\" aria-describedby=\"hint\"></textarea><p class=\"quiet\" id=\"hint\">"
                + "For instance: I can do it for 350, or " + (text ? "STOP" : "please remove me from your list")
                + ".</p><button type=\"submit\">" + (text ? "Text" : "Mail") + " back</button></form>";
    }

    /** Returns a whole page. */
    static String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(title)
                + " · Muster</title><meta name=\"viewport\" content=\"width=device-width,"
                + " initial-scale=1\"><style>" + STYLE
                + "</style></head><body><a class=\"skip\" href=\"#content\">To the content</a>"
                + "<header><a href=\"/inbox\">Muster</a></header><main id=\"content\"><h1>" + escape(title) + "</h1>"
                + body + "</main></body></html>";
    }

    private static String joined(List<String> parts) {
        return String.join("", parts);
    }

    private static String time(Instant moment) {
        return "<time datetime=\"" + moment + "\">" + TIME.format(moment) + "</time>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
