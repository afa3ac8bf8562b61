package io.muster.memory.dynamodb;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** Creating, describing and deleting tables, and their time to live. */
final class Administration {

    private static final String ARN = "arn:aws:dynamodb:local:000000000000:table/";

    private final Store store;

    Administration(Store store) {
        this.store = store;
    }

    CreateTableResponse create(CreateTableRequest request) {
        var name = checkedName(request.tableName());
        if (request.hasLocalSecondaryIndexes()) {
            throw Errors.uncovered("local secondary indexes");
        }
        var types = new HashMap<String, String>();
        request.attributeDefinitions().forEach(d -> types.put(d.attributeName(), d.attributeTypeAsString()));
        var schema = schema(request.keySchema(), types);
        var indexes = request.globalSecondaryIndexes().stream()
                .map(i -> index(i, schema, types))
                .toList();
        var used = new HashSet<String>();
        addNames(used, schema);
        indexes.forEach(i -> addNames(used, i.schema()));
        if (!used.equals(types.keySet())) {
            throw Errors.invalid("Number of attributes in KeySchema does not exactly match number of attributes"
                    + " defined in AttributeDefinitions");
        }
        return store.atomically(() -> {
            if (store.tables().containsKey(name)) {
                throw Errors.exists(name);
            }
            var created = store.world().clock().instant().truncatedTo(ChronoUnit.MILLIS);
            store.commit(new Effect.TableCreated(name, created, schema, indexes));
            return CreateTableResponse.builder()
                    .tableDescription(description(store.table(name)))
                    .build();
        });
    }

