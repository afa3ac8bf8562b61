package io.muster.memory.dynamodb;

import io.muster.memory.Journaled;
import io.muster.memory.World;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * DynamoDB behind the SDK's own interface, so that the same adapters run against a table in memory: the operations Muster
 * uses with their real semantics, every other refused by name. Items past their time to live stay readable, as on AWS, until
 * {@link #expire()} is called.
 */
public final class MemoryDynamoDb extends UncoveredOperations implements Journaled {

    private final Store store;
    private final Administration administration;
    private final Reads reads;
    private final Writes writes;
    private final Transactions transactions;

    /** A service without contention. */
    public MemoryDynamoDb(World world) {
        this(world, Contention.NONE);
    }

    /** A service whose writes conflict when a fault injector says so. */
    public MemoryDynamoDb(World world, Contention contention) {
        store = new Store(world);
        administration = new Administration(store);
        reads = new Reads(store);
        writes = new Writes(store, contention);
        transactions = new Transactions(store, writes, contention);
    }

    /** Deletes every item whose time to live has passed and returns how many there were. */
    public int expire() {
        return store.atomically(() -> {
            var now = BigDecimal.valueOf(store.world().clock().instant().getEpochSecond());
            var expired = new ArrayList<Store.Change>();
            for (var table : store.tables().values()) {
                var attribute = table.timeToLive();
                if (attribute != null) {
                    table.items().values().stream()
                            .filter(item -> isPast(item, attribute, now))
                            .forEach(item -> expired.add(deletion(table, item)));
                }
            }
            if (!expired.isEmpty()) {
                store.commit(expired, null);
            }
            return expired.size();
        });
    }

    private static boolean isPast(Stored item, String attribute, BigDecimal now) {
        var until = item.attributes().get(attribute);
        return until != null && until.n() != null && new BigDecimal(until.n()).compareTo(now) < 0;
    }

    private static Store.Change deletion(Table table, Stored item) {
        return new Store.Change(table, table.schema().keyAttributes(item.attributes()), item.key(), null);
    }

    @Override
    public String service() {
        return Store.SERVICE;
    }

    @Override
    public void replay(byte[] entry) {
        store.apply(Codec.decode(entry));
    }

    @Override
    public void snapshot(Consumer<byte[]> sink) {
        store.snapshot(sink);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return administration.create(request);
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return administration.describe(request);
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        return administration.list(request);
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return administration.delete(request);
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return administration.timeToLive(request);
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return administration.describeTimeToLive(request);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return reads.get(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return reads.query(request);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return reads.scan(request);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return reads.batch(request);
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return reads.transact(request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return writes.put(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return writes.update(request);
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return writes.delete(request);
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return writes.batch(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return transactions.write(request);
    }
}
