package io.muster.simulation;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;

/** Makes what Lambda gives to handlers, without the JSON in between, which the embedded stack's tests cover. */
final class Events {

    private Events() {}

    /** Returns the event of a batch of messages. */
    static SQSEvent sqs(String queueArn, List<Message> messages) {
        var event = new SQSEvent();
        event.setRecords(
                messages.stream().map(message -> record(queueArn, message)).toList());
        return event;
    }

    private static SQSEvent.SQSMessage record(String queueArn, Message message) {
        var record = new SQSEvent.SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setAttributes(message.attributesAsStrings());
        var attributes = new HashMap<String, SQSEvent.MessageAttribute>();
        message.messageAttributes().forEach((name, value) -> {
            var attribute = new SQSEvent.MessageAttribute();
            attribute.setDataType(value.dataType());
            attribute.setStringValue(value.stringValue());
            attributes.put(name, attribute);
        });
        record.setMessageAttributes(attributes);
        record.setEventSource("aws:sqs");
        record.setEventSourceArn(queueArn);
        record.setAwsRegion("us-east-1");
        return record;
    }

    /** Returns the event of a request whose token the gateway has verified. */
    static APIGatewayV2HTTPEvent http(Request request) {
        var jwt = APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT
                .builder()
                .withClaims(
                        Map.of("workspace", request.workspace(), "sub", "simulation", "scope", "read operate admin"))
                .build();
        var context = APIGatewayV2HTTPEvent.RequestContext.builder()
                .withRequestId(request.key())
                .withAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                        .withJwt(jwt)
                        .build())
                .build();
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(request.route())
                .withRawPath(request.route())
                .withPathParameters(request.path())
                .withHeaders(Map.of("content-type", "application/json", "idempotency-key", request.key()))
                .withRequestContext(context)
                .withBody(request.body())
                .withIsBase64Encoded(false)
                .build();
    }
}
