package io.muster.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** What indexes said before, which is what they may still say when they lag. */
final class StaleIndex {

    private static final QueryResponse NOTHING = QueryResponse.builder()
            .items(List.<Map<String, AttributeValue>>of())
            .count(0)
            .build();

    private final Map<String, QueryResponse> remembered = new HashMap<>();

    /** Keeps what an index has said, and returns it. */
    Object remember(Service.Call call, Object answer) {
        if (answer instanceof QueryResponse page
                && call.request() instanceof QueryRequest query
                && query.indexName() != null) {
            remembered.put(partition(query), page);
        }
        return answer;
    }

    /** Returns what the index said when it was asked last; nothing, when it never was. */
    QueryResponse stale(Service.Call call) {
        return remembered.getOrDefault(partition((QueryRequest) call.request()), NOTHING);
    }

    private static String partition(QueryRequest query) {
        return query.indexName() + query.expressionAttributeValues().get(":p") + query.exclusiveStartKey();
    }
}
