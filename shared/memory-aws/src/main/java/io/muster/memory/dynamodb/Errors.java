package io.muster.memory.dynamodb;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** The service's refusals as the SDK throws them: class, code, status and text. */
final class Errors {

    static final String INVALID = "One or more parameter values were invalid: ";

    private static final String SERVICE = "DynamoDb";

    private Errors() {}

    static DynamoDbException validation(String message) {
        return (DynamoDbException) DynamoDbException.builder()
                .message(message)
                .awsErrorDetails(details("ValidationException", message))
                .statusCode(400)
                .build();
    }

    static DynamoDbException invalid(String message) {
        return validation(INVALID + message);
    }

    static ResourceNotFoundException notFound() {
        return notFound("Requested resource not found");
    }

    static ResourceNotFoundException tableNotFound(String table) {
        return notFound("Requested resource not found: Table: " + table + " not found");
    }

    private static ResourceNotFoundException notFound(String message) {
        return ResourceNotFoundException.builder()
                .message(message)
                .awsErrorDetails(details("ResourceNotFoundException", message))
                .statusCode(400)
                .build();
    }

    static ResourceInUseException exists(String table) {
        var message = "Table already exists: " + table;
        return ResourceInUseException.builder()
                .message(message)
                .awsErrorDetails(details("ResourceInUseException", message))
                .statusCode(400)
                .build();
    }

    /** An expected outcome rather than a mistake, so it carries no stack trace. */
    static ConditionalCheckFailedException conditionFailed(@Nullable Map<String, AttributeValue> item) {
        var message = "The conditional request failed";
        return ConditionalCheckFailedException.builder()
                .item(item)
                .message(message)
                .awsErrorDetails(details("ConditionalCheckFailedException", message))
                .statusCode(400)
                .writableStackTrace(false)
                .build();
    }

    /** An expected outcome rather than a mistake, so it carries no stack trace. */
    static TransactionCanceledException canceled(List<CancellationReason> reasons) {
        var codes = reasons.stream().map(CancellationReason::code).toList();
        var message = "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes;
        return TransactionCanceledException.builder()
                .cancellationReasons(reasons)
                .message(message)
                .awsErrorDetails(details("TransactionCanceledException", message))
                .statusCode(400)
                .writableStackTrace(false)
                .build();
    }

    static TransactionConflictException conflict() {
        var message = "Transaction is ongoing for the item";
        return TransactionConflictException.builder()
                .message(message)
                .awsErrorDetails(details("TransactionConflictException", message))
                .statusCode(400)
                .build();
    }

    static IdempotentParameterMismatchException mismatch() {
        var message = "The client request token was used before with other parameters";
        return IdempotentParameterMismatchException.builder()
                .message(message)
                .awsErrorDetails(details("IdempotentParameterMismatchException", message))
                .statusCode(400)
                .build();
    }

    /** Names what memory-aws leaves out, so that nobody searches for the reason. */
    static UnsupportedOperationException uncovered(String what) {
        return new UnsupportedOperationException("DynamoDB in memory does not cover " + what
                + ": Muster does not use it; add it here before relying on it");
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder()
                .serviceName(SERVICE)
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
