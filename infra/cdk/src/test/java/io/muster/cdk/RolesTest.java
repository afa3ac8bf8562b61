package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What functions may do, read out of the template's roles, is what they were seen to do. */
class RolesTest {

    /** What the runtime does for every function, in no call of ours. */
    private static final Set<String> OF_THE_RUNTIME = Set.of(
            "logs:CreateLogStream log",
            "logs:PutLogEvents log",
            "xray:PutTelemetryRecords *",
            "xray:PutTraceSegments *");

    /** What Lambda does in a function's name to feed it. */
    private static final List<String> OF_A_FEED =
            List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");

    /** An inline policy of a role ends at so many characters. */
    private static final int LONGEST = 10_240;

    @Test
    void each_function_may_do_what_it_was_seen_to_do_and_nothing_else() {
        for (var spec : Catalogue.FUNCTIONS) {
            var wanted = new TreeSet<>(OF_THE_RUNTIME);
            Grants.of(spec.name())
                    .actions()
                    .forEach((resource, actions) -> actions.forEach(action -> wanted.add(action + " " + resource)));
            feeds(spec).forEach(queue -> OF_A_FEED.forEach(action -> wanted.add(action + " queue/" + queue)));
            assertEquals(wanted, allowed(Synthesised.everything(), spec.name()), spec.name());
        }
    }

    @Test
    void the_calls_are_of_the_functions_that_there_are() {
        assertEquals(
                Catalogue.FUNCTIONS.stream().map(FunctionSpec::name).collect(Collectors.toCollection(TreeSet::new)),
                Grants.functions());
    }

    @Test
    void what_was_not_chosen_is_not_allowed() {
        var least = Synthesised.development();
        for (var spec : Catalogue.FUNCTIONS) {
            var more = allowed(Synthesised.everything(), spec.name());
            more.removeAll(allowed(least, spec.name()));
            var chosen = Set.of("s3:GetObject files/mail", "s3:DeleteObject files/mail");
            more.removeIf(
                    call -> call.startsWith("sms-voice:") || call.startsWith("connect:") || chosen.contains(call));
            assertEquals(Set.of(), more, spec.name());
            assertTrue(Collections.disjoint(chosen, allowed(least, spec.name())), spec.name());
        }
        assertEquals(Set.of(), able(least, "sms-voice:"));
        assertEquals(Set.of(), able(least, "connect:"));
    }

    @Test
    void nobody_but_the_sender_may_write_to_people() {
        var senders = Catalogue.FUNCTIONS.stream()
                .filter(spec -> spec.module().equals("dispatch"))
                .map(FunctionSpec::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("dispatch", "templates-api"), senders);
        for (var way : List.of("ses:", "sms-voice:", "connect:")) {
            assertTrue(
                    senders.containsAll(able(Synthesised.everything(), way)),
                    way + " " + able(Synthesised.everything(), way));
            assertTrue(able(Synthesised.everything(), way).contains("dispatch"), way);
        }
        assertEquals(Set.of(), able(Synthesised.everything(), "sns:"));
    }

    @Test
    void nobody_may_scan_the_table_or_change_what_it_is() {
        var items = Set.of(
                "dynamodb:BatchGetItem",
                "dynamodb:ConditionCheckItem",
                "dynamodb:DeleteItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem");
        for (var spec : Catalogue.FUNCTIONS) {
            allowed(Synthesised.everything(), spec.name()).stream()
                    .map(call -> call.substring(0, call.indexOf(' ')))
                    .filter(action -> action.startsWith("dynamodb:"))
                    .forEach(action -> assertTrue(items.contains(action), spec.name() + " " + action));
        }
        for (var reader : List.of("reads-api")) {
            assertTrue(
                    allowed(Synthesised.everything(), reader).stream()
                            .noneMatch(
                                    call -> call.matches("dynamodb:(Put|Delete)Item.*|sqs:SendMessage.*|scheduler:.*")),
                    reader + " changes nothing but the count of failures");
        }
    }

    @Test
    void the_role_of_timers_is_handed_to_the_scheduler_alone_and_no_other_role_to_anybody() {
        int handed = 0;
        for (var statement : statements(Synthesised.everything())) {
            if (statement.path("Action").toString().contains("iam:")) {
                handed++;
                assertEquals("iam:PassRole", statement.path("Action").asText());
                assertEquals(
                        "{\"StringEquals\":{\"iam:PassedToService\":\"scheduler.amazonaws.com\"}}",
                        statement.path("Condition").toString());
                assertEquals(
                        "timerscarrier",
                        name(Synthesised.everything(), statement.path("Resource"))
                                .replaceFirst("[0-9A-F]{8}.Arn$", ""));
            }
        }
        assertEquals(able(Synthesised.everything(), "iam:PassRole").size(), handed);
        assertEquals(
                able(Synthesised.everything(), "scheduler:CreateSchedule"),
                able(Synthesised.everything(), "iam:PassRole"));
    }

