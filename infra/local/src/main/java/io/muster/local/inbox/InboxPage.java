package io.muster.local.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.muster.local.front.Web;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page at {@code /inbox}: every mail, and every task that waits for a person. Plain HTML without a script; the mail's
 * own HTML stands in a frame that may run nothing and load nothing.
 */
public final class InboxPage implements HttpHandler {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern MAIL = Pattern.compile("/inbox/([0-9]{1,18})(/html)?");
    private static final Pattern HEAD =
            Pattern.compile("(?is)<head(?=[\\s>])[^>]*>|\\A(?!.*<head[\\s>])\\s*(?:<!doctype[^>]*>)?");
    private static final String FRAME = "allow-top-navigation-by-user-activation";
    private static final String STYLE = """
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 56rem; padding: 1rem; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
        ol, ul { list-style: none; padding: 0; }
        li { border-top: 1px solid #8888; padding: .6rem 0; }
        a { color: LinkText; } .quiet { opacity: .75; font-size: .9rem; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        iframe { width: 100%; height: 34rem; border: 1px solid #8888; background: #fff; color-scheme: light; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
        dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
        @media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
        """;

    private final Mailbox mailbox;
    private final Supplier<List<OpenTask>> tasks;

    /** Makes the page of a mailbox and of whatever tasks are open when it is looked at. */
    public InboxPage(Mailbox mailbox, Supplier<List<OpenTask>> tasks) {
        this.mailbox = mailbox;
        this.tasks = tasks;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var match = MAIL.matcher(path);
        if (path.equals("/inbox") || path.equals("/inbox/")) {
            page(exchange, 200, "Inbox", list());
        } else if (match.matches()) {
            var mail = mailbox.find(Long.parseLong(match.group(1)));
            show(exchange, mail, match.group(2) != null);
        } else {
            missing(exchange);
        }
    }

    private void show(HttpExchange exchange, Optional<Mail> found, boolean frame) throws IOException {
        if (found.isEmpty()) {
            missing(exchange);
        } else if (!frame) {
            page(exchange, 200, found.get().subject(), mail(found.get()));
        } else {
            @Nullable String html = found.get().html();
            frame(exchange, html == null ? "" : html);
        }
    }

    private static void missing(HttpExchange exchange) throws IOException {
        page(exchange, 404, "Not found", "<p>There is no such mail. <a href=\"/inbox\">All mails</a></p>");
    }

    private String list() {
        var mails = mailbox.all().reversed();
        var open = tasks.get();
        return "<section aria-labelledby=\"tasks\"><h2 id=\"tasks\">Tasks that wait for a person ("
                + open.size() + ")</h2>"
                + (open.isEmpty()
                        ? "<p>None.</p>"
                        : "<ul>" + joined(open.stream().map(InboxPage::task).toList()) + "</ul>")
                + "</section><section aria-labelledby=\"mails\"><h2 id=\"mails\">Mails (" + mails.size() + ")</h2>"
                + (mails.isEmpty()
                        ? "<p>Nothing was sent yet.</p>"
                        : "<ol>" + joined(mails.stream().map(InboxPage::row).toList()) + "</ol>")
                + "</section>";
    }

    private static String row(Mail mail) {
        return "<li><a href=\"/inbox/" + mail.id() + "\" aria-describedby=\"to" + mail.id() + "\">"
                + escape(mail.subject())
                + "</a><br><span class=\"quiet\" id=\"to" + mail.id() + "\">to "
                + escape(String.join(", ", mail.recipients())) + " · "
                + time(mail.receivedAt()) + "</span></li>";
    }

    private static String task(OpenTask task) {
        @Nullable Instant due = task.dueAt();
        return "<li><strong>" + escape(task.subject()) + "</strong><br><span class=\"quiet\">" + escape(task.kind())
                + (due == null ? "" : " · due " + time(due))
                + "</span><details><summary>What to do</summary><pre>" + escape(task.instructions())
                + "</pre></details></li>";
    }

    private static String mail(Mail mail) {
        return "<nav><a href=\"/inbox\">All mails</a></nav><dl><dt>From</dt><dd>" + escape(mail.from())
                + "</dd><dt>To</dt><dd>" + escape(String.join(", ", mail.recipients()))
                + "</dd><dt>Received</dt><dd>" + time(mail.receivedAt()) + "</dd></dl>"
                + (mail.html() == null
                        ? ""
                        : "<h2>As its reader sees it</h2><iframe title=\"The mail\" sandbox=\"" + FRAME
                                + "\" src=\"/inbox/" + mail.id() + "/html\"></iframe>")
                + "<h2>As plain text</h2><pre>"
                + escape(Optional.ofNullable(mail.text()).orElse("This mail has no text part.")) + "</pre>"
                + "<details><summary>Headers</summary><dl>"
                + joined(mail.headers().stream()
                        .map(field -> "<dt>" + escape(field.name()) + "</dt><dd>" + escape(field.value()) + "</dd>")
                        .toList())
                + "</dl></details>";
    }

    /** Links in the mail leave the frame, so that the opt-out page opens as it does from a mail program. */
    private static void frame(HttpExchange exchange, String html) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "sandbox " + FRAME + "; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                                + "form-action 'none'; frame-ancestors 'self'");
        Web.answer(
                exchange, 200, "text/html; charset=utf-8", HEAD.matcher(html).replaceFirst("$0<base target=\"_top\">"));
    }

    private static void page(HttpExchange exchange, int status, String title, String body) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; "
                                + "form-action 'none'; frame-ancestors 'none'");
        Web.answer(
                exchange,
                status,
                "text/html; charset=utf-8",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(title)
                        + " · Muster</title><meta name=\"viewport\" content=\"width=device-width,"
                        + " initial-scale=1\"><style>"
                        + STYLE + "</style></head><body><main><h1>" + escape(title) + "</h1>" + body
                        + "</main></body></html>");
    }

    private static String joined(List<String> parts) {
        return parts.stream().collect(Collectors.joining());
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
