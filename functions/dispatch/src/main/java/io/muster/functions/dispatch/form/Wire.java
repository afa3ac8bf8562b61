package io.muster.functions.dispatch.form;

import io.muster.functions.dispatch.form.Directory.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Speaks HTTP with one given server and nobody else: it resolves nothing, follows nothing, repeats nothing, and stops
 * reading at a size and at a moment, whatever the server does.
 */
final class Wire implements AutoCloseable {

    /** The most bytes of an answer that are read, packed or unpacked. */
    static final int LARGEST = 2 * 1024 * 1024;

    private static final String DEPARTED = "muster.departed";

    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("form-deadlines").factory());

    /** No answer came. */
    static final class Unanswered extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean departed;

        Unanswered(boolean departed, Throwable cause) {
            super(cause.getClass().getSimpleName(), cause);
            this.departed = departed;
        }

        /** Returns whether the server may have got the request, or a part of it. */
        boolean departed() {
            return departed;
        }
    }

    /**
     * What a server said.
     *
     * @param body to be read once; empty when it was cut
     * @param cut whether it went on after the most that is read
     */
    record Reply(
            int status,
            String location,
            String retryAfter,
            String contentType,
            ByteArrayInputStream body,
            boolean cut) {}

    /**
     * Returns a wire.
     *
     * @param agent how we introduce ourselves
     * @param sockets gives unconnected sockets; tests look over their shoulder
     */
    Wire(String agent, Supplier<Socket> sockets) {
        var tls = RegistryBuilder.<TlsSocketStrategy>create()
                .register("https", DefaultClientTlsStrategy.createDefault())
                .build();
        var operator = new DefaultHttpClientConnectionOperator(proxy -> sockets.get(), null, new NoResolver(), tls);
        var connections = new PoolingHttpClientConnectionManager(
                operator,
                PoolConcurrencyPolicy.LAX,
                PoolReusePolicy.LIFO,
                TimeValue.ZERO_MILLISECONDS,
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(16 * 1024)
                                .setMaxHeaderCount(200)
                                .build())
                        .build());
        connections.setDefaultMaxPerRoute(64);
        connections.setMaxTotal(256);
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofSeconds(3))
                .setSocketTimeout(Timeout.ofSeconds(10))
                .build());
        alarms.setRemoveOnCancelPolicy(true);
        http = HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent(agent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "departure", (request, scope, chain) -> {
                    if (scope.clientContext.getAttribute(DEPARTED) instanceof AtomicBoolean departed) {
                        departed.set(true);
                    }
                    return chain.proceed(request, scope);
                })
                .build();
    }

    /** Asks a server once; of the answer to a form, nothing but its head is waited for. */
    Reply exchange(HttpUriRequestBase request, WebAddress address, Endpoint server, CookieStore cookies, Deadline end)
            throws Unanswered {
        var departed = new AtomicBoolean();
        var context = HttpClientContext.create();
        context.setAttribute(DEPARTED, departed);
        context.setCookieStore(cookies);
        address(request, address);
        request.setConfig(config(end));
        var alarm = alarms.schedule(request::cancel, end.left().toMillis(), TimeUnit.MILLISECONDS);
        var target = new HttpHost(server.secure() ? "https" : "http", server.address(), address.host(), server.port());
        try {
            var response = http.executeOpen(target, request, context);
            try {
                return read(response, request.getEntity() == null);
            } finally {
                hangUp(request, response);
            }
        } catch (IOException | IllegalStateException e) {
            throw new Unanswered(departed.get(), e);
        } finally {
            alarm.cancel(false);
        }
    }

    /** Whatever is left of the answer is not waited for. */
    private static void hangUp(HttpUriRequestBase request, ClassicHttpResponse response) {
        request.cancel();
        try {
            response.close();
        } catch (IOException e) {
            // what was wanted of the answer has been read
        }
    }

    private static void address(HttpUriRequestBase request, WebAddress address) {
        request.setScheme(address.scheme());
        request.setAuthority(new URIAuthority(
                address.host(), address.port() == (address.secure() ? 443 : 80) ? -1 : address.port()));
        request.setPath(address.target());
        request.setHeader("Accept-Encoding", "gzip");
    }

    private static RequestConfig config(Deadline end) {
        var left = Timeout.ofMilliseconds(Math.max(1, end.left().toMillis()));
        return RequestConfig.custom()
                .setConnectionRequestTimeout(left)
                .setResponseTimeout(left)
                .setAuthenticationEnabled(false)
                .setRedirectsEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setCookieSpec("strict")
                .build();
    }

    private static Reply read(ClassicHttpResponse response, boolean withBody) throws IOException {
        var body = new byte[0];
        if (withBody) {
            try (var content = content(response)) {
                body = content.readNBytes(LARGEST + 1);
            }
        }
        boolean cut = body.length > LARGEST;
        return new Reply(
                response.getCode(),
                header(response, "Location"),
                header(response, "Retry-After"),
                header(response, "Content-Type"),
                new ByteArrayInputStream(cut ? new byte[0] : body),
                cut);
    }

    private static InputStream content(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return InputStream.nullInputStream();
        }
        var stream = new Undrained(response.getEntity().getContent());
        var encoding = header(response, "Content-Encoding");
        if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
            return stream;
        }
        if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
            return new GZIPInputStream(stream);
        }
        throw new IOException("an encoding that was not asked for");
    }

    private static String header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name))
                .map(header -> header.getValue())
                .orElse("");
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        try {
            http.close();
        } catch (IOException e) {
            // nothing is kept open that anybody would miss
        }
    }

    /** Closing the client's own stream would read an endless answer to its end. */
    private static final class Undrained extends java.io.FilterInputStream {

        Undrained(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    /** Whoever asks for a name here has gone past the border. */
    private static final class NoResolver implements org.apache.hc.client5.http.DnsResolver {

        @Override
        public java.net.InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("names are resolved at the border alone");
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException("names are resolved at the border alone");
        }
    }
}
