package io.muster.aws.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.aws.lambda.RetryLater;
import io.muster.domain.error.Category;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class CauseTest {

    private static AwsServiceException answer(AwsServiceException.Builder builder, int status, String code) {
        return builder.statusCode(status)
                .message("dana@example.com was refused for a timeout of the database")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static AwsServiceException database(int status, String code) {
        return answer(DynamoDbException.builder(), status, code);
    }

    private static AwsServiceException queue(int status, String code) {
        return answer(SqsException.builder(), status, code);
    }

    private static RuntimeException cancelled(String code) {
        return TransactionCanceledException.builder()
                .cancellationReasons(CancellationReason.builder().code(code).build())
                .build();
    }

    private static RuntimeException client(Exception cause) {
        return SdkClientException.create("no answer", cause);
    }

    @Test
    void every_row_of_the_table_holds() {
        var rows = List.of(
                Map.entry(ProvisionedThroughputExceededException.builder().build(), "DATABASE database_throttled"),
                Map.entry(RequestLimitExceededException.builder().build(), "DATABASE database_throttled"),
                Map.entry(database(400, "ThrottlingException"), "DATABASE database_throttled"),
                Map.entry(TransactionConflictException.builder().build(), "DATABASE database_conflict"),
                Map.entry(TransactionInProgressException.builder().build(), "DATABASE database_conflict"),
                Map.entry(ConditionalCheckFailedException.builder().build(), "DATABASE database_conflict"),
                Map.entry(cancelled("TransactionConflict"), "DATABASE database_conflict"),
                Map.entry(cancelled("ValidationError"), "VALIDATION rejected"),
                Map.entry(InternalServerErrorException.builder().build(), "DATABASE database_unavailable"),
                Map.entry(database(503, "ServiceUnavailable"), "DATABASE database_unavailable"),
                Map.entry(database(400, "AccessDeniedException"), "PERMISSION access_denied"),
                Map.entry(database(400, "UnrecognizedClientException"), "PERMISSION access_denied"),
                Map.entry(database(400, "ExpiredTokenException"), "PERMISSION access_denied"),
                Map.entry(database(400, "ValidationException"), "VALIDATION rejected"),
                Map.entry(
                        answer(ResourceNotFoundException.builder(), 400, "ResourceNotFoundException"),
                        "INTEGRATION resource_missing"),
                Map.entry(queue(400, "ThrottlingException"), "RATE_LIMIT throttled"),
                Map.entry(queue(429, "TooMany"), "RATE_LIMIT throttled"),
                Map.entry(queue(403, "Whatever"), "PERMISSION access_denied"),
                Map.entry(queue(400, "AWS.SimpleQueueService.NonExistentQueue"), "INTEGRATION resource_missing"),
                Map.entry(queue(404, "Whatever"), "INTEGRATION resource_missing"),
                Map.entry(queue(400, "InvalidMessageContents"), "VALIDATION rejected"),
                Map.entry(queue(409, "Conflict"), "API service_conflict"),
                Map.entry(queue(504, "Whatever"), "TIMEOUT timed_out"),
                Map.entry(queue(500, "InternalFailure"), "API service_unavailable"),
                Map.entry(ApiCallTimeoutException.builder().build(), "TIMEOUT timed_out"),
                Map.entry(ApiCallAttemptTimeoutException.builder().build(), "TIMEOUT timed_out"),
                Map.entry(client(new SocketTimeoutException("no answer")), "TIMEOUT timed_out"),
                Map.entry(client(new ConnectException("refused")), "DATABASE unreachable"),
                Map.entry(new RetryLater("busy"), "DATABASE contended"),
                Map.entry(new UncheckedIOException(new IOException("timeout")), "UNKNOWN unexpected"),
                Map.entry(new IllegalStateException("throttled by the database"), "UNKNOWN unexpected"));
        for (var row : rows) {
            var cause = Cause.of(row.getKey());
            assertEquals(row.getValue(), cause.category() + " " + cause.code(), () -> "of " + row.getKey());
        }
    }

    @Test
    void the_same_exception_means_the_same_whatever_it_says() {
        for (var words : List.of("throttled", "access denied", "timeout", "", "validation")) {
            assertEquals(Cause.of(Category.UNKNOWN, "unexpected"), Cause.of(new IllegalArgumentException(words)));
        }
    }

    @Test
    void a_service_that_says_when_to_come_back_is_heeded() {
        var details = AwsErrorDetails.builder()
                .errorCode("ThrottlingException")
                .sdkHttpResponse(SdkHttpResponse.builder()
                        .statusCode(429)
                        .putHeader("Retry-After", "17")
                        .build())
                .build();
        var throttled =
                SqsException.builder().statusCode(429).awsErrorDetails(details).build();
        assertEquals(new Cause(Category.RATE_LIMIT, "throttled", Duration.ofSeconds(17)), Cause.of(throttled));
        for (var nonsense : List.of("", "soon", "-1", "1e9", "99999999999")) {
            assertEquals(Optional.empty(), Cause.seconds(nonsense));
        }
    }
}
