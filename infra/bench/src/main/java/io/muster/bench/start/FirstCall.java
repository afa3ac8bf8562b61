package io.muster.bench.start;

import java.nio.file.Path;
import java.util.List;

/**
 * A function and its first event.
 *
 * @param module whose package it is started from
 * @param answer what a good answer has in it
 */
record FirstCall(String name, String module, String handler, String event, String answer) {

    private static final String FUNCTIONS = "io.muster.functions.";

    /** One of each package, and the bare handler, which lies beside the AWS client of one of them. */
    static final List<FirstCall> ALL = List.of(
            new FirstCall("bare handler", "reporting", BareHandler.class.getName(), "{}", "\"found\":false"),
            request("strategy", "strategy.BidCardsApi", "/bid-cards"),
            message("dispatch", "dispatch.DispatchHandler", "WavePlanned", "\"wave\":1,\"slice\":0"),
            message("check-in", "checkin.CheckInHandler", "CheckInDue", "\"number\":1,\"generation\":0"),
            message("escalation", "escalation.EscalationHandler", "ShortfallFound", "\"version\":1"),
            request("reporting", "reporting.ReadsApi", "/campaigns"));

    private static FirstCall request(String module, String type, String path) {
        var event = """
            {"version":"2.0","routeKey":"GET %1$s","rawPath":"%1$s","rawQueryString":"","headers":{},
             "requestContext":{"authorizer":{"jwt":{"claims":{"sub":"bench","scope":"read","workspace":"bench"},
             "scopes":["read"]}},"http":{"method":"GET","path":"%1$s","protocol":"HTTP/1.1","sourceIp":"127.0.0.1"},
             "requestId":"1","routeKey":"GET %1$s","stage":"$default","timeEpoch":1780322400000},"isBase64Encoded":false}
            """.formatted(path);
        return new FirstCall(module, module, FUNCTIONS + type, event, "\"statusCode\":200");
    }

    private static FirstCall message(String module, String type, String message, String fields) {
        var body = """
            {"type":"%s","id":"c1/1","workspace":"bench","campaignId":"c1","at":"2026-06-01T15:00:00Z",%s}\
            """.formatted(message, fields);
        var event = """
            {"Records":[{"messageId":"1","receiptHandle":"1","body":"%s",
             "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1780326000000"},"messageAttributes":{},
             "md5OfBody":"0","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:000000000000:bench",
             "awsRegion":"us-east-1"}]}
            """.formatted(body.replace("\"", "\\\""));
        return new FirstCall(module, module, FUNCTIONS + type, event, "{\"batchItemFailures\":[]}");
    }

    Path archive() {
        return Path.of("functions", module, "target", "lambda.jar");
    }
}
