package io.muster.aws.store;

import io.muster.aws.Platform;
import io.muster.domain.error.Backoff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The one table. Who reads what, and how; every read that a decision rests on is consistent, and nothing is scanned:
 *
 * <pre>
 * W#w#C#c       META            the head of a campaign                          Get; due, find
 *               REQ             its unchanging facts                            with META by one Query from META on,
 *               R#contact       what a contact did back                         as are
 *               S#wave#index    up to ten touches                               these; Get by dispatch
 *               REPORT          its final report                                Get
 *               LOSS            a touch was lost: the sweeper looks soon        put with the slice; deleted
 *               H#input         an applied input: the proof, and the timeline   put if absent; Query H#
 * W#w#P#contact PROFILE, GATE   a contact; what stands before its next touch    BatchGet; GATE by version
 *               SEL#category#S  its place in selection by state                 find
 *               SEL#category#G  the same by grid cell of one degree             find
 * W#w#A#hash    GATE            an address that must not be reached             BatchGet; put on its version
 *               CHANGE#n        what was done to that                           put if absent; Query, latest first
 *               WORD            when it texted STOP or START last               put if later
 *               P#contact       a contact that has this address                 Query P#
 * W#w#IN#id     TEXT            what became of a text that came in              Get; put if absent; ttl
 * W#w#SUP       hash            the suppression list                            Query
 * W#w#BC#id     CARD, POTENTIAL a bid card, confirmed or not                    Get
 *               LIVE            guard: the one live campaign of the card        put if absent or expired
 * W#w#CO#id     HOLD            guard: the one live campaign of the account     put if absent or expired
 * W#w#CAP#ch#d  shard           touches of a channel on a UTC date              update if below the cap
 * W#w#RATE      category#tier   what ended campaigns taught                     Query; update by adding
 *               category#WAITS  how long the latest bids and silences lasted    put on its version
 * W#w#SET       SETTINGS, KEYS  a workspace's settings; its own secrets         Get
 *               CHANGE#key#n    what was done to a setting                      put if absent; Query, latest first
 * W#w#TPL       HEADS           which version of each message template is in use  with META by BatchGet; put on its version
 * W#w#TPL#id    version         every version of a template's texts             put if absent; BatchGet; Query
 * W#w#IDEM#key  IDEM            what an idempotent request made                 put if absent or expired; ttl
 * W#w#TASK#id   TASK            work for a person                               Get; find while open
 * W#w#IMPORT#id JOB             how far the import of an uploaded file is       Get; put on its version; find; ttl
 *
 * W#w#ERR       hour#cat#code   failures of an hour, counted                    update by adding; Query from an hour on; ttl
 * W#w#DL#id     DL              a dead letter                                   put if absent, by version; ttl
 * W#w#CAP#ch#m  minute          messages that a sender offered in a minute      update if below the cap; ttl
 * PROVIDERS     CIRCUITS        which providers are left alone, of all          with META, by version
 *
 * due   DUE#shard      machine moment at which the sweeper looks at a campaign          Query ≤ now, then re-read
 *       UNKNOWN        slices with UNKNOWN touches, by when those may have gone         Query the last day
 * find  W#w#CAMPAIGNS  a workspace's campaigns by id, which sorts by creation           Query
 *       W#w#CONTACTS   its contacts by id                                               Query, then BatchGet
 *       W#w#BIDCARDS   its confirmed bid cards by id                                    Query
 *       W#w#POTENTIALS its bid cards that nobody has confirmed, by id                   Query
 *       W#w#TASKS#state its tasks of a state by creation                                 Query
 *       W#w#DEADLETTERS its dead letters by when they were filed                        Query, then BatchGet
 *       W#w#IMPORTS    its imports by id, which sorts by creation                      Query, then BatchGet
 *       W#w#SEL#…#tier a category's contractors in a place, in rank order (sel)         Query
 * </pre>
 *
 * Beside it a small one for the keys with which what is personal is sealed, which no backup restores:
 *
 * <pre>
 * W#w#P#contact KEY             a contact's key, or that it was destroyed       BatchGet, with the contact; put if absent
 * W#w#A#hash    KEY             the key of an address that is suppressed        BatchGet; put if absent; deleted
 * </pre>
 *
 * @param keysName the table of the keys
 */
public record Table(DynamoDbClient client, String name, String keysName) {

    /** The index of campaigns by the moment at which the sweeper looks at them, and of what it counts. */
    public static final String DUE = "due";

    /** The index of everything that is looked up by something other than its key. */
    public static final String FIND = "find";

    private static final int BATCH = 100;

    /** Ends the name of the keys' table, where that has the table's own name. */
    private static final String KEYS = "-keys";

