package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.Installation;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The functions: that they are there, that they find what they need, and that what triggers them meets their alias. */
class FunctionsTest {

    /** Only the embedded stack's scheduler is as fine as that. */
    private static final Set<String> NOT_ON_AWS = Set.of("MUSTER_FINE_TIMERS");

    private static final int MOST_BYTES_OF_VARIABLES = 4096;

    /** The numbers for texts may have 1,500 characters, and names may be longer than these. */
    private static final int LEFT_FOR_LONGER_CHOICES = 1900;

    @Test
    void each_handler_is_a_class_that_lambda_can_make_and_call() throws ReflectiveOperationException {
        for (var spec : Catalogue.FUNCTIONS) {
            var type = Class.forName(spec.handler());
            assertTrue(RequestHandler.class.isAssignableFrom(type), spec.handler());
            assertTrue(Modifier.isPublic(type.getModifiers()), spec.handler());
            assertTrue(Modifier.isPublic(type.getConstructor().getModifiers()), spec.handler());
            assertTrue(
                    type.getName()
                            .startsWith("io.muster.functions." + spec.module().replace("-", "") + "."),
                    spec.handler() + " is in the archive of " + spec.module());
        }
    }

    @Test
    void each_function_of_the_catalogue_is_in_the_template_with_its_handler() {
        var stack = Synthesised.development();
        var wanted = new TreeMap<String, String>();
        Catalogue.FUNCTIONS.forEach(spec -> wanted.put("muster-development-" + spec.name(), spec.handler()));
        var got = new TreeMap<String, String>();
        functions(stack)
                .forEach((name, function) ->
                        got.put(name, function.path("Handler").asText()));
        assertEquals(wanted, got);
    }

    @Test
    void functions_run_on_java_25_on_arm_from_a_snapshot_traced_and_with_a_log_of_their_own() {
        var stack = Synthesised.everything();
        var logs = stack.resources("AWS::Logs::LogGroup");
        functions(stack).forEach((name, function) -> {
            assertEquals("java25", function.path("Runtime").asText(), name);
            assertEquals("arm64", function.at("/Architectures/0").asText(), name);
            assertEquals("PublishedVersions", function.at("/SnapStart/ApplyOn").asText(), name);
            assertEquals("Active", function.at("/TracingConfig/Mode").asText(), name);
            assertEquals("JSON", function.at("/LoggingConfig/LogFormat").asText(), name);
            var log = logs.get(stack.text(function.at("/LoggingConfig/LogGroup")));
            assertEquals(
                    90, log == null ? 0 : log.at("/Properties/RetentionInDays").asInt(), name);
        });
    }

    @Test
    void the_version_before_stays_when_another_is_published() {
        var versions = Synthesised.development().resources("AWS::Lambda::Version");
        assertEquals(Catalogue.FUNCTIONS.size(), versions.size());
        versions.forEach((id, version) ->
                assertEquals("Retain", version.path("DeletionPolicy").asText(), id));
    }

    @Test
    void a_function_may_tell_itself_to_go_on_where_it_does_so_and_nowhere_else() {
        var allowed = new TreeSet<String>();
        functions(Synthesised.development()).forEach((name, function) -> {
            if (function.path("RecursiveLoop").asText().equals("Allow")) {
                allowed.add(name.substring("muster-development-".length()));
            }
        });
        assertEquals(Set.of("check-in", "dispatch", "escalation", "import", "reporting"), allowed);
    }

    @Test
    void each_function_finds_the_queues_and_dead_letters_of_the_stack_in_its_environment() {
        for (var stack : List.of(Synthesised.development(), Synthesised.everything(), Synthesised.borrowed())) {
            var queues = new TreeSet<String>();
            stack.resources("AWS::SQS::Queue")
                    .values()
                    .forEach(queue ->
                            queues.add(queue.at("/Properties/QueueName").asText()));
            functions(stack).forEach((name, function) -> {
                var installation = Installation.from(environment(stack, function));
                var named = new TreeSet<String>();
                installation.queuesByName().values().forEach(queue -> {
                    named.add(lastOf(queue.url(), "/"));
                    named.add(lastOf(queue.arn(), ":"));
                    named.add(lastOf(queue.deadLetters().url(), "/"));
                    named.add(lastOf(queue.deadLetters().arn(), ":"));
                });
                named.add(lastOf(String.valueOf(installation.requireTimers().deadLetterArn()), ":"));
                assertEquals(queues, named, name);
                installation
                        .queuesByName()
                        .forEach((purpose, queue) ->
                                assertEquals(stack.stackName() + "-" + purpose, lastOf(queue.url(), "/"), name));
            });
        }
    }

    @Test
    void each_function_finds_what_the_team_has_chosen_in_its_environment() {
        var stack = Synthesised.everything();
        functions(stack).forEach((name, function) -> {
            var installation = Installation.from(environment(stack, function));
            assertEquals(
                    new Installation.Sender(
                            "bids@example.com", "Bids", "1 Main Street, Austin, TX", "answers.example.com"),
                    installation.sender(),
                    name);
            assertEquals(
                    Set.of(stack.text(stack.only("AWS::SES::ConfigurationSetEventDestination")
                            .at("/Properties/EventDestination/SnsDestination/TopicARN"))),
                    installation.requireTopics(),
                    name);
            assertEquals(6, installation.enabled().size(), name);
            assertEquals(
                    new Installation.Sms(
                            "+15125550100",
                            stack.only("AWS::SMSVOICE::ConfigurationSet")
                                    .at("/Properties/ConfigurationSetName")
                                    .asText()),
                    installation.sms(),
                    name);
            assertEquals(
                    "acme", installation.numbers().workspaceOf("+15125550100").orElseThrow(), name);
            assertEquals(
                    "main", installation.numbers().workspaceOf("+15125550109").orElseThrow(), name);
            assertEquals(
                    new Installation.Connect(
                            "11111111-1111-1111-1111-111111111111",
                            "22222222-2222-2222-2222-222222222222",
                            "+15125550101"),
                    installation.connect(),
                    name);
            assertEquals(
                    stack.resources("AWS::SES::ConfigurationSet").keySet(),
                    Set.of(String.valueOf(installation.configurationSet())),
                    name);
            var imports = Objects.requireNonNull(installation.imports(), name);
            assertTrue(stack.resources("AWS::S3::Bucket").containsKey(imports.bucket()), imports.bucket());
            assertTrue(installation.publicUrl().toString().matches("https://.+\\.amazonaws\\.com"), name);
        });
    }

