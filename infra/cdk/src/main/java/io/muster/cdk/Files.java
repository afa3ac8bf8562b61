package io.muster.cdk;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.EventType;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.NotificationKeyFilter;
import software.amazon.awscdk.services.s3.notifications.SqsDestination;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** Where files of contacts are uploaded, each of which tells the import queue, and forgotten after a fortnight. */
final class Files extends Construct {

    private final Bucket bucket;

    Files(Construct scope, Choices choices, IQueue told) {
        super(scope, "files");
        bucket = Bucket.Builder.create(this, "bucket")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .removalPolicy(RemovalPolicy.RETAIN)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(Duration.days(14))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
                .build();
        bucket.addEventNotification(
                EventType.OBJECT_CREATED,
                new SqsDestination(told),
                NotificationKeyFilter.builder()
                        .prefix("imports/")
                        .suffix("/file")
                        .build());
    }

    IBucket bucket() {
        return bucket;
    }
}
