package io.muster.aws.lambda;

import io.muster.aws.Platform;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What a function does before a snapshot is taken of it, so that its first event after each restore finds all classes loaded:
 * the calls that functions make most, rehearsed against answers in memory. It calls nobody, holds nobody's credentials, and
 * makes no id and nothing random: whatever must differ from copy to copy is made after the restore.
 */
public final class Priming implements Resource {

    /** The runtime forgets what nobody else holds. */
    private static final List<Priming> HELD = new ArrayList<>();

    private static final Instant AT = Instant.EPOCH;

    private final String table;

    private Priming(String table) {
        this.table = table;
    }

    /** Has a platform's function primed before its snapshot; without SnapStart nothing happens. */
    public static void of(Platform platform) {
        var priming = new Priming(platform.installation().table());
        HELD.add(priming);
        Core.getGlobalContext().register(priming);
    }

    @Override
    public void beforeCheckpoint(@Nullable Context<? extends Resource> context) throws GeneralSecurityException {
        try (var http = new Rehearsal()) {
            rehearseTable(on(http, DynamoDbClient.builder()).build());
            rehearseMessages(
                    on(http, SqsClient.builder()).build(),
                    on(http, SchedulerClient.builder()).build());
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
    }

    /** Nothing to do: connections and credentials are found when the first call asks for them. */
    @Override
    public void afterRestore(@Nullable Context<? extends Resource> context) {}

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B on(Rehearsal http, B builder) {
        return builder.httpClient(http)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")));
    }

    private void rehearseTable(DynamoDbClient client) {
        var key = Map.of("pk", AttributeValue.fromS("W#rehearsal"), "sk", AttributeValue.fromS("META"));
        var item = new HashMap<>(key);
        item.put("version", AttributeValue.fromN("1"));
        item.put("body", AttributeValue.fromS("{}"));
        client.getItem(get -> get.tableName(table).key(key).consistentRead(true));
        client.query(query -> query.tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("W#rehearsal"))));
        client.batchGetItem(get -> get.requestItems(
                Map.of(table, KeysAndAttributes.builder().keys(List.of(key)).build())));
        client.putItem(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"));
        client.transactWriteItems(write -> write.clientRequestToken("rehearsal")
                .transactItems(TransactWriteItem.builder()
                        .put(Put.builder().tableName(table).item(item).build())
                        .build()));
    }

    private static void rehearseMessages(SqsClient sqs, SchedulerClient scheduler) {
        var body = Messages.write(new Message.WavePlanned("rehearsal", "rehearsal", "rehearsal", AT, 1, 0));
        Messages.read(body);
        sqs.sendMessage(send ->
                send.queueUrl("https://sqs.us-east-1.amazonaws.com/0/rehearsal").messageBody(Rehearsal.BODY));
        scheduler.createSchedule(make -> make.name("rehearsal")
                .clientToken("rehearsal")
                .scheduleExpression("at(1970-01-01T00:00:00)")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn("arn:aws:sqs:us-east-1:0:rehearsal")
                        .roleArn("arn:aws:iam::0:role/rehearsal")
                        .input(body)));
    }
}
