package io.muster.bench;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.api.Api;
import java.io.UncheckedIOException;
import java.util.Map;

/** Asks an API function in this process, with the event that the gateway would send once it has verified the token. */
public final class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String workspace;

    /** Makes a caller that belongs to a workspace and may do everything in it. */
    public Caller(String workspace) {
        this.workspace = workspace;
    }

    /** A function refused what a benchmark needs done. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String route, int status, String body) {
            super(route + " was answered with " + status + ": " + body);
        }
    }

    /** Creates the reference campaign, four bids wanted in 24 hours, for a category; returns its id. */
    public String create(Api campaigns, String category, int bidsNeeded, String key) {
        var request = JSON.createObjectNode();
        request.put("bidCardId", "bc_" + key);
        request.put("title", "Weekly lawn care for a family home");
        request.put("projectType", category);
        request.put("bidsNeeded", bidsNeeded);
        request.put("timelineHours", 24);
        request.put("urgency", "urgent");
        request.putArray("categories").add(category);
        request.putObject("location").put("city", "Austin").put("state", "TX").put("country", "US");
        return post(campaigns, "POST /campaigns", Map.of(), request, key)
                .path("id")
                .asText();
    }

    /**
     * Creates a campaign for an account of one person; returns its id.
     *
     * @param terms more JSON fields of the request, each with a comma behind it
     */
    public String account(Api campaigns, String account, String terms) {
        var body = """
            {"kind": "account", "accountId": "%1$s", %2$s "timeZone": "America/Chicago",
             "lead": {"name": "Lead of %1$s", "email": "lead@%1$s.example.com", "title": "COO"},
             "metadata": {"topic": "cold storage"}}\
            """.formatted(account, terms);
        try {
            return post(campaigns, "POST /campaigns", Map.of(), JSON.readTree(body), account)
                    .path("id")
                    .asText();
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(body, wrong);
        }
    }

    /** Bids in a campaign. */
    public void bid(Api responses, String campaignId, String contactId, String key) {
        var bid = JSON.createObjectNode();
        bid.put("contactId", contactId);
        bid.putObject("amount").put("amount", 420).put("currency", "USD");
        post(responses, "POST /campaigns/{id}/bids", Map.of("id", campaignId), bid, key);
    }

    private JsonNode post(Api api, String route, Map<String, String> path, JsonNode body, String key) {
        var jwt = RequestContext.Authorizer.JWT
                .builder()
                .withClaims(Map.of("workspace", workspace, "sub", "benchmark", "scope", "read operate"))
                .build();
        var context = RequestContext.builder()
                .withRequestId(key)
                .withAuthorizer(RequestContext.Authorizer.builder().withJwt(jwt).build())
                .build();
        var answer = api.router()
                .answer(APIGatewayV2HTTPEvent.builder()
                        .withVersion("2.0")
                        .withRouteKey(route)
                        .withPathParameters(path)
                        .withHeaders(Map.of("content-type", "application/json", "idempotency-key", key))
                        .withRequestContext(context)
                        .withBody(body.toString())
                        .build());
        if (answer.getStatusCode() >= 300) {
            throw new Refused(route, answer.getStatusCode(), answer.getBody());
        }
        try {
            return JSON.readTree(answer.getBody());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
