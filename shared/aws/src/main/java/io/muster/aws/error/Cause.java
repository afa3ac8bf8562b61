package io.muster.aws.error;

import io.muster.domain.error.Category;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * What an exception means, by its type, its status and AWS's error code; its message is for nobody but the log.
 *
 * <pre>
 * exception                                                        category     code
 * ours, which say it themselves ({@link Categorized})
 *   others wrote the same meanwhile ({@link Contention})           DATABASE     contended
 *   a queue took only a part of what was emitted                   API          emission_failed
 *   a body that its queue is not for ({@link Malformed})           VALIDATION   malformed_message
 *   a message on another's queue                                   INTEGRATION  misdelivered
 *   an environment without what it needs                           INTEGRATION  installation_incomplete
 *   a text to a number of no workspace                             INTEGRATION  unknown_number
 *   a file that is not there                                       INTEGRATION  resource_missing
 *   a sealed text that was changed, or is another's                INTEGRATION  seal_broken
 * DynamoDB
 *   throughput, request limit, throttling                          DATABASE     database_throttled
 *   transaction conflict, in progress, cancelled; condition        DATABASE     database_conflict
 *   internal error, any 5xx                                        DATABASE     database_unavailable
 * any service of AWS
 *   throttling, 429                                                RATE_LIMIT   throttled
 *   access denied and its like, 401, 403                           PERMISSION   access_denied
 *   resource or queue not found, 404                               INTEGRATION  resource_missing
 *   408, 504                                                       TIMEOUT      timed_out
 *   any other 5xx                                                  API          service_unavailable
 *   any other 4xx                                                  VALIDATION   rejected
 * SDK without an answer
 *   call or attempt timed out, socket timeout                      TIMEOUT      timed_out
 *   connection refused, unknown host, anything else                DATABASE     unreachable
 * everything else                                                  UNKNOWN      unexpected
 * </pre>
 *
 * @param code stable word for programs and counters, lower case
 * @param retryAfter how long whoever refused wants to be left alone; absent when it does not say
 */
public record Cause(
        Category category, String code, @Nullable Duration retryAfter) {

    private static final int LONGEST_CHAIN = 16;

    /** Why a transaction is cancelled that would be cancelled again. */
    private static final Set<String> NEVER_PASSES = Set.of("ValidationError", "ItemCollectionSizeLimitExceeded");

    /** AWS's error codes that several of its services share, where the status is a plain 400. */
    private static final Map<String, Cause> BY_ERROR_CODE = Map.ofEntries(
            Map.entry("AccessDeniedException", of(Category.PERMISSION, "access_denied")),
            Map.entry("AccessDenied", of(Category.PERMISSION, "access_denied")),
            Map.entry("UnrecognizedClientException", of(Category.PERMISSION, "access_denied")),
            Map.entry("InvalidClientTokenId", of(Category.PERMISSION, "access_denied")),
            Map.entry("InvalidSignatureException", of(Category.PERMISSION, "access_denied")),
            Map.entry("IncompleteSignatureException", of(Category.PERMISSION, "access_denied")),
            Map.entry("MissingAuthenticationTokenException", of(Category.PERMISSION, "access_denied")),
            Map.entry("ExpiredTokenException", of(Category.PERMISSION, "access_denied")),
            Map.entry("KMSAccessDeniedException", of(Category.PERMISSION, "access_denied")),
            Map.entry("ResourceNotFoundException", of(Category.INTEGRATION, "resource_missing")),
            Map.entry("AWS.SimpleQueueService.NonExistentQueue", of(Category.INTEGRATION, "resource_missing")),
            Map.entry("QueueDoesNotExist", of(Category.INTEGRATION, "resource_missing")));

    /** Returns a cause that says nothing about when to come back. */
    public static Cause of(Category category, String code) {
        return new Cause(category, code, null);
    }

    /** Returns what an exception means. */
    public static Cause of(Throwable failure) {
        return switch (failure) {
            case Categorized ours -> of(ours.category(), ours.code());
            case DynamoDbException database -> ofDatabase(database);
            case AwsServiceException service -> ofService(service);
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> of(Category.TIMEOUT, "timed_out");
            case SdkClientException unanswered ->
                chained(unanswered, InterruptedIOException.class).isPresent()
                        ? of(Category.TIMEOUT, "timed_out")
                        : of(Category.DATABASE, "unreachable");
            default -> of(Category.UNKNOWN, "unexpected");
        };
    }

    /** Returns whether a call certainly went nowhere, since nobody was there to take it. */
    public static boolean neverArrived(Throwable failure) {
        return chained(failure, ConnectException.class).isPresent()
                || chained(failure, UnknownHostException.class).isPresent()
                || chained(failure, NoRouteToHostException.class).isPresent();
    }

    private static Cause ofDatabase(DynamoDbException failure) {
        return switch (failure) {
            case ProvisionedThroughputExceededException _, RequestLimitExceededException _ ->
                of(Category.DATABASE, "database_throttled");
            case TransactionConflictException _, TransactionInProgressException _, ConditionalCheckFailedException _ ->
                of(Category.DATABASE, "database_conflict");
            case TransactionCanceledException cancelled ->
                cancelled.cancellationReasons().stream().anyMatch(reason -> NEVER_PASSES.contains(reason.code()))
                        ? of(Category.VALIDATION, "rejected")
                        : of(Category.DATABASE, "database_conflict");
            case InternalServerErrorException _ -> of(Category.DATABASE, "database_unavailable");
            default -> {
                if (failure.isThrottlingException()) {
                    yield of(Category.DATABASE, "database_throttled");
                }
                yield failure.statusCode() >= 500 ? of(Category.DATABASE, "database_unavailable") : ofService(failure);
            }
        };
    }

    private static Cause ofService(AwsServiceException failure) {
        if (failure.isThrottlingException() || failure.statusCode() == 429) {
            return new Cause(Category.RATE_LIMIT, "throttled", asked(failure));
        }
        var known = failure.awsErrorDetails() == null
                ? null
                : BY_ERROR_CODE.get(failure.awsErrorDetails().errorCode());
        return known == null ? ofStatus(failure.statusCode()) : known;
    }

    private static Cause ofStatus(int status) {
        var category = Category.ofStatus(status);
        return switch (category) {
            case PERMISSION -> of(category, "access_denied");
            case INTEGRATION -> of(category, "resource_missing");
            case TIMEOUT -> of(category, "timed_out");
            case RATE_LIMIT -> of(category, "throttled");
            case API -> of(category, "service_unavailable");
            case VALIDATION -> of(category, "rejected");
            case DATABASE -> of(Category.API, "service_conflict");
            case UNKNOWN -> of(category, "unexpected");
        };
    }

    /** What a Retry-After header says in seconds; as a date nobody we call says it. */
    private static @Nullable Duration asked(AwsServiceException failure) {
        var details = failure.awsErrorDetails();
        if (details == null || details.sdkHttpResponse() == null) {
            return null;
        }
        return details.sdkHttpResponse()
                .firstMatchingHeader("Retry-After")
                .flatMap(Cause::seconds)
                .orElse(null);
    }

    /** Returns what a Retry-After header asks for, where it is a plausible number of seconds. */
    public static Optional<Duration> seconds(String header) {
        var text = header.strip();
        return text.matches("[0-9]{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static <E extends Throwable> Optional<E> chained(Throwable failure, Class<E> type) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < LONGEST_CHAIN; depth++, at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }
}
