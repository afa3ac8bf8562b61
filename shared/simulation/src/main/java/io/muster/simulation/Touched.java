package io.muster.simulation;

import io.muster.aws.store.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * What a request reads, demands and writes.
 *
 * @param partition of the table
 */
record Touched(String verb, String partition, String sort, String what) {

    /** Returns the items of the table that a request is about; none for other services. */
    static List<Touched> by(Object request) {
        return switch (request) {
            case GetItemRequest get -> List.of(of("get", get.key(), ""));
            case PutItemRequest put -> List.of(of("put", put.item(), version(put.item())));
            case UpdateItemRequest update -> List.of(of("update", update.key(), update.updateExpression()));
            case DeleteItemRequest delete -> List.of(of("delete", delete.key(), ""));
            case QueryRequest query -> List.of(query(query));
            case BatchGetItemRequest batch ->
                batch.requestItems().values().stream()
                        .flatMap(items -> items.keys().stream())
                        .map(key -> of("get", key, ""))
                        .toList();
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream().map(Touched::write).toList();
            default -> other(request);
        };
    }

    private static List<Touched> other(Object request) {
        var touched = new ArrayList<Touched>();
        switch (request) {
            case SendMessageBatchRequest batch ->
                batch.entries().forEach(entry -> touched.add(new Touched("send", "", "", entry.messageBody())));
            case SendMessageRequest message -> touched.add(new Touched("send", "", "", message.messageBody()));
            case CreateScheduleRequest timer ->
                touched.add(new Touched(
                        "timer", "", timer.scheduleExpression(), timer.target().input()));
            case SendEmailRequest mail ->
                touched.add(new Touched(
                        "mail",
                        "",
                        mail.emailTags().getFirst().value(),
                        String.join(",", mail.destination().toAddresses())));
            case SendTextMessageRequest text ->
                touched.add(new Touched(
                        "text", "", text.context().getOrDefault("touch", ""), text.destinationPhoneNumber()));
            default -> {}
        }
        return touched;
    }

    private static Touched query(QueryRequest query) {
        var partition = query.expressionAttributeValues().get(":p");
        var index = query.indexName();
        return new Touched(
                index == null ? "query" : "query " + index,
                partition == null ? "" : partition.s(),
                query.keyConditionExpression(),
                "");
    }

    private static Touched write(TransactWriteItem write) {
        if (write.put() != null) {
            return of("put", write.put().item(), version(write.put().item()));
        }
        if (write.update() != null) {
            return of("update", write.update().key(), write.update().updateExpression());
        }
        return write.delete() != null
                ? of("delete", write.delete().key(), "")
                : of(
                        "check",
                        write.conditionCheck().key(),
                        write.conditionCheck().conditionExpression());
    }

    private static Touched of(String verb, Map<String, AttributeValue> item, String what) {
        return new Touched(verb, Items.text(item, "pk"), Items.text(item, "sk"), what);
    }

    private static String version(Map<String, AttributeValue> item) {
        var version = item.get("version");
        return version == null || version.n() == null ? "" : "v" + version.n();
    }

    /** Returns whether somebody of a workspace may touch this: its own data, or what belongs to nobody. */
    boolean allowed(String workspace) {
        return !partition.startsWith("W#") || partition.startsWith("W#" + workspace + "#");
    }

    @Override
    public String toString() {
        return (verb + " " + partition + " " + sort + " " + what).strip().replaceAll(" +", " ");
    }
}
