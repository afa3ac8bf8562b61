package io.muster.cdk;

import java.util.List;
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

/**
 * The one table: paid by request, restorable to any second; and beside it a small one for the keys of contacts, which
 * cannot be restored, so that whoever was erased stays erased. In production they cannot be deleted by mistake, and stay
 * when the stack goes; in development they go with the stack. They have no names of ours, so that a table that stayed
 * behind is in nobody's way.
 */
final class Storage extends Construct {

    private final ITableV2 table;
    private final ITableV2 keys;

    Storage(Construct scope, Choices choices) {
        super(scope, "storage");
        var own = TableV2.Builder.create(this, "table")
                .partitionKey(text("pk"))
                .sortKey(text("sk"))
                .billing(Billing.onDemand())
                .encryption(TableEncryptionV2.awsManagedKey())
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .timeToLiveAttribute("ttl")
                .deletionProtection(choices.kept())
                .removalPolicy(choices.ofData())
                .globalSecondaryIndexes(List.of(
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
                                .nonKeyAttributes(List.of("sel"))
                                .build()))
                .build();
        var restored = choices.restoredTable();
        table = restored == null ? own : TableV2.fromTableName(this, "restored", restored);
        keys = keys(choices);
    }

    private ITableV2 keys(Choices choices) {
        return TableV2.Builder.create(this, "keys")
                .partitionKey(text("pk"))
                .sortKey(text("sk"))
                .billing(Billing.onDemand())
                .encryption(TableEncryptionV2.awsManagedKey())
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(false)
                        .build())
                .deletionProtection(choices.kept())
                .removalPolicy(choices.ofData())
                .build();
    }

    /** Returns the table of the keys, which no restore replaces. */
    ITableV2 keys() {
        return keys;
    }

    /** Returns the table that functions use: the stack's own, or the one that was restored in its place. */
    ITableV2 table() {
        return table;
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
