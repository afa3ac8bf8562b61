package io.muster.local.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.muster.domain.touch.Channel;
import io.muster.local.front.Web;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page at {@code /inbox}: every message on every channel, and every task that waits for a person. Plain HTML without a
 * script; a mail's own HTML stands in a frame that may run nothing and load nothing. A text can be answered, and so
 * can a mail that asks for it.
 */
public final class InboxPage implements HttpHandler {

    /** What a text may have, as AWS takes it. */
    static final int LONGEST_ANSWER = 1600;

    private static final int LARGEST_FORM = 32 * 1024;
    private static final Pattern MESSAGE = Pattern.compile("/inbox/([0-9]{1,18})(/html|/answer)?");
    private static final Pattern HEAD =
            Pattern.compile("(?is)<head(?=[\\s>])[^>]*>|\\A(?!.*<head[\\s>])\\s*(?:<!doctype[^>]*>)?");

    private final Mailbox mailbox;
    private final Supplier<List<OpenTask>> tasks;
    private final TextAnswers texts;
    private final MailAnswers mails;

    /** Makes the page of a mailbox and of whatever tasks are open when it is looked at. */
    public InboxPage(Mailbox mailbox, Supplier<List<OpenTask>> tasks, TextAnswers texts, MailAnswers mails) {
        this.mailbox = mailbox;
        this.tasks = tasks;
        this.texts = texts;
        this.mails = mails;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var match = MESSAGE.matcher(path);
        if (path.equals("/inbox") || path.equals("/inbox/")) {
            page(exchange, 200, "Inbox", list(exchange));
            return;
        }
        var found = match.matches() ? mailbox.find(Long.parseLong(match.group(1))) : Optional.<Mail>empty();
        if (found.isEmpty()) {
            page(exchange, 404, "Not found", InboxView.NO_SUCH_MESSAGE);
            return;
        }
        var message = found.get();
        switch (match.group(2)) {
            case "/html" -> frame(exchange, message.html());
            case "/answer" -> answer(exchange, message);
            case null, default ->
                show(exchange, 200, message, query(exchange, "answered").isEmpty() ? "" : "sent");
        }
    }

    private String list(HttpExchange exchange) {
        var wanted = query(exchange, "show").flatMap(InboxPage::filter).orElse(InboxView.Filter.ALL);
        var before = query(exchange, "before")
                .filter(number -> number.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
        return InboxView.list(mailbox.all().reversed(), tasks.get(), wanted, before);
    }

    private static Optional<InboxView.Filter> filter(String name) {
        return Arrays.stream(InboxView.Filter.values())
                .filter(filter -> filter.parameter().equals(name))
                .findFirst();
    }

    private void show(HttpExchange exchange, int status, Mail message, String notice) throws IOException {
        page(exchange, status, message.subject(), InboxView.message(message, answerable(message), notice));
    }

    private boolean answerable(Mail message) {
        return message.channel() == Channel.SMS || (message.channel() == Channel.EMAIL && mails.takes(message));
    }

    private void answer(HttpExchange exchange, Mail message) throws IOException {
        if (!exchange.getRequestMethod().equals("POST") || !answerable(message)) {
            exchange.getResponseHeaders().set("Allow", "GET");
            page(
                    exchange,
                    405,
                    "Not possible",
                    "<p>Only a text or a mail that takes answers can be answered here, by its form.</p>");
            return;
        }
        if (!ours(exchange)) {
            page(exchange, 403, "Not possible", "<p>The answer came from another site's page.</p>");
            return;
        }
        var words = field(exchange, "words").strip();
        if (words.isEmpty() || words.length() > LONGEST_ANSWER) {
            show(exchange, 400, message, "refused");
            return;
        }
        if (message.channel() == Channel.SMS) {
            texts.answer(message, words);
        } else {
            mails.answer(message, words);
        }
        exchange.getResponseHeaders().set("Location", "/inbox/" + message.id() + "?answered=1");
        Web.answer(exchange, 303, new byte[0]);
    }

    /** A page elsewhere can post to this machine too, and its browser says so. */
    private static boolean ours(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        @Nullable String origin = headers.getFirst("Origin");
        @Nullable String site = headers.getFirst("Sec-Fetch-Site");
        return (origin == null || origin.equals("http://" + headers.getFirst("Host")))
                && (site == null || site.equals("same-origin"));
    }

    private static String field(HttpExchange exchange, String name) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LARGEST_FORM);
        return parameter(new String(body, StandardCharsets.UTF_8), name).orElse("");
    }

    private static Optional<String> query(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).flatMap(query -> parameter(query, name));
    }

    private static Optional<String> parameter(String encoded, String name) {
        return Arrays.stream(encoded.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(name.length() + 1)))
                .findFirst();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** Links in the mail leave the frame, so that the opt-out page opens as it does from a mail program. */
    private static void frame(HttpExchange exchange, @Nullable String html) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "sandbox " + InboxView.FRAME
                                + "; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                                + "form-action 'none'; frame-ancestors 'self'");
        Web.answer(
                exchange,
                200,
                "text/html; charset=utf-8",
                HEAD.matcher(html == null ? "" : html).replaceFirst("$0<base target=\"_top\">"));
    }

    private static void page(HttpExchange exchange, int status, String title, String body) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; "
                                + "form-action 'self'; frame-ancestors 'none'");
        exchange.getResponseHeaders().set("Referrer-Policy", "same-origin");
        Web.answer(exchange, status, "text/html; charset=utf-8", InboxView.page(title, body));
    }
}
