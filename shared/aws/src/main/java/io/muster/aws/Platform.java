package io.muster.aws;

import io.muster.aws.lambda.Priming;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** All that a handler is built from, whether it runs on Lambda, on one machine or in a test. */
public record Platform(
        DynamoDbClient dynamoDb,
        SqsClient sqs,
        SchedulerClient scheduler,
        Time time,
        Ids ids,
        Installation installation) {

    /** Puts something around a client that does as the client does, and watches it. */
    @FunctionalInterface
    public interface Around {

        /** Returns what is used in the client's place. */
        <C extends SdkClient> C client(Class<C> type, C client);
    }

    /** Returns this platform with something around each of its clients. */
    public Platform through(Around around) {
        return new Platform(
                around.client(DynamoDbClient.class, dynamoDb),
                around.client(SqsClient.class, sqs),
                around.client(SchedulerClient.class, scheduler),
                time,
                ids,
                installation);
    }

    /** Returns the platform that a Lambda function finds around it, and has the function primed for its snapshot. */
    public static Platform fromEnvironment() {
        var platform = from(System.getenv());
        Priming.of(platform);
        return platform;
    }

    /** Returns the platform on AWS for these settings, on the machine's clock; its clients ask once who they are. */
    public static Platform from(Map<String, String> environment) {
        var installation = Installation.from(environment);
        var http = UrlConnectionHttpClient.create();
        var who = DefaultCredentialsProvider.builder().build();
        return new Platform(
                DynamoDbClient.builder()
                        .httpClient(http)
                        .credentialsProvider(who)
                        .build(),
                SqsClient.builder().httpClient(http).credentialsProvider(who).build(),
                SchedulerClient.builder()
                        .httpClient(http)
                        .credentialsProvider(who)
                        .build(),
                Time.system(),
                Ids.ulids(),
                installation);
    }
}
