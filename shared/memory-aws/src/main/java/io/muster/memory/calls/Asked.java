package io.muster.memory.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * What IAM checks for a request: a transaction is allowed by the actions of its parts, a batch of messages by that of one
 * message, and who sets a timer hands a role on.
 */
record Asked(String action, String resource) {

    /** How the parts of an installation begin their names. */
    private static final String PREFIX = "muster-";

    /** How the table of the keys ends its name. */
    private static final String KEYS = "-keys";

    static List<Asked> by(String service, String operation, SdkRequest request) {
        return switch (service) {
            case "dynamodb" -> ofTable(operation, request);
            case "sqs" -> List.of(new Asked("sqs:" + ofOne(action(operation)), queue(request)));
            case "scheduler" -> ofTimers(operation, request);
            case "ses" -> ofMail(operation, request);
            case "s3" -> ofFiles(operation, request);
            default -> List.of(new Asked(service + ":" + action(operation), service));
        };
    }

    private static List<Asked> ofTable(String operation, SdkRequest request) {
        return switch (request) {
            case TransactWriteItemsRequest write ->
                write.transactItems().stream().flatMap(Asked::ofPart).distinct().toList();
            case TransactGetItemsRequest _ -> List.of(new Asked("dynamodb:GetItem", "table"));
            case BatchGetItemRequest get ->
                get.requestItems().keySet().stream()
                        .map(table -> new Asked("dynamodb:BatchGetItem", table(table)))
                        .distinct()
                        .toList();
            case QueryRequest query
            when query.indexName() != null -> List.of(new Asked("dynamodb:Query", "table/index/" + query.indexName()));
            default ->
                List.of(new Asked(
                        "dynamodb:" + action(operation),
                        table(request.getValueForField("TableName", String.class)
                                .orElse(""))));
        };
    }

    private static Stream<Asked> ofPart(TransactWriteItem part) {
        return Stream.of(
                        Optional.ofNullable(part.put()).map(put -> asked("PutItem", put.tableName())),
                        Optional.ofNullable(part.update()).map(update -> asked("UpdateItem", update.tableName())),
                        Optional.ofNullable(part.delete()).map(delete -> asked("DeleteItem", delete.tableName())),
                        Optional.ofNullable(part.conditionCheck())
                                .map(check -> asked("ConditionCheckItem", check.tableName())))
                .flatMap(Optional::stream);
    }

    private static Asked asked(String action, String table) {
        return new Asked("dynamodb:" + action, table(table));
    }

    /** There are two tables: that of the keys, and the one. */
    private static String table(String name) {
        return name.endsWith(KEYS) ? "keys" : "table";
    }

    private static String queue(SdkRequest request) {
        return request.getValueForField("QueueUrl", String.class)
                .or(() -> request.getValueForField("QueueName", String.class))
                .map(url -> "queue/" + named(url.substring(url.lastIndexOf('/') + 1)))
                .orElse("any");
    }

    private static List<Asked> ofTimers(String operation, SdkRequest request) {
        var asked = new ArrayList<>(List.of(new Asked("scheduler:" + action(operation), "schedule")));
        request.getValueForField("Target", Target.class)
                .map(Target::roleArn)
                .map(arn -> "role/" + named(arn.substring(arn.lastIndexOf('/') + 1)))
                .ifPresent(role -> asked.add(new Asked("iam:PassRole", role)));
        return asked;
    }

    /**
     * A message goes out in the name of an identity and, where its events are wanted, through a set that collects them; both
     * have to be allowed. SES checks one that comes ready-made as {@code SendRawEmail}, though its operation is another and
     * is what the documentation names.
     */
    private static List<Asked> ofMail(String operation, SdkRequest request) {
        boolean raw = request.toString().contains("Raw=");
        boolean collected =
                request.getValueForField("ConfigurationSetName", String.class).isPresent();
        return Stream.of(action(operation), "SendRawEmail")
                .filter(action -> raw || !action.equals("SendRawEmail"))
                .flatMap(action -> Stream.of("mail/identity", "mail/configuration-set")
                        .filter(resource -> collected || !resource.endsWith("-set"))
                        .map(resource -> new Asked("ses:" + action, resource)))
                .toList();
    }

    /** Files are allowed by the folder that their keys begin with. */
    private static List<Asked> ofFiles(String operation, SdkRequest request) {
        var folder = request.getValueForField("Key", String.class)
                .map(key -> "files/" + key.substring(0, Math.max(0, key.indexOf('/'))))
                .orElse("files");
        return List.of(new Asked("s3:" + action(operation), folder));
    }

    private static String ofOne(String action) {
        return action.endsWith("Batch") ? action.substring(0, action.length() - "Batch".length()) : action;
    }

    private static String named(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    private static String action(String operation) {
        return Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
    }
}
