package io.muster.functions.strategy.contacts;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Platform;
import io.muster.aws.file.FileStore;
import io.muster.aws.file.ImportTrigger;
import io.muster.aws.file.S3Files;
import io.muster.aws.lambda.BatchLoop;
import io.muster.aws.lambda.Log;

/** Imports files that were uploaded, as S3 tells of them, and goes on with those that take longer than one call. */
public final class ImportHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final BatchLoop loop;
    private final UploadedImport work;

    public ImportHandler() {
        this(Platform.fromEnvironment());
    }

    private ImportHandler(Platform platform) {
        this(platform, S3Files.of(platform.installation()));
    }

    public ImportHandler(Platform platform, FileStore files) {
        var log = Log.of("import");
        this.loop = new BatchLoop(log, platform);
        this.work = new UploadedImport(platform, files, log);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return loop.records(
                event,
                record -> ImportTrigger.read(record.getBody())
                        .forEach(trigger -> work.goOn(trigger, context::getRemainingTimeInMillis)));
    }
}
