package io.muster.local.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.domain.touch.Channel;
import io.muster.functions.dispatch.form.Directory;
import io.muster.local.front.Web;
import io.muster.local.inbox.Mailbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The server of all the contractors' websites, on loopback. */
public final class ContractorSites implements AutoCloseable {

    /** The note of the ledger that names the touch that a message was sent for. */
    private static final String TOUCH = "X-Muster-Touch";

    private static final String DOMAIN = "example.com";
    private static final int LARGEST = 1 << 20;

    /** An answer goes to the address that the form gave, and that address names the touch. */
    private static final Pattern REPLY = Pattern.compile("r\\+[^.@]+\\.(.+)\\.[^.@]+@.+");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Mailbox mailbox;

    private ContractorSites(HttpServer server, Mailbox mailbox) {
        this.server = server;
        this.mailbox = mailbox;
    }

    /** Starts to serve; what is posted is kept before it is answered. */
    public static ContractorSites start(Mailbox mailbox) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 512);
            var sites = new ContractorSites(server, mailbox);
            server.setExecutor(sites.threads);
            server.createContext("/", sites::answer);
            server.start();
            return sites;
        } catch (IOException e) {
            throw new UncheckedIOException("the contractors' websites cannot be served", e);
        }
    }

    /** Returns the one origin on this machine that form senders are let in to. */
    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns where websites are looked up: all of example.com is here, and nothing else is anywhere. */
    public Directory directory() {
        var here = new Directory.Endpoint(
                server.getAddress().getAddress(), server.getAddress().getPort(), false);
        return (host, port, secure) -> {
            if (!ours(host)) {
                throw new UnknownHostException("the embedded stack reaches websites under " + DOMAIN + " alone");
            }
            return List.of(here);
        };
    }

    private static boolean ours(String host) {
        return host.equals(DOMAIN) || host.endsWith("." + DOMAIN);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var written = exchange.getRequestHeaders().getFirst("Host");
            var host = written == null ? "" : written.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
            var path = exchange.getRequestURI().getPath();
            if (!ours(host)) {
                Web.answer(exchange, 421, "text/plain", "no such website");
            } else if (path.equals("/robots.txt")) {
                Web.answer(exchange, 200, "text/plain", "User-agent: *\nDisallow: /admin\n");
            } else {
                switch (exchange.getRequestMethod()) {
                    case "GET", "HEAD" -> page(exchange, host, path);
                    case "POST" -> take(exchange, host);
                    default -> Web.answer(exchange, 405, "text/plain", "not allowed");
                }
            }
        }
    }

    private static void page(HttpExchange exchange, String host, String path) throws IOException {
        var kind = SiteKind.of(host);
        var content = kind.content(path, token(host));
        if (content == null) {
            Web.answer(exchange, 404, "text/plain", "no such page");
            return;
        }
        if (kind == SiteKind.TOKEN) {
            exchange.getResponseHeaders().set("Set-Cookie", "visit=" + token(host) + "; Path=/; HttpOnly");
        }
        html(exchange, host, content);
    }

    private void take(HttpExchange exchange, String host) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(LARGEST + 1);
        var posted = bytes.length > LARGEST
                ? Map.<String, String>of()
                : PostedForm.read(exchange.getRequestHeaders().getFirst("Content-Type"), bytes);
        var kind = SiteKind.of(host);
        var fields = kind.fields();
        if (fields == null || kind == SiteKind.CAPTCHA || !genuine(kind, fields, host, exchange, posted)) {
            Web.answer(exchange, 403, "text/plain", "this message was not sent by a person who read the page");
            return;
        }
        keep(host, fields, posted);
        html(exchange, host, "<p>Thank you. We will be in touch.</p>");
    }

    private static boolean genuine(
            SiteKind kind, SiteKind.Fields fields, String host, HttpExchange exchange, Map<String, String> posted) {
        boolean whole = List.of(fields.name(), fields.email(), fields.message()).stream()
                .noneMatch(field -> posted.getOrDefault(field, "").isBlank());
        var trap = fields.trap();
        boolean trapped = trap != null && !posted.getOrDefault(trap, "").isEmpty();
        boolean known = kind != SiteKind.TOKEN
                || (token(host).equals(posted.get("token"))
                        && ("visit=" + token(host))
                                .equals(exchange.getRequestHeaders().getFirst("Cookie")));
        return whole && !trapped && known;
    }

    private void keep(String host, SiteKind.Fields fields, Map<String, String> posted) throws IOException {
        var email = posted.getOrDefault(fields.email(), "");
        var name = posted.getOrDefault(fields.name(), "");
        var subject = fields.subject() == null ? "" : posted.getOrDefault(fields.subject(), "");
        var message = posted.getOrDefault(fields.message(), "").replace("\r\n", "\n");
        var notes = new TreeMap<String, String>();
        notes.put("Reply-To", email);
        var reply = REPLY.matcher(email);
        if (reply.matches()) {
            notes.put(TOUCH, reply.group(1).toUpperCase(Locale.ROOT));
        }
        mailbox.keep(
                Channel.WEBSITE_FORM,
                name + " <" + email + ">",
                host,
                subject.isBlank() ? "Message from " + name : subject,
                message,
                notes);
    }

    private static String token(String host) {
        return Integer.toHexString(("token of " + host).hashCode());
    }

    private static void html(HttpExchange exchange, String host, String content) throws IOException {
        Web.answer(
                exchange,
                200,
                "text/html; charset=utf-8",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + host
                        + "</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"></head>"
                        + "<body><main><h1>" + host + "</h1>" + content + "</main></body></html>");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
