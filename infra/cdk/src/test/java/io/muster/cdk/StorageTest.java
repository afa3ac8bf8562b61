package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.store.Table;
import io.muster.memory.MemoryAws;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The table, which must be the one that the code makes for itself where it has none. */
class StorageTest {

    /** A resource that is called otherwise is another one, which begins empty. */
    @Test
    void what_holds_data_is_never_called_otherwise() {
        var stack = Synthesised.everything();
        assertEquals(
                Set.of("storagetableBF1AA700", "storagekeys623547B3", "identitypool73639F7A", "filesbucket8D8B9C9E"),
                stack.resources().entrySet().stream()
                        .filter(resource -> Set.of(
                                        "AWS::DynamoDB::GlobalTable", "AWS::Cognito::UserPool", "AWS::S3::Bucket")
                                .contains(resource.getValue().path("Type").asText()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    @Test
    void keys_and_indexes_and_expiry_are_those_of_the_table_that_the_code_makes() {
        var table = Synthesised.development().table("storagetable").path("Properties");
        try (var aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> Instant.parse("2026-03-02T09:00:00Z")))) {
            new Table(aws.dynamoDb(), "muster").createIfAbsent();
            var made = aws.dynamoDb()
                    .describeTable(describe -> describe.tableName("muster"))
                    .table();
            assertEquals(keys(made.keySchema()), keys(table.path("KeySchema")));
            assertEquals(
                    made.billingModeSummary().billingModeAsString(),
                    table.path("BillingMode").asText());

            var attributes = new TreeMap<String, String>();
            made.attributeDefinitions()
                    .forEach(attribute -> attributes.put(attribute.attributeName(), attribute.attributeTypeAsString()));
            var declared = new TreeMap<String, String>();
            table.path("AttributeDefinitions")
                    .forEach(attribute -> declared.put(
                            attribute.path("AttributeName").asText(),
                            attribute.path("AttributeType").asText()));
            assertEquals(attributes, declared);

            var wanted = new TreeMap<String, String>();
            made.globalSecondaryIndexes().forEach(index -> wanted.put(index.indexName(), shape(index)));
            var got = new TreeMap<String, String>();
            table.path("GlobalSecondaryIndexes")
                    .forEach(index -> got.put(index.path("IndexName").asText(), shape(index)));
            assertEquals(wanted, got);

            var expiry = aws.dynamoDb()
                    .describeTimeToLive(describe -> describe.tableName("muster"))
                    .timeToLiveDescription();
            assertEquals(
                    expiry.attributeName() + " true",
                    table.at("/TimeToLiveSpecification/AttributeName").asText() + " "
                            + table.at("/TimeToLiveSpecification/Enabled").asText());
        }
    }

    @Test
    void the_table_is_paid_by_request_encrypted_and_restorable_in_every_stage() {
        for (var stack : List.of(Synthesised.development(), Synthesised.everything())) {
            var table = stack.table("storagetable").path("Properties");
            assertEquals("PAY_PER_REQUEST", table.path("BillingMode").asText());
            assertEquals(true, table.at("/SSESpecification/SSEEnabled").asBoolean());
            assertEquals(
                    true,
                    table.at("/Replicas/0/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean());
        }
    }

    @Test
    void in_production_the_table_cannot_be_deleted_and_stays() {
        var table = Synthesised.everything().table("storagetable");
        assertEquals("RetainExceptOnCreate", table.path("DeletionPolicy").asText());
        assertEquals("Retain", table.path("UpdateReplacePolicy").asText());
        assertEquals(
                true,
                table.at("/Properties/Replicas/0/DeletionProtectionEnabled").asBoolean());
    }

    @Test
    void in_development_the_table_goes_with_the_stack() {
        var table = Synthesised.development().table("storagetable");
        assertEquals("Delete", table.path("DeletionPolicy").asText());
        assertEquals(
                false,
                table.at("/Properties/Replicas/0/DeletionProtectionEnabled").asBoolean());
    }

    @Test
    void the_keys_lie_in_a_table_that_cannot_be_restored_and_is_guarded_otherwise_as_the_other_is() {
        for (var stack : List.of(Synthesised.development(), Synthesised.everything())) {
            var keys = stack.table("storagekeys");
            var table = stack.table("storagetable");
            assertEquals(
                    false,
                    keys.at("/Properties/Replicas/0/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean(true));
            for (var same : List.of(
                    "/DeletionPolicy",
                    "/UpdateReplacePolicy",
                    "/Properties/KeySchema",
                    "/Properties/BillingMode",
                    "/Properties/SSESpecification",
                    "/Properties/Replicas/0/DeletionProtectionEnabled")) {
                assertEquals(table.at(same), keys.at(same), same);
            }
        }
    }

    @Test
    void a_restored_table_is_read_with_the_keys_of_today() {
        var stack = Synthesised.borrowed();
        stack.resources("AWS::Lambda::Function")
                .values()
                .forEach(function -> assertEquals(
                        "storagekeys",
                        stack.text(function.at("/Properties/Environment/Variables/MUSTER_KEYS_TABLE"))
                                .replaceFirst("[0-9A-F]{8}$", "")));
    }

    @Test
    void functions_use_a_restored_table_when_they_are_told_of_one() {
        var stack = Synthesised.borrowed();
        stack.resources("AWS::Lambda::Function")
                .values()
                .forEach(function -> assertEquals(
                        "muster-restored", stack.text(function.at("/Properties/Environment/Variables/MUSTER_TABLE"))));
    }

    private static String shape(GlobalSecondaryIndexDescription index) {
        return keys(index.keySchema()) + " " + index.projection().projectionTypeAsString() + " "
                + index.projection().nonKeyAttributes();
    }

    private static String shape(JsonNode index) {
        return keys(index.path("KeySchema")) + " "
                + index.at("/Projection/ProjectionType").asText() + " "
                + index.at("/Projection/NonKeyAttributes")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList();
    }

    private static String keys(List<KeySchemaElement> schema) {
        return schema.stream()
                .map(key -> key.attributeName() + ":" + key.keyTypeAsString())
                .toList()
                .toString();
    }

    private static String keys(JsonNode schema) {
        return schema.valueStream()
                .map(key -> key.path("AttributeName").asText() + ":"
                        + key.path("KeyType").asText())
                .toList()
                .toString();
    }
}
