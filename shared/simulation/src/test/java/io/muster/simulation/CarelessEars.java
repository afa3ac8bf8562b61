package io.muster.simulation;

import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Mistakes in what is made of an answer: what goes wrong, and is taken for something else. */
final class CarelessEars {

    private CarelessEars() {}

    /** A call that goes wrong is taken for one that went right. */
    static Careless swallowed(Predicate<Service.Call> which, Class<? extends RuntimeException> failure, Object answer) {
        return (call, wire) -> {
            try {
                return wire.apply(call);
            } catch (RuntimeException wrong) {
                if (which.test(call) && failure.isInstance(wrong)) {
                    return answer;
                }
                throw wrong;
            }
        };
    }

    /** A call is not made, and taken for one that went right. */
    static Careless omitted(Predicate<Service.Call> which, Object answer) {
        return (call, wire) -> which.test(call) ? answer : wire.apply(call);
    }

    /** A file is removed as soon as it is read. */
    static Careless removing() {
        return (call, wire) -> {
            var answer = wire.apply(call);
            if (call.request() instanceof GetObjectRequest get) {
                Object _ = wire.apply(call.with(DeleteObjectRequest.builder()
                        .bucket(get.bucket())
                        .key(get.key())
                        .build()));
            }
            return answer;
        };
    }

    /** A provider that does not answer is asked again at once. */
    static Careless insistent() {
        return (call, wire) -> {
            try {
                return wire.apply(call);
            } catch (SdkClientException silence) {
                if (call.service().provider()) {
                    return wire.apply(call);
                }
                throw silence;
            }
        };
    }

    /** A provider that does not answer is taken for one that refuses with this status. */
    static Careless silenceAs(int status) {
        return (call, wire) -> {
            try {
                return wire.apply(call);
            } catch (SdkClientException silence) {
                throw call.service().provider() ? call.service().answer(status, "Refused") : silence;
            }
        };
    }

    /** A provider's yes is taken for a refusal with this status. */
    static Careless acceptanceAs(int status) {
        return (call, wire) -> {
            var answer = wire.apply(call);
            if (call.service().provider()) {
                throw call.service().answer(status, "Refused");
            }
            return answer;
        };
    }
}
