package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.api.Scope;
import io.muster.aws.message.AnswerDue;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.sns.Provenance;
import io.muster.functions.checkin.FeedbackHandler;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the contract in {@code events} and the code together, in both directions. */
class ContractTest {

    private static final Path SCHEMAS = Contract.EVENTS.resolve("schemas/messages");
    private static final Path SAMPLES = Contract.EVENTS.resolve("samples/messages");

    @Test
    void the_contract_is_a_valid_openapi_document() {
        var parsed = new OpenAPIV3Parser().readLocation(Contract.DOCUMENT.toString(), null, null);
        assertEquals(List.of(), parsed.getMessages());
        assertEquals("3.1.0", Contract.at("/openapi").asText());
    }

    @Test
    void every_route_is_in_the_contract_with_its_scope_and_nothing_else_is() {
        var served = new TreeMap<String, String>();
        try (var handlers = new Handlers()) {
            for (var router : Contract.routers(handlers)) {
                router.routes()
                        .forEach(route -> assertNull(
                                served.put(route.key(), scope(route.scope())), route.key() + " comes twice"));
            }
        }
        var promised = new TreeMap<String, String>();
        Contract.operations().forEach(operation -> promised.put(operation.key(), operation.scope()));
        assertEquals(promised, served);
    }

    @Test
    void every_operation_has_an_id_of_its_own_a_summary_and_examples_on_both_sides() {
        var ids = new TreeSet<String>();
        for (var operation : Contract.operations()) {
            var id = operation.node().path("operationId").asText();
            assertTrue(ids.add(id) && !id.isEmpty(), operation.key() + " needs an operationId of its own");
            assertFalse(operation.node().path("summary").asText().isEmpty(), operation.key());
            operation
                    .bodies()
                    .forEach(body -> assertTrue(
                            body.has("example") || !body.path("examples").isEmpty(), operation.key()));
        }
    }

    @Test
    void every_operation_that_asks_for_a_token_can_refuse_it_with_a_problem() {
        for (var operation : Contract.operations()) {
            var problem = operation.answer(403).at("/content/application~1problem+json");
            assertEquals(!operation.scope().equals("open"), problem.isObject(), operation.key());
        }
    }

    static Stream<Example> examples() {
        var examples = new ArrayList<Example>();
        for (var operation : Contract.operations()) {
            operation.bodies().forEach(body -> examples.addAll(Example.of(operation.key(), body)));
        }
        Contract.at("/components/responses")
                .properties()
                .forEach(response -> response.getValue()
                        .path("content")
                        .forEach(body -> examples.addAll(Example.of(response.getKey(), body))));
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_fits_its_schema(Example example) {
        assertEquals(Set.of(), Contract.violations(example.schema(), example.value()));
    }

    static Stream<String> kinds() {
        return Arrays.stream(Message.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .map(ContractTest::kebab);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_message_fits_its_schema_which_asks_for_every_field(String kind) throws IOException {
        var schema = Contract.schema(
                Contract.JSON.readTree(SCHEMAS.resolve(kind + ".json").toFile()));
        var sample = Contract.JSON.readTree(SAMPLES.resolve(kind + ".json").toFile());
        var written = (ObjectNode) Contract.JSON.readTree(Messages.write(Messages.read(sample.toString())));
        assertEquals(sample, written);
        assertEquals(Set.of(), Contract.messages(schema.validate(written)));
        for (var field : written.properties()) {
            var without = written.deepCopy().without(field.getKey());
            assertFalse(schema.validate(without).isEmpty(), "the schema does not ask for " + field.getKey());
        }
    }

    @Test
    void there_is_no_schema_or_sample_of_a_message_that_does_not_exist() throws IOException {
        var expected = kinds().map(kind -> kind + ".json").collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, files(SCHEMAS));
        assertEquals(expected, files(SAMPLES));
    }

    @Test
    void what_asks_for_the_answer_to_a_text_fits_its_schema_which_asks_for_every_field() throws IOException {
        var schema = Contract.schema(read("schemas/answer-due.json"));
        var sample = (ObjectNode) read("samples/answer-due.json");
        var message = AnswerDue.read(sample.toString()).orElseThrow();
        assertEquals(sample, Contract.JSON.readTree(message.write()));
        assertEquals(Set.of(), Contract.messages(schema.validate(sample)));
        for (var field : sample.properties()) {
            assertFalse(
                    schema.validate(sample.deepCopy().without(field.getKey())).isEmpty(), field.getKey());
        }
    }

    static Stream<String> events() throws IOException {
        return files(Contract.EVENTS.resolve("schemas/providers")).stream();
    }

    @Test
    void every_event_of_a_provider_that_has_a_schema_has_a_sample() throws IOException {
        assertEquals(
                files(Contract.EVENTS.resolve("schemas/providers")),
                files(Contract.EVENTS.resolve("samples/providers")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_of_a_provider_fits_its_schema_and_is_taken_in(String file) throws IOException {
        var schema = Contract.schema(read("schemas/providers/" + file));
        var envelope = read("samples/providers/" + file);
        var event = (ObjectNode) Contract.JSON.readTree(envelope.path("Message").asText());
        assertEquals(Set.of(), Contract.messages(schema.validate(event)));
        for (var field : schema.getSchemaNode().path("required")) {
            assertFalse(
                    schema.validate(event.deepCopy().without(field.asText())).isEmpty(), field.asText());
        }
        try (var handlers = new Handlers()) {
            var queue = handlers.platform().installation().queues().feedback();
            handlers.platform()
                    .sqs()
                    .sendMessage(send -> send.queueUrl(queue.url()).messageBody(envelope.toString()));
            var feedback = new FeedbackHandler(handlers.platform("feedback"), new Unreached(), Provenance.UNCHECKED);
            assertEquals(1, handlers.deliver(queue, feedback));
            handlers.pass(Duration.ofHours(1));
            assertEquals(0, handlers.deliver(queue, feedback), "it failed, and came again");
        }
    }

    /** An example with its schema. */
    record Example(String where, JsonNode schema, JsonNode value) {

        /** The one of a body, or each of several, where a body is of more than one kind. */
        static List<Example> of(String where, JsonNode body) {
            var schema = body.path("schema");
            return body.has("example")
                    ? List.of(new Example(where, schema, body.path("example")))
                    : body.path("examples").properties().stream()
                            .map(each -> new Example(
                                    where + " " + each.getKey(),
                                    schema,
                                    each.getValue().path("value")))
                            .toList();
        }

        @Override
        public String toString() {
            return where + " " + schema.path("$ref").asText();
        }
    }

    private static String scope(@Nullable Scope scope) {
        return scope == null ? "open" : scope.wire();
    }

    private static JsonNode read(String file) throws IOException {
        return Contract.JSON.readTree(Contract.EVENTS.resolve(file).toFile());
    }

    private static Set<String> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> Objects.requireNonNull(file.getFileName()).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
