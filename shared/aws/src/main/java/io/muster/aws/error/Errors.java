package io.muster.aws.error;

import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.lambda.Log;
import io.muster.aws.metric.Metric;
import io.muster.aws.metric.Metrics;
import io.muster.aws.store.ErrorStore;
import io.muster.aws.store.Table;
import io.muster.domain.error.Category;
import io.muster.domain.error.Severity;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** Counts failures where operators see them. Counting never makes a failure worse: what cannot be counted is logged. */
public final class Errors {

    private final Log log;
    private final ErrorStore store;
    private final Time time;
    private final Metrics metrics;

    public Errors(Log log, Platform platform) {
        this.log = log;
        this.store = new ErrorStore(Table.of(platform));
        this.time = platform.time();
        this.metrics = Metrics.of(platform);
    }

    /** Counts a failure as grave as its category is. */
    public void count(String workspace, Category category, String code) {
        count(workspace, category, category.severity(), code);
    }

    /** Counts a failure. */
    public void count(String workspace, Category category, Severity severity, String code) {
        metrics.count(Metric.ERRORS, Map.of("workspace", workspace, "code", code), category);
        try {
            store.count(workspace, category, severity, code, time.machine());
        } catch (SdkException unreachable) {
            log.failed(Log.Severity.WARN, "error_uncounted", Map.of("category", category, "code", code), unreachable);
        }
    }
}