    /** A table whose keys lie in the one of its name with {@code -keys} behind it. */
    public Table(DynamoDbClient client, String name) {
        this(client, name, name + KEYS);
    }

    /** Returns the table of an installation. */
    public static Table of(Platform platform) {
        var installed = platform.installation();
        return new Table(platform.dynamoDb(), installed.table(), installed.keysTable());
    }

    /** Returns the table of the keys. */
    Table keys() {
        return new Table(client, keysName, keysName);
    }

    /** Items with the keys that were read together with them. */
    public record Together(Map<Key, Map<String, AttributeValue>> items, Map<Key, Map<String, AttributeValue>> keys) {}

    /**
     * One page of a query.
     *
     * @param next where the next page begins; absent on the last
     */
    public record Page(
            List<Map<String, AttributeValue>> items,
            @Nullable Map<String, AttributeValue> next) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /** Some items that an index lists; {@code next} is where the next page begins, absent on the last. */
    public record Listed(
            List<Map<String, AttributeValue>> items,
            @Nullable String next) {

        public Listed {
            items = List.copyOf(items);
        }

        /** Returns what the items are. */
        public <T> List<T> as(Function<Map<String, AttributeValue>, T> read) {
            return items.stream().map(read).toList();
        }
    }

    /** Returns an item as it is now. */
    public Optional<Map<String, AttributeValue>> get(Key key) {
        var answer =
                client.getItem(get -> get.tableName(name).key(key.attributes()).consistentRead(true));
        return answer.hasItem() && !answer.item().isEmpty() ? Optional.of(answer.item()) : Optional.empty();
    }

    /** Returns the items that exist of these keys, as they are now, in as few requests as may be. */
    public Map<Key, Map<String, AttributeValue>> getAll(Collection<Key> keys) {
        return getAll(keys, List.of()).items();
    }

    /** Returns the items that exist of these keys, and of these in the table of the keys, in as few requests as may be. */
    public Together getAll(Collection<Key> keys, Collection<Key> ofKeys) {
        var found = new Together(new HashMap<>(), new HashMap<>());
        var all = new LinkedHashSet<Place>();
        keys.forEach(key -> all.add(new Place(name, key)));
        ofKeys.forEach(key -> all.add(new Place(keysName, key)));
        var wanted = List.copyOf(all);
        for (int from = 0; from < wanted.size(); from += BATCH) {
            getBatch(wanted.subList(from, Math.min(from + BATCH, wanted.size())), found);
        }
        return found;
    }

    private record Place(String table, Key key) {}

    private void getBatch(List<Place> places, Together found) {
        var byTable = places.stream()
                .collect(Collectors.groupingBy(
                        Place::table, Collectors.mapping(place -> place.key().attributes(), Collectors.toList())));
        var first = new HashMap<String, KeysAndAttributes>();
        byTable.forEach((table, keys) -> first.put(
                table,
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build()));
        Map<String, KeysAndAttributes> wanted = first;
        for (int attempt = 0; !wanted.isEmpty(); attempt++) {
            var batch = wanted;
            pause(attempt);
            var answer = client.batchGetItem(get -> get.requestItems(batch));
            put(answer.responses().getOrDefault(name, List.of()), found.items());
            put(answer.responses().getOrDefault(keysName, List.of()), found.keys());
            wanted = answer.unprocessedKeys();
        }
    }

    private static void put(List<Map<String, AttributeValue>> items, Map<Key, Map<String, AttributeValue>> found) {
        items.forEach(item -> found.put(Key.of(item), item));
    }

    /** Returns the items of a partition from a sort key on, as they are now. */
    public List<Map<String, AttributeValue>> queryFrom(String pk, String sk) {
        return all(query("pk = :p AND sk >= :s", pk, sk).consistentRead(true).build());
    }

    /** Returns the items of a partition whose sort key begins so, as they are now. */
    public List<Map<String, AttributeValue>> queryPrefix(String pk, String prefix) {
        return all(query("pk = :p AND begins_with(sk, :s)", pk, prefix)
                .consistentRead(true)
                .build());
    }

