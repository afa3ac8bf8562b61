package io.muster.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.local.runtime.Packaged;
import io.muster.memory.MemoryAws;
import io.muster.memory.http.MemoryAwsEndpoint;
import io.muster.memory.sqs.MemorySqs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A template on AWS in memory: its table and its queues as it describes them, and its functions with the variables that it gives
 * them, in which every reference stands for what was made of it. A reference that cannot be resolved fails.
 */
final class Deployed implements AutoCloseable {

    private static final Map<String, String> PSEUDO = Map.of(
            "AWS::Region", "us-east-1",
            "AWS::AccountId", "000000000000",
            "AWS::Partition", "aws",
            "AWS::URLSuffix", "amazonaws.com");

    private final Synthesised stack;
    private final MemoryAws aws;
    private MemoryAwsEndpoint endpoint;
    private final Map<String, String> urls = new HashMap<>();

    Deployed(Synthesised stack) throws IOException {
        this.stack = stack;
        aws = MemoryAws.open(MemoryAws.Options.forgetful(Instant::now));
        endpoint = MemoryAwsEndpoint.start(aws, 0);
        for (var entry : resources("AWS::SQS::Queue").entrySet()) {
            makeQueue(entry.getKey(), entry.getValue().path("Properties"));
        }
        for (var entry : resources("AWS::DynamoDB::GlobalTable").entrySet()) {
            makeTable(entry.getKey(), entry.getValue().path("Properties"));
        }
        for (var group : resources("AWS::Scheduler::ScheduleGroup").values()) {
            aws.scheduler()
                    .createScheduleGroup(
                            make -> make.name(text(group.path("Properties").path("Name"))));
        }
    }

    MemoryAws aws() {
        return aws;
    }

    URI endpoint() {
        return endpoint.uri();
    }

    /** Does something while nothing of AWS answers. */
    void cutOff(Runnable meanwhile) throws IOException {
        int port = endpoint.uri().getPort();
        endpoint.close();
        meanwhile.run();
        endpoint = MemoryAwsEndpoint.start(aws, port);
    }

    /** Returns where a template's functions are, by the names by which logs know them; what the CDK itself adds has none. */
    static Map<String, String> functions(Synthesised stack) {
        var names = new LinkedHashMap<String, String>();
        stack.template().path("Resources").properties().forEach(resource -> {
            var name = resource.getValue().at("/Properties/FunctionName").asText();
            if (resource.getValue().path("Type").asText().equals("AWS::Lambda::Function") && !name.isEmpty()) {
                names.put(name.substring(stack.stackName().length() + 1), resource.getKey());
            }
        });
        return names;
    }

    /** Returns a function as the template deploys it. */
    Packaged function(String name) throws IOException {
        var properties = resource(functions(stack).getOrDefault(name, "")).path("Properties");
        return new Packaged(
                name,
                properties.path("Handler").asText(),
                archive(properties.at("/Code/S3Key").asText()),
                environment(name),
                Duration.ofSeconds(properties.path("Timeout").asLong()));
    }

    /** Returns the archive that the template's asset stands for: what is in the asset names the module. */
    private Path archive(String asset) throws IOException {
        var module = Files.readString(stack.file().resolveSibling("asset." + asset));
        return Scene.ROOT.resolve("functions").resolve(module).resolve("target/lambda.jar");
    }

    /** Returns a function's variables. */
    Map<String, String> environment(String name) {
        return stack
                .template()
                .path("Resources")
                .path(functions(stack).get(name))
                .at("/Properties/Environment/Variables")
                .properties()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, variable -> text(variable.getValue())));
    }

    private Map<String, JsonNode> resources(String type) {
        return stack.template().path("Resources").properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(type))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void makeQueue(String id, JsonNode properties) {
        var name = text(properties.path("QueueName"));
        urls.put(id, aws.sqs().createQueue(make -> make.queueName(name)).queueUrl());
        if (properties.has("VisibilityTimeout")) {
            var seconds = properties.path("VisibilityTimeout").asText();
            aws.sqs()
                    .setQueueAttributes(set -> set.queueUrl(urls.get(id))
                            .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, seconds)));
        }
    }

    /** A template describes a table in the words of the API that makes one, and leaves the name to AWS. */
    private void makeTable(String name, JsonNode properties) throws IOException {
        ObjectNode request = properties.deepCopy();
        request.put("TableName", name);
        request.retain("TableName", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode");
        try (var http = HttpClient.newHttpClient()) {
            var made = http.send(
                    HttpRequest.newBuilder(endpoint.uri())
                            .header("X-Amz-Target", "DynamoDB_20120810.CreateTable")
                            .POST(BodyPublishers.ofString(request.toString()))
                            .build(),
                    BodyHandlers.ofString());
            if (made.statusCode() != 200) {
                throw new IllegalStateException("the table cannot be made: " + made.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String text(JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        var function = value.properties().iterator().next();
        var argument = function.getValue();
        return switch (function.getKey()) {
            case "Ref" -> reference(argument.asText());
            case "Fn::GetAtt" ->
                attribute(argument.path(0).asText(), argument.path(1).asText());
            case "Fn::Join" ->
                StreamSupport.stream(argument.path(1).spliterator(), false)
                        .map(this::text)
                        .collect(Collectors.joining(argument.path(0).asText()));
            default -> throw new IllegalArgumentException("cannot be resolved: " + value);
        };
    }

    private String reference(String id) {
        var pseudo = PSEUDO.get(id);
        if (pseudo != null) {
            return pseudo;
        }
        var resource = resource(id);
        return switch (resource.path("Type").asText()) {
            case "AWS::SQS::Queue" -> Objects.requireNonNull(urls.get(id), id);
            case "AWS::DynamoDB::GlobalTable" -> id;
            case "AWS::Scheduler::ScheduleGroup", "AWS::SES::ConfigurationSet" -> text(resource.at("/Properties/Name"));
            case "AWS::SMSVOICE::ConfigurationSet" -> text(resource.at("/Properties/ConfigurationSetName"));
            case "AWS::SNS::Topic" ->
                "arn:aws:sns:us-east-1:000000000000:" + text(resource.at("/Properties/TopicName"));
            case "AWS::S3::Bucket", "AWS::ApiGatewayV2::Api" -> id.toLowerCase(java.util.Locale.ROOT);
            default -> throw new IllegalArgumentException("nothing stands for " + id + ": " + resource.path("Type"));
        };
    }

    private String attribute(String id, String attribute) {
        var resource = resource(id);
        return switch (resource.path("Type").asText() + "." + attribute) {
            case "AWS::SQS::Queue.Arn" -> MemorySqs.arn(text(resource.at("/Properties/QueueName")));
            case "AWS::IAM::Role.Arn" -> "arn:aws:iam::000000000000:role/" + id;
            default -> throw new IllegalArgumentException("nothing stands for " + id + "." + attribute);
        };
    }

    private JsonNode resource(String id) {
        var resource = stack.template().path("Resources").path(id);
        if (resource.isMissingNode()) {
            throw new IllegalArgumentException("the template has no " + id);
        }
        return resource;
    }

    @Override
    public void close() {
        endpoint.close();
        aws.close();
    }
}
