package io.muster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.muster.aws.api.Api;
import io.muster.aws.api.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The API's contract as a document: its operations, and whether something fits what it says. */
final class Contract {

    static final Path EVENTS = Root.folder().resolve("events");
    static final Path DOCUMENT = EVENTS.resolve("openapi.yaml");
    static final JsonMapper JSON = new JsonMapper();

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final JsonNode TREE = tree();
    private static final List<? extends Class<?>> SERVING = serving();
    private static final Map<JsonNode, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private Contract() {}

    /** One operation of the contract. */
    record Operation(String key, JsonNode node) {

        /** Returns the HTTP method. */
        String method() {
            return key.substring(0, key.indexOf(' '));
        }

        /** Returns the path with its placeholders. */
        String path() {
            return key.substring(key.indexOf(' ') + 1);
        }

        /**
         * Returns the path with an id in its first place, or with the contract's own examples where the id is empty, and with
         * examples of what its query must say.
         */
        String target(String id) {
            var path = path();
            var query = new StringBuilder();
            for (var reference : node.path("parameters")) {
                var parameter = resolved(reference);
                var name = parameter.path("name").asText();
                var example = parameter.path("example").asText();
                if (parameter.path("in").asText().equals("path")) {
                    boolean first = path.indexOf('{') == path.indexOf("{" + name + "}");
                    path = path.replace(
                            "{" + name + "}", id.isEmpty() || !(first && path.equals(path())) ? example : id);
                } else if (parameter.path("in").asText().equals("query")
                        && parameter.path("required").asBoolean()) {
                    query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
                    query.append(URLEncoder.encode(example, StandardCharsets.UTF_8));
                }
            }
            return path + query;
        }

        /** Returns the scope that it asks for, or "open". */
        String scope() {
            var security = node.path("security");
            return security.isEmpty() ? "open" : security.at("/0/token/0").asText();
        }

        /** Returns the request's body and the answers that are no problems, each with schema and example. */
        Stream<JsonNode> bodies() {
            var answers = new ArrayList<JsonNode>();
            node.path("responses").forEach(answer -> answer.path("content").forEach(answers::add));
            var request = node.at("/requestBody/content/application~1json");
            return request.isMissingNode() ? answers.stream() : Stream.concat(Stream.of(request), answers.stream());
        }

        /** Returns what is said of an answer of this status; missing when nothing is. */
        JsonNode answer(int status) {
            return resolved(node.path("responses").path(Integer.toString(status)));
        }
    }

    static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        TREE.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry -> operations.add(new Operation(
                                entry.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), entry.getValue()))));
        return operations;
    }

    static Operation operation(String key) {
        return operations().stream()
                .filter(operation -> operation.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the contract has no " + key));
    }

    /** Returns the node at a JSON pointer. */
    static JsonNode at(String pointer) {
        return TREE.at(pointer);
    }

    /** Returns the routers of every class that serves HTTP. */
    static List<Router> routers(Handlers handlers) {
        return SERVING.stream().map(type -> handlers.made(type).router()).toList();
    }

    /** Found by what they are, so that none can be forgotten. */
    private static List<? extends Class<?>> serving() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.muster.functions").stream()
                        .filter(type -> type.isAssignableTo(Api.class)
                                && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::reflect)
                        .toList();
    }

    /** Returns what is wrong with a value under a schema of the contract. */
    static Set<String> violations(JsonNode schema, JsonNode value) {
        return messages(SCHEMAS.computeIfAbsent(schema, Contract::whole).validate(value));
    }

    /** A schema of the contract with what it refers to. */
    private static JsonSchema whole(JsonNode schema) {
        var whole = (ObjectNode) schema.deepCopy();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.set("components", TREE.path("components"));
        return schema(whole);
    }

    static JsonSchema schema(JsonNode schema) {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema, config);
    }

    static Set<String> messages(Set<ValidationMessage> violations) {
        return violations.stream().map(ValidationMessage::getMessage).collect(Collectors.toSet());
    }

    /** Returns what a reference refers to. */
    static JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : TREE.at(reference.substring(1));
    }

    private static JsonNode tree() {
        try {
            return new YAMLMapper().readTree(DOCUMENT.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
