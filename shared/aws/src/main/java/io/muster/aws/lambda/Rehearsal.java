package io.muster.aws.lambda;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** An HTTP client that calls nobody: every request is answered at once, by one answer that all operations can read. */
final class Rehearsal implements SdkHttpClient {

    /** The message whose MD5 the answer has, which the client of SQS compares. */
    static final String BODY = "rehearsal";

    private static final String ANSWER = """
        {"Item":{"pk":{"S":"W#rehearsal"},"version":{"N":"1"}},"Items":[{"pk":{"S":"W#rehearsal"}}],"Count":1,\
        "Responses":{},"UnprocessedKeys":{},"MessageId":"rehearsal","MD5OfMessageBody":"9b97ef3f4ed236afa175969bd9e22366","ScheduleArn":"rehearsal"}\
        """;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return answer();
            }

            @Override
            public void abort() {}
        };
    }

    private static HttpExecuteResponse answer() {
        var bytes = ANSWER.getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(200)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }

    @Override
    public void close() {}
}
