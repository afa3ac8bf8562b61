package io.muster.memory.sqs;

import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What the three batch operations have in common: ids that are valid and distinct, at most ten entries, errors per entry. */
final class Batches {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private Batches() {}

    static <T> void check(List<T> entries, Function<T, @Nullable String> id, String entryType) {
        if (entries.isEmpty()) {
            throw Errors.emptyBatch(entryType);
        }
        if (entries.size() > 10) {
            throw Errors.tooManyEntries(entries.size());
        }
        var seen = new HashSet<String>();
        for (var entry : entries) {
            var one = id.apply(entry);
            if (one == null || !ID.matcher(one).matches()) {
                throw Errors.invalidEntryId();
            }
            if (!seen.add(one)) {
                throw Errors.repeatedEntryId(one);
            }
        }
    }

    static BatchResultErrorEntry failed(String id, SqsException cause) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(cause.awsErrorDetails().errorCode())
                .message(cause.awsErrorDetails().errorMessage())
                .senderFault(true)
                .build();
    }
}
