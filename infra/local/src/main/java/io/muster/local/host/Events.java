package io.muster.local.host;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Makes typed events as the Lambda runtime does: the event source's JSON, read by the runtime's own serializers. So
 * whatever a handler sees here it sees on AWS.
 */
public final class Events {

    private static final PojoSerializer<SQSEvent> SQS = serializer(SQSEvent.class);
    private static final PojoSerializer<APIGatewayV2HTTPEvent> HTTP = serializer(APIGatewayV2HTTPEvent.class);
    private static final PojoSerializer<ScheduledEvent> SCHEDULED = serializer(ScheduledEvent.class);

    private Events() {}

    /** Returns the event of a batch of messages. */
    public static SQSEvent sqs(String queueArn, List<Message> messages) {
        return SQS.fromJson(sqsJson(queueArn, messages));
    }

    /** Returns the event of a request in payload format 2.0. */
    public static APIGatewayV2HTTPEvent http(String json) {
        return HTTP.fromJson(json);
    }

    /** Returns the event of a schedule that targets a function. */
    public static ScheduledEvent scheduled(String json) {
        return SCHEDULED.fromJson(json);
    }

    static String sqsJson(String queueArn, List<Message> messages) {
        var event = JsonNodeFactory.instance.objectNode();
        var records = event.putArray("Records");
        for (var message : messages) {
            var entry = records.addObject();
            entry.put("messageId", message.messageId());
            entry.put("receiptHandle", message.receiptHandle());
            entry.put("body", message.body());
            new TreeMap<>(message.attributesAsStrings()).forEach(entry.putObject("attributes")::put);
            putAttributes(entry.putObject("messageAttributes"), message.messageAttributes());
            entry.put("md5OfBody", message.md5OfBody());
            entry.put("eventSource", "aws:sqs");
            entry.put("eventSourceARN", queueArn);
            entry.put("awsRegion", "us-east-1");
        }
        return event.toString();
    }

    /** Returns what a schedule without an input of its own gives to its function. */
    public static String scheduledJson(String scheduleArn, Instant at) {
        var event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0");
        event.put("id", scheduleArn + "/" + at);
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.scheduler");
        event.put("account", "000000000000");
        event.put("time", at.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", "us-east-1");
        event.putArray("resources").add(scheduleArn);
        event.putObject("detail");
        return event.toString();
    }

    private static void putAttributes(ObjectNode target, Map<String, MessageAttributeValue> attributes) {
        new TreeMap<>(attributes).forEach((name, value) -> {
            var entry = target.putObject(name);
            entry.put("stringValue", value.stringValue());
            entry.putArray("stringListValues");
            entry.putArray("binaryListValues");
            entry.put("dataType", value.dataType());
        });
    }

    private static <T> PojoSerializer<T> serializer(Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, Events.class.getClassLoader());
    }
}