    /** Returns all items of a partition, as they are now. */
    public List<Map<String, AttributeValue>> queryAll(String pk) {
        return all(QueryRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .keyConditionExpression("pk = :p")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(pk)))
                .build());
    }

    /** Returns a page of the {@link #FIND} index, which may lag behind the table. */
    public Page find(String pk, boolean ascending, int limit, @Nullable Map<String, AttributeValue> from) {
        return page(QueryRequest.builder()
                .tableName(name)
                .indexName(FIND)
                .keyConditionExpression("find_pk = :p")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(pk)))
                .scanIndexForward(ascending)
                .limit(limit)
                .exclusiveStartKey(from)
                .build());
    }

    /**
     * Returns a page of what the {@link #FIND} index lists, each item as it is in the table now.
     *
     * @param after where an earlier page ended, as that said
     * @param key of the item that stood there
     */
    public Listed list(
            String partition, boolean ascending, int limit, @Nullable String after, Function<String, Key> key) {
        TreeMap<String, AttributeValue> start = null;
        if (after != null) {
            start = new TreeMap<>(key.apply(after).attributes());
            start.put("find_pk", AttributeValue.fromS(partition));
            start.put("find_sk", AttributeValue.fromS(after));
        }
        var page = find(partition, ascending, limit, start);
        var keys = page.items().stream().map(Key::of).toList();
        var items = getAll(keys);
        return new Listed(
                keys.stream().map(items::get).filter(Objects::nonNull).toList(),
                page.next() == null ? null : Items.text(page.next(), "find_sk"));
    }

    /** Returns a page of a partition, in order, as it is now. */
    public Page pageAfter(String pk, int limit, @Nullable String after) {
        return page(QueryRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .keyConditionExpression("pk = :p")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(pk)))
                .limit(limit)
                .exclusiveStartKey(after == null ? null : new Key(pk, after).attributes())
                .build());
    }

    /** Returns a page of the items whose sort key begins as this key's does, the last first, as they are now. */
    public Page latest(Key prefix, int limit, @Nullable String after) {
        var start = after == null ? null : new Key(prefix.pk(), after).attributes();
        return page(query("pk = :p AND begins_with(sk, :s)", prefix.pk(), prefix.sk())
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit)
                .exclusiveStartKey(start)
                .build());
    }

    /** Returns any page of any query on this table. */
    public Page page(QueryRequest request) {
        var answer = client.query(request);
        boolean more =
                answer.hasLastEvaluatedKey() && !answer.lastEvaluatedKey().isEmpty();
        return new Page(answer.items(), more ? answer.lastEvaluatedKey() : null);
    }

    private List<Map<String, AttributeValue>> all(QueryRequest request) {
        var page = page(request);
        if (page.next() == null) {
            return page.items();
        }
        var items = new ArrayList<>(page.items());
        while (page.next() != null) {
            page = page(request.toBuilder().exclusiveStartKey(page.next()).build());
            items.addAll(page.items());
        }
        return List.copyOf(items);
    }

    private QueryRequest.Builder query(String condition, String pk, String sk) {
        return QueryRequest.builder()
                .tableName(name)
                .keyConditionExpression(condition)
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(pk), ":s", AttributeValue.fromS(sk)));
    }

    /** Writes an item, whatever was there. */
    public void put(Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(name).item(item));
    }

    /** Starts a transaction on this table. */
    public Transaction transaction() {
        return new Transaction(this);
    }

    /** Waits as {@link Backoff} says before an attempt, from the second attempt on. */
    public static void pause(int attempt) {
        if (attempt > 0) {
            LockSupport.parkNanos(
                    Backoff.before(attempt, ThreadLocalRandom.current().nextDouble())
                            .toNanos());
        }
    }

    /** Makes the table with its indexes and its expiry, and that of the keys, unless they are there. On AWS the stack does. */
    public void createIfAbsent() {
        createKeysIfAbsent();
        try {
            client.createTable(definition());
            client.updateTimeToLive(ttl -> ttl.tableName(name)
                    .timeToLiveSpecification(
                            expiry -> expiry.attributeName("ttl").enabled(true)));
        } catch (ResourceInUseException there) {
            return;
        }
    }

    private void createKeysIfAbsent() {
        try {
            client.createTable(create -> create.tableName(keysName)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text("pk"), text("sk"))
                    .keySchema(schema("pk", "sk")));
        } catch (ResourceInUseException there) {
            return;
        }
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private CreateTableRequest definition() {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of("pk", "sk", "due_pk", "due_sk", "find_pk", "find_sk").stream()
                        .map(Table::text)
                        .toList())
                .keySchema(schema("pk", "sk"))
                .globalSecondaryIndexes(
                        index(DUE, Projection.builder().projectionType(ProjectionType.KEYS_ONLY)),
                        index(
                                FIND,
                                Projection.builder()
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes("sel")))
                .build();
    }

    private static GlobalSecondaryIndex index(String name, Projection.Builder projection) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(schema(name + "_pk", name + "_sk"))
                .projection(projection.build())
                .build();
    }

    private static List<KeySchemaElement> schema(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(partition)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(sort)
                        .keyType(KeyType.RANGE)
                        .build());
    }
}
