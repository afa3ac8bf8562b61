package io.muster.memory.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.memory.http.Operations.Operation;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** The paths of EventBridge Scheduler's REST protocol: which operation a request is, and what path and query say to it. */
final class ScheduleRoutes {
    private ScheduleRoutes() {}

    static boolean isOne(URI uri) {
        return uri.getPath().startsWith("/schedule") || uri.getPath().startsWith("/tags/");
    }

    static Optional<String> operation(String method, URI uri) {
        var path = segments(uri);
        var thing = path.getFirst().equals("schedule-groups") ? "ScheduleGroup" : "Schedule";
        if (path.getFirst().equals("tags")) {
            return switch (method) {
                case "GET" -> Optional.of("ListTagsForResource");
                case "POST" -> Optional.of("TagResource");
                case "DELETE" -> Optional.of("UntagResource");
                default -> Optional.empty();
            };
        }
        if (path.size() == 1) {
            return method.equals("GET") ? Optional.of("List" + thing + "s") : Optional.empty();
        }
        return switch (method) {
            case "POST" -> Optional.of("Create" + thing);
            case "PUT" -> Optional.of("Update" + thing);
            case "GET" -> Optional.of("Get" + thing);
            case "DELETE" -> Optional.of("Delete" + thing);
            default -> Optional.empty();
        };
    }

    /** Adds what stands in path and query to the body, under the names that the request's fields have. */
    static void complete(ObjectNode body, Operation operation, URI uri) {
        var path = segments(uri);
        var query = query(uri);
        for (var field : operation.builder().sdkFields()) {
            if (field.location() == MarshallLocation.PATH && path.size() > 1) {
                body.put(field.locationName(), path.getLast());
            }
            var value = field.location() == MarshallLocation.QUERY_PARAM ? query.get(field.locationName()) : null;
            if (value != null && field.marshallingType().getKnownType() == MarshallingKnownType.INTEGER) {
                body.put(field.locationName(), Integer.parseInt(value));
            } else if (value != null) {
                body.put(field.locationName(), value);
            }
        }
    }

    private static List<String> segments(URI uri) {
        return List.of(uri.getRawPath().substring(1).split("/", 2)).stream()
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    private static Map<String, String> query(URI uri) {
        var query = new HashMap<String, String>();
        if (uri.getRawQuery() != null) {
            for (var pair : uri.getRawQuery().split("&", -1)) {
                var parts = pair.split("=", 2);
                query.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
