package io.muster.local.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.Platform;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Table;
import io.muster.domain.touch.Channel;
import io.muster.local.Assembly;
import io.muster.local.Installed;
import io.muster.local.LocalApi;
import io.muster.local.Providers;
import io.muster.local.Stack;
import io.muster.local.StackOptions;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.host.Functions;
import io.muster.memory.calls.CallLog;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A running stack with contractors of a trade in it; its clock stands unless it is moved, and its writes are counted. */
final class Town implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WRITES =
            Set.of("putItem", "updateItem", "deleteItem", "batchWriteItem", "transactWriteItems");

    private final Path folder;
    private final AtomicInteger writes = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Watched watched = new Watched();
    private final Stack stack;

    Town(Path folder, Instant start) {
        var ids = new AtomicLong();
        this.folder = folder;
        this.stack = Stack.start(
                StackOptions.in(folder)
                        .withMode(new Mode.Conducted(start))
                        .repeatable(() -> "01TOWN%06d".formatted(ids.incrementAndGet()), 7),
                watched);
    }

    /** The functions as they are installed, with their table in view. */
    private final class Watched implements Assembly {

        private final Installed installed = new Installed(CallLog.ofThisRun());
        private @Nullable Platform platform;

        @Override
        public Platform around(Platform plain) {
            platform = plain;
            return new Platform(
                    counted(plain.dynamoDb()),
                    plain.sqs(),
                    plain.scheduler(),
                    plain.time(),
                    plain.ids(),
                    plain.installation());
        }

        @Override
        public Functions functions(Platform given, Providers providers) {
            return installed.functions(given, providers);
        }

        @Override
        public void close() {
            installed.close();
        }

        private DynamoDbClient counted(DynamoDbClient client) {
            return (DynamoDbClient) Proxy.newProxyInstance(
                    Town.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
                        if (WRITES.contains(method.getName())) {
                            writes.incrementAndGet();
                        }
                        try {
                            return method.invoke(client, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getTargetException();
                        }
                    });
        }
    }

    Platform platform() {
        return Objects.requireNonNull(watched.platform);
    }

    Table table() {
        return new Table(platform().dynamoDb(), platform().installation().table());
    }

    LocalApi api() {
        return stack.api();
    }

    String url() {
        return stack.addresses().api();
    }

    /** Returns how often the table was written since the last time this was asked. */
    int writes() {
        return writes.getAndSet(0);
    }

    /** Imports contractors; the first row names the columns. */
    void contractors(String... rows) {
        var report = api().post(
                        "/contacts/import", "text/csv", String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
        if (report.path("imported").asInt() != rows.length - 1) {
            throw new IllegalStateException("not imported: " + report);
        }
    }

    /** Returns the id of a campaign for lawns in a state. */
    String campaign(String card, String state, String more) {
        try {
            var request = (ObjectNode) JSON.readTree("""
                {"projectType": "lawn care", "title": "Weekly lawn care", "confidence": 0.95,
                 "requester": {"name": "Dana", "email": "dana@example.com"}}\
                """);
            request.put("bidCardId", card).putObject("location").put("state", state);
            request.setAll((ObjectNode) JSON.readTree(more));
            return api().post("/campaigns", request, card).path("id").asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode read(String campaign) {
        return api().get("/campaigns/" + campaign);
    }

    /** Returns the touches of a kind and channel that a campaign has planned. */
    List<JsonNode> touches(String campaign, String channel) {
        var touches = new ArrayList<JsonNode>();
        for (var touch : read(campaign).path("touches")) {
            if (touch.path("channel").asText().equals(channel)) {
                touches.add(touch);
            }
        }
        return touches;
    }

    /** Lets everything happen that is due now. */
    void settle() {
        stack.conductor().runUntil(Pace.AT_ONCE, () -> true);
    }

    /** Lets everything happen until a moment. */
    void at(Instant moment) {
        stack.conductor().runUntil(Pace.AT_ONCE, () -> !stack.time().business().isBefore(moment));
    }

    /** Returns the channels on which a contact must not be reached. */
    Set<Channel> suppressed(String contactId) {
        return new GateStore(table()).find(StackOptions.WORKSPACE, contactId).suppressed();
    }

    /** Returns what the mail server received, read anew from what it kept. */
    List<MimeMessage> mails() {
        var session = Session.getInstance(new Properties());
        try (var files = Files.list(folder.resolve("inbox"))) {
            var mails = new ArrayList<MimeMessage>();
            for (var file : files.sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    mails.add(new MimeMessage(session, in));
                }
            }
            return mails;
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the mails to an address. */
    List<MimeMessage> mailsTo(String address) {
        return mails().stream()
                .filter(mail -> header(mail, "To").contains(address))
                .toList();
    }

    /** Returns the only field of a name in a mail's header. */
    static String header(MimeMessage mail, String name) {
        try {
            var values = mail.getHeader(name);
            if (values == null || values.length != 1) {
                throw new IllegalStateException(name + ": " + Arrays.toString(values));
            }
            return values[0];
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns where a mail's one-click opt-out is. */
    static URI optOut(MimeMessage mail) {
        return URI.create(header(mail, "List-Unsubscribe").replaceAll("[<>]", ""));
    }

    /** Sends what a mail program would: no token, no cookie. */
    HttpResponse<String> request(String method, URI url, @Nullable String type, BodyPublisher body) {
        try {
            var request = HttpRequest.newBuilder(url).method(method, body);
            if (type != null) {
                request.header("Content-Type", type);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(URI url) {
        return request("GET", url, null, BodyPublishers.noBody());
    }

    HttpResponse<String> oneClick(URI url) {
        return request(
                "POST",
                url,
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString("List-Unsubscribe=One-Click"));
    }

    @Override
    public void close() {
        http.close();
        stack.close();
    }
}
