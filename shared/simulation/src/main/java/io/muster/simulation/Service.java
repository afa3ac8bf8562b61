package io.muster.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.SocketTimeoutException;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.PinpointSmsVoiceV2Exception;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The services that functions call, and how each says that something is wrong. */
enum Service {
    TABLE(DynamoDbException::builder),
    QUEUE(SqsException::builder),
    TIMER(SchedulerException::builder),
    MAIL(SesV2Exception::builder),
    TEXT(PinpointSmsVoiceV2Exception::builder),
    FILE(S3Exception::builder);

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
    private final java.util.function.Supplier<AwsServiceException.Builder> exception;

    Service(java.util.function.Supplier<AwsServiceException.Builder> exception) {
        this.exception = exception;
    }

    /** Returns whether a message that it accepts cannot be called back. */
    boolean provider() {
        return this == MAIL || this == TEXT;
    }

    /** Returns what the SDK throws for an answer that is an error. */
    AwsServiceException answer(int status, String code) {
        return exception
                .get()
                .statusCode(status)
                .message(code)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(code)
                        .serviceName(name())
                        .build())
                .build();
    }

    /** Returns what the SDK throws when no answer came in time. */
    static SdkClientException silence() {
        return SdkClientException.create("no answer", new SocketTimeoutException("no answer"));
    }

    /** Returns what carries out a call on an object that implements the SDK's interface. */
    static Function<Call, Object> on(Object target) {
        return call -> invoke(target, call.method(), call.request());
    }

    private static Object invoke(Object target, Method method, Object request) {
        try {
            return method.invoke(target, request);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One call as it goes over the wire.
     *
     * @param method of the SDK's interface
     */
    record Call(Service service, Method method, Object request) {

        String operation() {
            return method.getName();
        }

        Call with(Object other) {
            return new Call(service, method, other);
        }
    }
}