    @Test
    void all_that_the_code_asks_its_environment_is_answered_and_nothing_else_is_told() {
        var stack = Synthesised.everything();
        functions(stack).forEach((name, function) -> {
            var environment = environment(stack, function);
            var asked = new Asked(environment);
            Installation.from(asked);
            var wanted = new TreeSet<>(asked.names);
            wanted.removeAll(NOT_ON_AWS);
            var told = environment.keySet().stream()
                    .filter(variable -> variable.startsWith("MUSTER_"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(wanted, told, name);
        });
    }

    @Test
    void variables_fit_into_what_lambda_keeps_and_hold_no_secret() {
        var stack = Synthesised.everything();
        functions(stack).forEach((name, function) -> {
            var environment = environment(stack, function);
            int bytes = environment.entrySet().stream()
                    .mapToInt(
                            entry -> entry.getKey().length() + entry.getValue().length())
                    .sum();
            assertTrue(bytes < MOST_BYTES_OF_VARIABLES - LEFT_FOR_LONGER_CHOICES, name + " has " + bytes);
            environment
                    .keySet()
                    .forEach(variable -> assertTrue(
                            !variable.matches(".*(SECRET|PASSWORD|PRIVATE|_KEY|TOKEN)(?!S_TABLE).*"), variable));
        });
    }

    @Test
    void whatever_triggers_a_function_meets_its_alias() {
        var stack = Synthesised.everything();
        var aliases = new TreeSet<String>();
        stack.resources("AWS::Lambda::Alias")
                .values()
                .forEach(alias -> aliases.add(stack.text(alias.at("/Properties/FunctionName")) + ":live"));
        assertEquals(Catalogue.FUNCTIONS.size(), aliases.size());
        var called = new TreeSet<String>();
        Map.of(
                        "AWS::Lambda::EventSourceMapping", "/Properties/FunctionName",
                        "AWS::ApiGatewayV2::Integration", "/Properties/IntegrationUri",
                        "AWS::Lambda::Permission", "/Properties/FunctionName",
                        "AWS::Scheduler::Schedule", "/Properties/Target/Arn")
                .forEach((type, property) -> stack.resources(type)
                        .values()
                        .forEach(resource ->
                                called.add(stack.text(resource.at(property)).replaceFirst("arn:.*:function:", ""))));
        assertEquals(aliases, called);
    }

    @Test
    void each_function_has_a_role_of_its_own_that_lambda_alone_may_take() {
        var stack = Synthesised.everything();
        var roles = new HashSet<String>();
        functions(stack).forEach((name, function) -> {
            var id = stack.text(function.path("Role")).replace(".Arn", "");
            assertTrue(roles.add(id), name + " shares " + id);
            var trust = Objects.requireNonNull(stack.resources().get(id))
                    .at("/Properties/AssumeRolePolicyDocument/Statement");
            assertEquals(1, trust.size());
            assertEquals(
                    "lambda.amazonaws.com", trust.at("/0/Principal/Service").asText());
        });
    }

    @Test
    void a_catalogue_without_a_variable_that_the_code_needs_is_found_out() {
        var stack = Synthesised.development();
        var function = functions(stack).firstEntry().getValue();
        var environment = new HashMap<>(environment(stack, function));
        assertDoesNotThrow(() -> Installation.from(environment));
        environment.remove("MUSTER_DISPATCH_QUEUE_URL");
        assertThrows(Installation.IncompleteInstallation.class, () -> Installation.from(environment));
    }

    private static SortedMap<String, JsonNode> functions(Synthesised stack) {
        var functions = new TreeMap<String, JsonNode>();
        stack.resources("AWS::Lambda::Function")
                .values()
                .forEach(function ->
                        functions.put(function.at("/Properties/FunctionName").asText(), function.path("Properties")));
        return functions;
    }

    private static Map<String, String> environment(Synthesised stack, JsonNode function) {
        var environment = new TreeMap<String, String>();
        function.at("/Environment/Variables")
                .properties()
                .forEach(entry -> environment.put(entry.getKey(), stack.text(entry.getValue())));
        return environment;
    }

    private static String lastOf(String text, String separator) {
        return text.substring(text.lastIndexOf(separator) + 1);
    }

    /** An environment that remembers what it was asked for. */
    private static final class Asked extends HashMap<String, String> {
        private static final long serialVersionUID = 1;

        private final transient Set<String> names = new TreeSet<>();

        Asked(Map<String, String> environment) {
            super(environment);
        }

        @Override
        public @Nullable String get(Object name) {
            names.add(name.toString());
            return super.get(name);
        }

        @Override
        public boolean containsKey(Object name) {
            names.add(name.toString());
            return super.containsKey(name);
        }

        @Override
        public String getOrDefault(Object name, String otherwise) {
            var value = get(name);
            return value == null ? otherwise : value;
        }
    }
}