    @Test
    void no_role_may_do_everything_or_do_anything_to_everything_but_leave_traces() {
        for (var statement : statements(Synthesised.everything())) {
            assertEquals("Allow", statement.path("Effect").asText());
            values(statement.path("Action")).forEach(action -> {
                assertTrue(!Synthesised.everything().text(action).contains("*"), statement.toString());
            });
            boolean everything = values(statement.path("Resource"))
                    .anyMatch(
                            resource -> Synthesised.everything().text(resource).equals("*"));
            boolean traces = values(statement.path("Action"))
                    .allMatch(action -> Synthesised.everything().text(action).startsWith("xray:Put"));
            assertEquals(traces, everything, statement.toString());
        }
    }

    @Test
    void the_policy_of_a_role_is_well_below_what_a_role_may_have() {
        policies(Synthesised.everything()).forEach((role, policies) -> {
            int length = policies.stream()
                    .mapToInt(policy -> policy.path("PolicyDocument").toString().length())
                    .sum();
            assertTrue(length < LONGEST * 2 / 3, role + " has " + length);
        });
    }

    /** Returns the queues that feed a function. */
    private static Stream<String> feeds(FunctionSpec spec) {
        return switch (spec.trigger()) {
            case Trigger.Requests _, Trigger.EveryMinute _ -> Stream.of();
            case Trigger.Messages(var step, var _) -> Stream.of(step.purpose());
            case Trigger.DeadLetters _ ->
                Stream.concat(Stream.of(Step.values()).map(Step::purpose), Stream.of("timers"))
                        .map(queue -> queue + FedQueue.DEAD_LETTERS);
        };
    }

    private static Set<String> able(Synthesised stack, String action) {
        return Catalogue.FUNCTIONS.stream()
                .map(FunctionSpec::name)
                .filter(function -> allowed(stack, function).stream().anyMatch(call -> call.startsWith(action)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what the role of a function allows, each as action and name of the resource. */
    private static SortedSet<String> allowed(Synthesised stack, String function) {
        var role = stack.text(stack.named("AWS::Lambda::Function", "FunctionName", stack.stackName() + "-" + function)
                        .path("Role"))
                .replaceFirst("\\.Arn$", "");
        var allowed = new TreeSet<String>();
        for (var policy : policies(stack).getOrDefault(role, List.of())) {
            for (var statement : policy.at("/PolicyDocument/Statement")) {
                values(statement.path("Action"))
                        .forEach(action -> values(statement.path("Resource"))
                                .forEach(resource -> allowed.add(stack.text(action) + " " + called(stack, resource))));
            }
        }
        return allowed;
    }

    private static SortedMap<String, List<JsonNode>> policies(Synthesised stack) {
        return stack.resources("AWS::IAM::Policy").values().stream()
                .map(policy -> policy.path("Properties"))
                .collect(Collectors.groupingBy(
                        policy -> policy.at("/Roles/0/Ref").asText(), TreeMap::new, Collectors.toList()));
    }

    private static List<JsonNode> statements(Synthesised stack) {
        return policies(stack).values().stream()
                .flatMap(List::stream)
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .toList();
    }

    private static Stream<JsonNode> values(JsonNode value) {
        return value.isArray() ? value.valueStream() : Stream.of(value);
    }

    private static String name(Synthesised stack, JsonNode resource) {
        return stack.text(values(resource).findFirst().orElseThrow());
    }

    /** Returns a resource's name among calls, of its ARN. */
    private static String called(Synthesised stack, JsonNode resource) {
        var arn = stack.text(resource);
        var own = ":" + stack.stackName();
        return arn.replaceFirst("^arn:aws:sqs:.*" + own + "-", "queue/")
                .replaceFirst("^storagetable[0-9A-F]{8}\\.Arn", "table")
                .replaceFirst("^storagekeys[0-9A-F]{8}\\.Arn$", "keys")
                .replaceFirst("^timerscarrier[0-9A-F]{8}\\.Arn$", "role/scheduler")
                .replaceFirst(
                        "^arn:aws:scheduler:eu-west-1:123456789012:schedule/" + stack.stackName() + "/\\*$", "schedule")
                .replaceFirst("^filesbucket[0-9A-F]{8}\\.Arn/(\\w+)/\\*$", "files/$1")
                .replaceFirst("^arn:aws:ses:eu-west-1:123456789012:identity/.*$", "mail/identity")
                .replaceFirst("^arn:aws:ses:eu-west-1:123456789012:configuration-set/.*$", "mail/configuration-set")
                .replaceFirst("^arn:aws:sms-voice:eu-west-1:123456789012:phone-number/\\*$", "sms-voice")
                .replaceFirst("^arn:aws:connect:eu-west-1:123456789012:instance/[1-]+/contact/\\*$", "connect")
                .replaceFirst("^\\w+log[0-9A-F]{8}\\.Arn$", "log");
    }
}
