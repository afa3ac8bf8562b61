package io.muster.cdk;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.constructs.Construct;

/** The one table: paid by request, restorable to any second, kept when the stack is deleted. */
final class Storage extends Construct {

    private final TableV2 table;

    Storage(Construct scope, Choices choices) {
        super(scope, "storage");
        table = TableV2.Builder.create(this, "table")
                .tableName(choices.named("table"))
                .partitionKey(text("pk"))
                .sortKey(text("sk"))
                .billing(Billing.onDemand())
                .encryption(TableEncryptionV2.awsManagedKey())
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .timeToLiveAttribute("ttl")
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .globalSecondaryIndexes(java.util.List.of(
                        GlobalSecondaryIndexPropsV2.builder()
                                .indexName("due")
                                .partitionKey(text("due_pk"))
                                .sortKey(text("due_sk"))
                                .projectionType(ProjectionType.KEYS_ONLY)
                                .build(),
                        GlobalSecondaryIndexPropsV2.builder()
                                .indexName("find")
                                .partitionKey(text("find_pk"))
                                .sortKey(text("find_sk"))
                                .projectionType(ProjectionType.INCLUDE)
                                .nonKeyAttributes(java.util.List.of("sel"))
                                .build()))
                .build();
    }

    ITableV2 table() {
        return table;
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
