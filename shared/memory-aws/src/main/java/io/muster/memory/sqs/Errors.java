package io.muster.memory.sqs;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** The errors of SQS, each with the class, the code and the words under which the service's clients know it. */
final class Errors {
    private static final String PREFIX = "AWS.SimpleQueueService.";

    private Errors() {}

    static SqsException noSuchQueue() {
        return error(
                QueueDoesNotExistException.builder(),
                PREFIX + "NonExistentQueue",
                "The specified queue does not exist.");
    }

    static SqsException queueExists(String attribute) {
        return error(
                QueueNameExistsException.builder(),
                "QueueAlreadyExists",
                "A queue already exists with the same name and a different value for attribute " + attribute);
    }

    static SqsException invalidHandle(String handle) {
        return error(
                ReceiptHandleIsInvalidException.builder(),
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    static SqsException notInFlight() {
        return error(
                MessageNotInflightException.builder(), PREFIX + "MessageNotInflight", "The message is not in flight.");
    }

    static SqsException emptyBatch(String entryType) {
        return error(
                EmptyBatchRequestException.builder(),
                PREFIX + "EmptyBatchRequest",
                "There should be at least one " + entryType + " in the request.");
    }

    static SqsException tooManyEntries(int entries) {
        return error(
                TooManyEntriesInBatchRequestException.builder(),
                PREFIX + "TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent " + entries + ".");
    }

    static SqsException repeatedEntryId(String id) {
        return error(
                BatchEntryIdsNotDistinctException.builder(),
                PREFIX + "BatchEntryIdsNotDistinct",
                "Id " + id + " repeated.");
    }

    static SqsException invalidEntryId() {
        return error(
                InvalidBatchEntryIdException.builder(),
                PREFIX + "InvalidBatchEntryId",
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most"
                        + " 80 letters long.");
    }

    static SqsException batchTooLong(int bytes) {
        return error(
                BatchRequestTooLongException.builder(),
                PREFIX + "BatchRequestTooLong",
                "Batch requests cannot be longer than " + MessageRules.LARGEST + " bytes. You have sent " + bytes
                        + " bytes.");
    }

    static SqsException purgeInProgress(String queue) {
        return error(
                PurgeQueueInProgressException.builder(),
                PREFIX + "PurgeQueueInProgress",
                "Only one PurgeQueue operation on " + queue + " is allowed every 60 seconds.");
    }

    static SqsException tooManyInFlight() {
        return error(
                OverLimitException.builder(),
                "OverLimit",
                "The maximum number of in flight messages (" + Queue.MOST_IN_FLIGHT + ") has been reached.");
    }

    static SqsException unknownAttribute(String name) {
        return error(
                InvalidAttributeNameException.builder(), "InvalidAttributeName", "Unknown Attribute " + name + ".");
    }

    static SqsException invalidAttribute(String name) {
        return error(
                InvalidAttributeValueException.builder(),
                "InvalidAttributeValue",
                "Invalid value for the parameter " + name + ".");
    }

    static SqsException invalidContents() {
        return error(
                InvalidMessageContentsException.builder(),
                "InvalidMessageContents",
                "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to"
                        + " #xFFFD | #x10000 to #x10FFFF");
    }

    static SqsException noSuchResource(String message) {
        return error(ResourceNotFoundException.builder(), "ResourceNotFoundException", message);
    }

    static SqsException missing(String parameter) {
        return error(
                SqsException.builder(),
                "MissingParameter",
                "The request must contain the parameter " + parameter + ".");
    }

    static SqsException invalid(@Nullable Object value, String parameter, String reason) {
        return invalid("Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    static SqsException invalid(String message) {
        return error(SqsException.builder(), "InvalidParameterValue", message);
    }

    static SqsException unsupported(String message) {
        return error(
                software.amazon.awssdk.services.sqs.model.UnsupportedOperationException.builder(),
                PREFIX + "UnsupportedOperation",
                message);
    }

    private static SqsException error(SqsException.Builder builder, String code, String message) {
        return (SqsException) builder.message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sqs")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .statusCode(400)
                .requestId("memory")
                .build();
    }
}
