package io.muster.aws.api;

import io.muster.aws.settings.SettingsStore.SettingChanged;
import io.muster.aws.shell.Contended;
import io.muster.aws.store.BidCardStore.CardChanged;
import io.muster.aws.store.SuppressionStore.NotSuppressed;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Which problem an exception is, by its type and status alone: messages are for the log. */
final class Failures {

    private Failures() {}

    static Problem problem(RuntimeException failure) {
        return switch (failure) {
            case ProblemException refusal -> refusal.problem();
            case Contended _ -> Problem.unavailable(Problem.Category.DATABASE, 1);
            case CardChanged _ ->
                Problem.conflict("changed_meanwhile", "Somebody else changed the bid card meanwhile; read it again.");
            case NotSuppressed _ -> Problem.unavailable(Problem.Category.DATABASE, 1);
            case SettingChanged _ ->
                Problem.conflict("changed_meanwhile", "Somebody else changed the setting meanwhile; read it again.");
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
                Problem.unavailable(Problem.Category.TIMEOUT, 10);
            case DynamoDbException database when passing(database) -> Problem.unavailable(Problem.Category.DATABASE, 1);
            case AwsServiceException service
            when service.isThrottlingException() -> Problem.unavailable(Problem.Category.RATE_LIMIT, 60);
            case AwsServiceException service
            when service.statusCode() >= 500 -> Problem.unavailable(Problem.Category.API, 5);
            case SdkClientException _ -> Problem.unavailable(Problem.Category.DATABASE, 1);
            default -> Problem.unexpected();
        };
    }

    private static boolean passing(DynamoDbException failure) {
        return switch (failure) {
            case ProvisionedThroughputExceededException _,
                    RequestLimitExceededException _,
                    TransactionConflictException _,
                    InternalServerErrorException _ -> true;
            default -> failure.isThrottlingException() || failure.statusCode() >= 500;
        };
    }
}