    private static String checkedName(@Nullable String name) {
        if (name == null || !name.matches("[a-zA-Z0-9_.-]{3,255}")) {
            throw Errors.validation("Invalid table/index name.  Table/index names must be between 3 and 255 characters"
                    + " long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
        }
        return name;
    }

    private static void addNames(Set<String> names, KeySchema schema) {
        names.add(schema.hash().name());
        if (schema.range() != null) {
            names.add(schema.range().name());
        }
    }

    private static KeySchema schema(List<KeySchemaElement> elements, Map<String, String> types) {
        if (elements.isEmpty() || elements.size() > 2 || elements.getFirst().keyType() != KeyType.HASH) {
            throw Errors.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (elements.size() == 2 && elements.get(1).keyType() != KeyType.RANGE) {
            throw Errors.validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        return new KeySchema(
                part(elements.getFirst(), types), elements.size() == 1 ? null : part(elements.get(1), types));
    }

    private static KeySchema.Part part(KeySchemaElement element, Map<String, String> types) {
        var type = types.get(element.attributeName());
        if (type == null) {
            throw Errors.invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: ["
                    + element.attributeName() + "], AttributeDefinitions: " + types.keySet());
        }
        return new KeySchema.Part(element.attributeName(), type);
    }

    private static Index index(GlobalSecondaryIndex index, KeySchema table, Map<String, String> types) {
        var schema = schema(index.keySchema(), types);
        var projection = index.projection();
        if (projection.projectionType() == ProjectionType.ALL) {
            return new Index(checkedName(index.indexName()), schema, null);
        }
        var names = new HashSet<>(projection.nonKeyAttributes());
        addNames(names, table);
        addNames(names, schema);
        return new Index(checkedName(index.indexName()), schema, names);
    }

    DeleteTableResponse delete(DeleteTableRequest request) {
        return store.atomically(() -> {
            var table = existing(request.tableName());
            var description = description(table);
            store.commit(new Effect.TableDeleted(table.name()));
            return DeleteTableResponse.builder()
                    .tableDescription(description.toBuilder()
                            .tableStatus(TableStatus.DELETING)
                            .build())
                    .build();
        });
    }

    DescribeTableResponse describe(DescribeTableRequest request) {
        return store.atomically(() -> DescribeTableResponse.builder()
                .table(description(existing(request.tableName())))
                .build());
    }

    ListTablesResponse list(ListTablesRequest request) {
        var after = request.exclusiveStartTableName();
        var names = (after == null ? store.tables() : store.tables().tailMap(after, false)).keySet();
        var limit = request.limit() == null ? 100 : request.limit();
        var page = names.stream().limit(limit).toList();
        return ListTablesResponse.builder()
                .tableNames(page)
                .lastEvaluatedTableName(page.size() < names.size() ? page.getLast() : null)
                .build();
    }

    UpdateTimeToLiveResponse timeToLive(UpdateTimeToLiveRequest request) {
        var wanted = request.timeToLiveSpecification();
        return store.atomically(() -> {
            var table = existing(request.tableName());
            if (wanted.enabled() == (table.timeToLive() != null)) {
                throw Errors.validation("TimeToLive is already " + (wanted.enabled() ? "enabled" : "disabled"));
            }
            store.commit(new Effect.TimeToLiveSet(table.name(), wanted.enabled() ? wanted.attributeName() : null));
            return UpdateTimeToLiveResponse.builder()
                    .timeToLiveSpecification(wanted)
                    .build();
        });
    }

    DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return store.atomically(() -> {
            var attribute = existing(request.tableName()).timeToLive();
            return DescribeTimeToLiveResponse.builder()
                    .timeToLiveDescription(d -> d.attributeName(attribute)
                            .timeToLiveStatus(attribute == null ? TimeToLiveStatus.DISABLED : TimeToLiveStatus.ENABLED))
                    .build();
        });
    }

    private Table existing(String name) {
        var table = store.tables().get(name);
        if (table == null) {
            throw Errors.tableNotFound(name);
        }
        return table;
    }

    private static TableDescription description(Table table) {
        var types = new TreeMap<String, String>();
        addTypes(types, table.schema());
        table.indexes().forEach(e -> addTypes(types, e.index().schema()));
        var indexes = table.indexes().stream().map(e -> description(table, e)).toList();
        return TableDescription.builder()
                .tableName(table.name())
                .tableArn(ARN + table.name())
                .tableStatus(TableStatus.ACTIVE)
                .creationDateTime(table.created())
                .keySchema(elements(table.schema()))
                .attributeDefinitions(types.entrySet().stream()
                        .map(t -> AttributeDefinition.builder()
                                .attributeName(t.getKey())
                                .attributeType(t.getValue())
                                .build())
                        .toList())
                .billingModeSummary(b -> b.billingMode(BillingMode.PAY_PER_REQUEST))
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
                .itemCount((long) table.items().size())
                .tableSizeBytes(table.bytes())
                .build();
    }

    private static GlobalSecondaryIndexDescription description(Table table, Table.Entries entries) {
        var index = entries.index();
        var projected = index.projected();
        var extra = projected == null
                ? List.<String>of()
                : projected.stream()
                        .filter(n ->
                                !index.schema().contains(n) && !table.schema().contains(n))
                        .sorted()
                        .toList();
        return GlobalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .indexArn(ARN + table.name() + "/index/" + index.name())
                .indexStatus(IndexStatus.ACTIVE)
                .keySchema(elements(index.schema()))
                .itemCount((long) entries.items().size())
                .projection(p -> p.projectionType(
                                projected == null
                                        ? ProjectionType.ALL
                                        : extra.isEmpty() ? ProjectionType.KEYS_ONLY : ProjectionType.INCLUDE)
                        .nonKeyAttributes(extra.isEmpty() ? null : extra))
                .build();
    }

    private static void addTypes(Map<String, String> types, KeySchema schema) {
        types.put(schema.hash().name(), schema.hash().type());
        if (schema.range() != null) {
            types.put(schema.range().name(), schema.range().type());
        }
    }

    private static List<KeySchemaElement> elements(KeySchema schema) {
        var hash = element(schema.hash(), KeyType.HASH);
        return schema.range() == null ? List.of(hash) : List.of(hash, element(schema.range(), KeyType.RANGE));
    }

    private static KeySchemaElement element(KeySchema.Part part, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(part.name())
                .keyType(type)
                .build();
    }
}
