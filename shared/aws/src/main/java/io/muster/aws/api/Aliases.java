package io.muster.aws.api;

import io.muster.aws.api.Router.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths of the systems that Muster replaces. They lead to today's routes, with the scope, the idempotency and the
 * answers of those, and take bodies whose names are written as they were then.
 */
final class Aliases {

    private static final Map<String, String> TABLE = table("""
        POST /eaa/campaigns/create-intelligent                         = POST /campaigns
        POST /api/campaigns/intelligent                                = POST /campaigns
        GET /eaa/campaigns/{id}/check-in                               = GET /campaigns/{id}/check-in
        GET /eaa/campaigns/{id}/status                                 = GET /campaigns/{id}/status
        POST /eaa/campaigns/{id}/escalate                              = POST /campaigns/{id}/escalate
        GET /api/campaigns/{id}/monitoring                             = GET /campaigns/{id}/monitoring
        POST /api/cia/potential-bid-cards/{id}/convert-to-bid-card = POST /potential-bid-cards/{id}/convert-to-bid-card
        """);

    private Aliases() {}

    /** Returns the routes that lead to this one. */
    static List<Route> of(Route route) {
        return TABLE.entrySet().stream()
                .filter(entry -> entry.getValue().equals(route.key()))
                .map(entry -> new Route(entry.getKey(), route.scope(), request -> answer(route, request)))
                .toList();
    }

    private static ApiResponse answer(Route route, ApiRequest request) {
        var names = new SnakeCase();
        try {
            return route.handler().apply(names.modern(request).on(route.key()));
        } catch (ProblemException refused) {
            throw names.asCalled(refused.problem()).thrown();
        }
    }

    private static Map<String, String> table(String lines) {
        var table = new LinkedHashMap<String, String>();
        lines.lines().map(line -> line.split(" +=  *", 2)).forEach(pair -> table.put(pair[0], pair[1]));
        return table;
    }
}
