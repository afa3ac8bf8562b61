package io.muster.functions.dispatch.form;

import io.muster.domain.error.Category;
import io.muster.domain.touch.Obstacle;
import io.muster.functions.dispatch.form.Directory.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** One look at one website, from its first page to the posted form; its cookies are forgotten with it. */
final class Visit {

    private static final int MOST_REDIRECTS = 5;
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([\\w.:-]+)");

    private final Web web;
    private final BasicCookieStore cookies = new BasicCookieStore();
    private final Map<String, Robots> robots = new HashMap<>();

    Visit(Web web) {
        this.web = web;
    }

    /** Returns a page, wherever its redirects lead, as long as every step may be taken. */
    Page page(WebAddress first, Deadline deadline) {
        var address = first;
        for (int step = 0; step <= MOST_REDIRECTS; step++) {
            permitted(address, deadline);
            var reply = get(address, deadline);
            var next = redirect(address, reply);
            if (next == null) {
                return read(address, reply);
            }
            address = next;
        }
        throw SiteRefused.address("more than " + MOST_REDIRECTS + " redirects");
    }

    /** Returns the server that a form is posted to; the post connects to this one and looks up no other. */
    Endpoint admit(WebAddress action, Deadline deadline) {
        permitted(action, deadline);
        return web.border().admit(action);
    }

    /** Posts a form. */
    Wire.Reply post(WebAddress action, Endpoint server, WebAddress from, FormBody body, Deadline deadline)
            throws Wire.Unanswered {
        web.politeness().await(action.host(), deadline);
        var request = new HttpUriRequestBase("POST", URI.create("/"));
        request.setHeader("Referer", from.toString());
        request.setHeader("Origin", origin(from));
        request.setEntity(new ByteArrayEntity(body.bytes(), ContentType.parse(body.type())));
        return web.wire().exchange(request, action, server, cookies, deadline);
    }

    private static String origin(WebAddress address) {
        return address.usualPort() ? address.scheme() + "://" + address.host() : address.origin();
    }

    private void permitted(WebAddress address, Deadline deadline) {
        var rules = robots.get(address.origin());
        if (rules == null) {
            rules = robots(address.resolve("/robots.txt"), deadline);
            robots.put(address.origin(), rules);
        }
        if (!rules.allows(address.target())) {
            throw new SiteRefused(Obstacle.Kind.ROBOTS, "robots.txt keeps us out");
        }
    }

    /** A site without the file allows everything; one that cannot tell us now allows nothing now (RFC 9309, 2.3.1). */
    private Robots robots(WebAddress file, Deadline deadline) {
        var address = file;
        for (int step = 0; step <= MOST_REDIRECTS; step++) {
            var reply = get(address, deadline);
            var next = redirect(address, reply);
            if (next == null && reply.status() / 100 == 2) {
                return reply.cut()
                        ? Robots.NOBODY
                        : Robots.parse(new String(reply.body().readAllBytes(), StandardCharsets.UTF_8), web.robot());
            }
            if (next == null && reply.status() / 100 == 4 && reply.status() != 429) {
                return Robots.SILENT;
            }
            if (next == null) {
                throw SiteUnavailable.answering("robots.txt: HTTP " + reply.status(), reply);
            }
            address = next;
        }
        return Robots.SILENT;
    }

    private Wire.Reply get(WebAddress address, Deadline deadline) {
        var server = web.border().admit(address);
        web.politeness().await(address.host(), deadline);
        var request = new HttpUriRequestBase("GET", URI.create("/"));
        request.setHeader("Accept", "text/html, application/xhtml+xml, text/plain;q=0.5");
        try {
            return web.wire().exchange(request, address, server, cookies, deadline);
        } catch (Wire.Unanswered e) {
            throw new SiteUnavailable(Category.API, "the website does not answer: " + e.getMessage(), null);
        }
    }

    private static @Nullable WebAddress redirect(WebAddress from, Wire.Reply reply) {
        if (reply.status() / 100 != 3 || reply.location().isEmpty()) {
            return null;
        }
        var next = from.resolve(reply.location());
        if (from.secure() && !next.secure()) {
            throw SiteRefused.address("a redirect from https to http");
        }
        return next;
    }

    private static Page read(WebAddress address, Wire.Reply reply) {
        int status = reply.status();
        if (status == 429 || status >= 500) {
            throw SiteUnavailable.answering("the website answers " + status, reply);
        }
        if (status / 100 != 2) {
            throw new SiteRefused(Obstacle.Kind.NO_FORM, "the website answers " + status);
        }
        if (reply.cut()) {
            throw new SiteRefused(Obstacle.Kind.NO_FORM, "a page of more than " + Wire.LARGEST + " bytes");
        }
        var type = reply.contentType().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.startsWith("text/html") && !type.startsWith("application/xhtml")) {
            throw new SiteRefused(Obstacle.Kind.NO_FORM, "not a page");
        }
        try {
            var charset = CHARSET.matcher(reply.contentType());
            var known = charset.find() && Charsets.known(charset.group(1)) ? charset.group(1) : null;
            return new Page(address, Jsoup.parse(reply.body(), known, address.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }
}
