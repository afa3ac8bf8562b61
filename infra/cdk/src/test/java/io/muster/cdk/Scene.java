package io.muster.cdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.muster.aws.Ids;
import io.muster.aws.Installation;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.api.Api;
import io.muster.aws.file.FileStore;
import io.muster.aws.file.ImportTrigger;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.Sender;
import io.muster.functions.strategy.contacts.ContactsApi;
import io.muster.local.Installed;
import io.muster.local.host.Events;
import io.muster.local.host.FunctionHost;
import io.muster.local.host.Functions;
import io.muster.local.runtime.Packaged;
import io.muster.memory.sns.TopicSigner;
import io.muster.memory.sqs.MemorySqs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;

/** A deployed stack with what a function's event is about; whatever leads to it is done by functions in this process. */
final class Scene implements AutoCloseable {

    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("muster.root"), "muster.root"));

    static final String WORKSPACE = "acme";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SAMPLES = ROOT.resolve("events/samples");
    private static final String PRESSING = """
        {"bidCardId": "bc_pressing", "projectType": "lawn care", "location": {"state": "TX"}, "urgency": "urgent",
         "channels": ["email"]}\
        """;

    private static final JsonNode CONTRACT = contract();

    private final String stackName;
    private final Deployed deployed;
    private final Outside outside = new Outside();
    private final FunctionHost host = new FunctionHost(Duration.ofSeconds(45));
    private final Platform platform;
    private final Functions functions;
    private final TopicSigner signer = TopicSigner.make(Instant.now().minusSeconds(60));
    private final List<String> touches = new ArrayList<>();
    private Duration ago = Duration.ZERO;

    Scene(Synthesised stack, String function) throws IOException {
        stackName = stack.stackName();
        deployed = new Deployed(stack);
        platform = new Platform(
                deployed.aws().dynamoDb(),
                deployed.aws().sqs(),
                deployed.aws().scheduler(),
                new Shifted(),
                Ids.ulids(),
                Installation.from(deployed.environment(function)));
        Sender taking = message -> {
            touches.add(message.touchId());
            return new Receipt.Accepted("provider-1");
        };
        functions = Installed.functions(platform, Map.of(Channel.EMAIL, taking));
    }

    /** The machine's time, or some time before, so that something can be overdue. */
    private final class Shifted implements Time {

        @Override
        public Instant business() {
            return machine();
        }

        @Override
        public Instant machine() {
            return Instant.now().minus(ago);
        }

        @Override
        public Instant machineAt(Instant business) {
            return business;
        }
    }

    Platform platform() {
        return platform;
    }

    Deployed deployed() {
        return deployed;
    }

    Outside outside() {
        return outside;
    }

    /** Returns the touches that were sent by functions in this process. */
    List<String> touches() {
        return List.copyOf(touches);
    }

    /** Lets what follows have been done some time before. */
    void ago(Duration time) {
        ago = time;
    }

    /** Returns the function as the template deploys it, on this scene's AWS, unable to reach anything else. */
    Packaged packaged(String name, Path folder) throws IOException {
        var function = deployed.function(name);
        var all = new TreeMap<>(function.environment());
        all.put("AWS_REGION", "us-east-1");
        all.put("AWS_ACCESS_KEY_ID", "local");
        all.put("AWS_SECRET_ACCESS_KEY", "local");
        all.put("AWS_EC2_METADATA_DISABLED", "true");
        all.put("AWS_ENDPOINT_URL", deployed.endpoint().toString());
        all.put("AWS_ENDPOINT_URL_SESV2", outside.uri().toString());
        all.put("AWS_ENDPOINT_URL_S3", outside.uri().toString());
        all.put("AWS_ENDPOINT_URL_SNS", outside.uri().toString());
        all.put("AWS_ENDPOINT_URL_CONNECT", outside.uri().toString());
        all.put("AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2", outside.uri().toString());
        var hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        var options = Stream.concat(Packaged.AS_ON_LAMBDA.stream(), Stream.of("-Djdk.net.hosts.file=" + hosts));
        return new Packaged(
                name, function.handler(), function.archives(), all, function.limit(), false, options.toList(), false);
    }

    /** Returns the same with SnapStart, where a function asks for its credentials after it was restored. */
    Packaged snapped(String name, Path folder) throws IOException {
        var function = packaged(name, folder);
        var all = new TreeMap<>(function.environment());
        all.keySet().removeAll(List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
        all.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", outside.uri() + Outside.CREDENTIALS);
        return new Packaged(
                name, function.handler(), function.archives(), all, function.limit(), true, function.options(), false);
    }

    // -- events

    /** Returns the event of an operation of the contract, with the contract's own example for a body. */
    String request(String operation, String id) {
        return request(operation, id, null);
    }

    String request(String operation, String id, @Nullable String body) {
        return request(operation, id, "application/json", body);
    }

    private String request(String operation, String id, String type, @Nullable String body) {
        for (var path : CONTRACT.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (method.getValue().path("operationId").asText().equals(operation)) {
                    var example = method.getValue().at("/requestBody/content/application~1json/example");
                    return request(
                            method.getKey().toUpperCase(java.util.Locale.ROOT),
                            path.getKey(),
                            id,
                            type,
                            body == null ? example.toString() : body);
                }
            }
        }
        throw new IllegalArgumentException("the contract has no operation " + operation);
    }

    private static String request(String method, String path, String id, String type, String body) {
        var event = sample("lambda/api-request.json");
        var raw = path.replaceFirst("\\{[a-z]+}", id);
        event.put("routeKey", method + " " + path).put("rawPath", raw).put("body", body);
        event.withObject("/headers")
                .put("content-type", type)
                .put("idempotency-key", UUID.randomUUID().toString());
        if (!id.isEmpty()) {
            event.putObject("pathParameters").put(path.replaceFirst(".*\\{([a-z]+)}.*", "$1"), id);
        }
        event.withObject("/requestContext").put("routeKey", method + " " + path);
        event.withObject("/requestContext/http").put("method", method).put("path", raw);
        event.withObject("/requestContext/authorizer/jwt/claims").put("scope", "read operate approve admin");
        return event.toString();
    }

    /** Returns the event of a message on a queue. */
    String delivery(String queue, String body) {
        var event = sample("lambda/queue-delivery.json");
        var entry = (ObjectNode) event.path("Records").path(0);
        entry.put("messageId", UUID.randomUUID().toString()).put("body", body);
        entry.put("eventSourceARN", MemorySqs.arn(queueName(queue)));
        event.putArray("Records").add(entry);
        return event.toString();
    }

    /** Returns a sample message, about a campaign of this scene. */
    static String message(String sample, String campaign) {
        return sample("messages/" + sample + ".json")
                .toString()
                .replace("01JZ0000000000000000000001", campaign)
                .replace("\"workspace\":\"demo\"", "\"workspace\":\"" + WORKSPACE + "\"");
    }

    static ObjectNode sample(String file) {
        return (ObjectNode) json(text(file));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError("no JSON: " + text, wrong);
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(SAMPLES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode contract() {
        try {
            return new YAMLMapper().readTree(ROOT.resolve("events/openapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // -- what leads to an event

    /** Does an operation, and returns its answer, which must be a good one. */
    JsonNode does(String api, String operation, String id) {
        return does(api, request(operation, id));
    }

    JsonNode does(String api, String event) {
        var function = functions.apis().get(api);
        if (function == null) {
            throw new IllegalArgumentException("no function " + api);
        }
        return json(invoke(api, function, event));
    }

    private String invoke(String name, Api function, String event) {
        var answer = host.invoke(name, function, Events.http(event));
        if (answer.getStatusCode() >= 300) {
            throw new AssertionError(event + ": " + answer);
        }
        return answer.getBody() == null ? "{}" : answer.getBody();
    }

    /** A place for files where nothing is signed. */
    private static final class Nowhere implements FileStore {

        @Override
        public Upload upload(String key, long bytes, Duration validity) {
            return new Upload(URI.create("http://127.0.0.1/" + key), Map.of());
        }

        @Override
        public InputStream open(String key) {
            throw new NoSuchFile(key);
        }

        @Override
        public void put(String key, String text) {
            throw new NoSuchFile(key);
        }

        @Override
        public void delete(String key) {
            throw new NoSuchFile(key);
        }
    }

    /** Imports sixty contractors, starts a campaign among them that waits for no business hours, and returns its id. */
    String campaign() {
        var lines = text("contractors.csv").lines().limit(61).collect(Collectors.joining("\n"));
        does("contacts-api", request("importContacts", "", "text/csv", lines));
        return does("campaigns-api", request("createCampaign", "", PRESSING))
                .path("id")
                .asText();
    }

    /** Lets the function of a queue do all that is there, once. */
    void works(String queue) {
        var name = queueName(queue);
        for (var trigger : functions.queues()) {
            if (trigger.queueArn().equals(MemorySqs.arn(name))) {
                host.invoke(queue, trigger.handler(), Events.sqs(trigger.queueArn(), received(queue)));
            }
        }
    }

    /** Puts a message on a queue. */
    void send(String queue, String body) {
        platform.sqs().sendMessage(send -> send.queueUrl(url(queue)).messageBody(body));
    }

    /** Lets somebody ask for a place to upload a file to, and put it there; returns what S3 says of it. */
    String upload(byte[] file) {
        var wanted = "{\"format\": \"csv\", \"source\": \"fair\", \"bytes\": " + file.length + "}";
        var id = json(invoke(
                        "contacts", new ContactsApi(platform, new Nowhere()), request("uploadContacts", "", wanted)))
                .path("id")
                .asText();
        var trigger = new ImportTrigger(WORKSPACE, id);
        var bucket = platform.installation().requireImports().bucket();
        outside.put(bucket, trigger.file(), file);
        return trigger.uploaded(bucket, file.length, "2026-06-01T14:00:00Z");
    }

    /** Lets a mail come in at the address of answers to a touch, as SES does; returns what SES says of it. */
    String mail(String touch, String mail) {
        var installation = platform.installation();
        var keys = new KeyRing(new Table(platform.dynamoDb(), installation.table()));
        var address = new SignedTokens(keys).replyLocalPart(WORKSPACE, touch).orElseThrow() + "@"
                + installation.sender().answersAt();
        var said = json(sample("providers/received-mail.json").path("Message").asText());
        outside.put(
                installation.requireImports().bucket(),
                "mail/" + said.at("/mail/messageId").asText(),
                mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        ((ObjectNode) said.path("receipt")).putArray("recipients").add(address);
        return said.toString();
    }

    /** Returns what a queue gets of what is published through the topic of the installation, and gives its certificate out. */
    String published(String message) {
        outside.serve(signer.path(), signer.pem());
        var topic = platform.installation().requireTopics().iterator().next();
        return signer.published(topic, message, Instant.now());
    }

    /** Returns what the timer of the next check-in will put on its queue. */
    String checkIn() {
        var scheduler = platform.scheduler();
        var group = stackName;
        return scheduler.listSchedules(list -> list.groupName(group)).schedules().stream()
                .map(schedule -> scheduler
                        .getSchedule(get -> get.groupName(group).name(schedule.name()))
                        .target()
                        .input())
                .filter(input -> json(input).path("type").asText().equals("CheckInDue"))
                .findFirst()
                .orElseThrow();
    }

    /** Takes what is on a queue, and returns the messages. */
    List<JsonNode> taken(String queue) {
        return received(queue).stream().map(message -> json(message.body())).toList();
    }

    private List<Message> received(String queue) {
        return platform.sqs()
                .receiveMessage(receive -> receive.queueUrl(url(queue)).maxNumberOfMessages(10))
                .messages();
    }

    private String url(String queue) {
        return platform.sqs()
                .getQueueUrl(get -> get.queueName(queueName(queue)))
                .queueUrl();
    }

    private String queueName(String queue) {
        return stackName + "-" + queue;
    }

    @Override
    public void close() {
        outside.close();
        deployed.close();
    }
}
