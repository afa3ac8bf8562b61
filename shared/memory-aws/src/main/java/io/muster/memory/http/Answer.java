package io.muster.memory.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.memory.wire.SdkJson;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What is sent back: a result, or an error in the form that clients turn into their own exceptions. */
record Answer(int status, JsonNode body, Map<String, String> headers) {

    static Answer of(JsonNode body) {
        return new Answer(200, body, Map.of());
    }

    static Answer error(int status, String type, String message) {
        var body = SdkJson.MAPPER.createObjectNode().put("__type", type).put("message", message);
        return new Answer(status, body, Map.of("x-amzn-ErrorType", type));
    }

    /** Returns the error as its service words it, with whatever else the exception carries. */
    static Answer error(AwsServiceException failure) {
        var details = failure.awsErrorDetails();
        var type = type(failure);
        var body = SdkJson.write(failure);
        body.put("__type", namespace(failure) + type);
        body.put("message", details.errorMessage());
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-amzn-ErrorType", type);
        if (failure instanceof SqsException) {
            headers.put("x-amzn-query-error", details.errorCode() + ";Sender");
        }
        return new Answer(failure.statusCode(), body, headers);
    }

    /** SQS's shapes mostly lack the suffix that the SDK's classes have; unmodelled errors go by their code. */
    private static String type(AwsServiceException failure) {
        var name = failure.getClass().getSimpleName();
        var code = failure.awsErrorDetails().errorCode();
        if (name.equals("SqsException") || name.equals("DynamoDbException") || name.equals("SchedulerException")) {
            return code;
        }
        return failure instanceof SqsException && !name.equals(code)
                ? name.substring(0, name.length() - "Exception".length())
                : name;
    }

    private static String namespace(AwsServiceException failure) {
        if (failure instanceof SqsException) {
            return "com.amazonaws.sqs#";
        }
        return failure.getClass().getPackageName().contains("dynamodb") ? "com.amazonaws.dynamodb.v20120810#" : "";
    }
}
