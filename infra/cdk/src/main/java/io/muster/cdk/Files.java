package io.muster.cdk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Where files of contacts are uploaded, each of which tells the import queue, and forgotten after a fortnight. A bucket
 * with files in it cannot be deleted with its stack, so it stays in every stage, and empties itself.
 */
final class Files extends Construct {

    private final Bucket bucket;

    Files(Construct scope, Choices choices, IQueue told) {
        super(scope, "files");
        bucket = Bucket.Builder.create(this, "bucket")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(Duration.days(14))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
                .build();
        Acknowledged.NO_LOG_OF_FILES.at(bucket);
        tell(told, choices);
    }

    IBucket bucket() {
        return bucket;
    }

    /**
     * As S3 itself offers it: the CDK's own way adds a function and a role to the stack that may change every bucket. The
     * bucket's name begins with the stack's, so that the queue can know its senders before there is a bucket.
     */
    private void tell(IQueue told, Choices choices) {
        var stack = Stack.of(this);
        told.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(told.getQueueArn()))
                .conditions(new TreeMap<>(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", stack.getAccount()),
                        "ArnLike",
                        Map.of(
                                "aws:SourceArn",
                                "arn:" + stack.getPartition() + ":s3:::" + choices.stackName() + "-*"))))
                .build());
        bucket.getNode().addDependency(told.getNode().findChild("Policy"));
        Objects.requireNonNull((CfnBucket) bucket.getNode().getDefaultChild())
                .setNotificationConfiguration(CfnBucket.NotificationConfigurationProperty.builder()
                        .queueConfigurations(List.of(CfnBucket.QueueConfigurationProperty.builder()
                                .event("s3:ObjectCreated:*")
                                .queue(told.getQueueArn())
                                .filter(CfnBucket.NotificationFilterProperty.builder()
                                        .s3Key(CfnBucket.S3KeyFilterProperty.builder()
                                                .rules(List.of(rule("prefix", "imports/"), rule("suffix", "/file")))
                                                .build())
                                        .build())
                                .build()))
                        .build());
    }

    private static CfnBucket.FilterRuleProperty rule(String name, String value) {
        return CfnBucket.FilterRuleProperty.builder().name(name).value(value).build();
    }
}
