package io.muster.memory.scheduler;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

/** The errors of EventBridge Scheduler, in the service's words. */
final class Refusals {
    private Refusals() {}

    static SchedulerException invalid(String message) {
        return error(ValidationException.builder(), "ValidationException", 400, message);
    }

    static SchedulerException constraint(@Nullable Object value, String member, String constraint) {
        var shown = value == null ? "null" : "'" + value + "'";
        return invalid("1 validation error detected: Value " + shown + " at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }

    static SchedulerException conflict(String message) {
        return error(ConflictException.builder(), "ConflictException", 409, message);
    }

    static SchedulerException notFound(String what, String name) {
        return error(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                404,
                what + " " + name + " does not exist.");
    }

    private static SchedulerException error(
            SchedulerException.Builder builder, String code, int status, String message) {
        return (SchedulerException) builder.message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Scheduler")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .statusCode(status)
                .requestId("memory")
                .build();
    }
}
