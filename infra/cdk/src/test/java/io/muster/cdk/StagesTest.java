package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is particular to a stage, and what an account and CloudFormation have room for. */
class StagesTest {

    private static final int MOST_RESOURCES = 500;
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_CHARACTERS_OF_POLICIES = 10_240;

    /** How long the names that we give may be, by the type of resource and the property. */
    private static final Map<String, Map<String, Integer>> LONGEST = Map.ofEntries(
            Map.entry("AWS::Lambda::Function", Map.of("FunctionName", 64)),
            Map.entry("AWS::SQS::Queue", Map.of("QueueName", 80)),
            Map.entry("AWS::Scheduler::Schedule", Map.of("Name", 64)),
            Map.entry("AWS::Scheduler::ScheduleGroup", Map.of("Name", 64)),
            Map.entry("AWS::SNS::Topic", Map.of("TopicName", 256)),
            Map.entry("AWS::SES::ConfigurationSet", Map.of("Name", 64)),
            Map.entry("AWS::SMSVOICE::ConfigurationSet", Map.of("ConfigurationSetName", 64)),
            Map.entry("AWS::Logs::LogGroup", Map.of("LogGroupName", 512)),
            Map.entry("AWS::Cognito::UserPool", Map.of("UserPoolName", 128)),
            Map.entry("AWS::Cognito::UserPoolDomain", Map.of("Domain", 63)),
            Map.entry("AWS::Cognito::UserPoolClient", Map.of("ClientName", 128)),
            Map.entry("AWS::ApiGatewayV2::Api", Map.of("Name", 128)));

    /** Names within something that has a name of its own in each stage. */
    private static final Set<String> NOT_OF_THE_ACCOUNT = Set.of(
            "AWS::ApiGatewayV2::Authorizer",
            "AWS::ApiGatewayV2::Stage",
            "AWS::Cognito::UserPoolResourceServer",
            "AWS::IAM::Policy",
            "AWS::Lambda::Alias");

    private static final List<Synthesised> ALL = all();

    private static List<Synthesised> all() {
        return List.of(Synthesised.development(), Synthesised.everything(), Synthesised.borrowed());
    }

    @Test
    void a_template_has_room_to_grow_in_what_cloudformation_takes() {
        for (var stack : ALL) {
            assertTrue(
                    stack.resources().size() < MOST_RESOURCES,
                    stack.stackName() + stack.resources().size());
            assertTrue(stack.bytes().length < MOST_BYTES, stack.stackName() + stack.bytes().length);
        }
    }

    @Test
    void the_policies_of_a_role_fit_into_what_iam_takes() {
        for (var stack : ALL) {
            var lengths = new TreeMap<String, Integer>();
            for (var policy : stack.resources("AWS::IAM::Policy").values()) {
                var document =
                        resolved(stack, policy.at("/Properties/PolicyDocument")).toString();
                policy.at("/Properties/Roles")
                        .forEach(role -> lengths.merge(stack.text(role), document.length(), Integer::sum));
            }
            lengths.forEach((role, length) ->
                    assertTrue(length < MOST_CHARACTERS_OF_POLICIES, role + " has " + length + " characters"));
        }
    }

    @Test
    void names_are_no_longer_than_aws_takes_them() {
        for (var stack : ALL) {
            LONGEST.forEach((type, properties) -> properties.forEach((property, longest) -> stack.resources(type)
                    .forEach((id, resource) -> {
                        var name = stack.text(resource.path("Properties").path(property));
                        assertTrue(name.length() <= longest, id + " is called " + name);
                    })));
        }
    }

    @Test
    void whatever_has_a_name_bears_its_stage_in_it_so_that_two_stacks_stand_side_by_side() {
        var taken = new TreeMap<String, String>();
        for (var stack : ALL) {
            var stage = stack.stackName().substring("muster-".length());
            stack.resources()
                    .forEach((id, resource) -> names(stack, resource).forEach(name -> {
                        assertTrue(name.contains(stage), id + " is called " + name);
                        assertEquals(
                                stack.stackName(),
                                taken.computeIfAbsent(
                                        resource.path("Type").asText() + " " + name, _ -> stack.stackName()),
                                name);
                    }));
        }
    }

    @Test
    void whatever_can_bear_tags_says_whose_it_is() {
        var stack = Synthesised.everything();
        var wanted = new TreeMap<>(Map.of("project", "muster", "stage", "production", "stack", "muster-production"));
        for (var type : List.of(
                "AWS::Lambda::Function",
                "AWS::SQS::Queue",
                "AWS::SNS::Topic",
                "AWS::S3::Bucket",
                "AWS::Logs::LogGroup",
                "AWS::IAM::Role")) {
            stack.resources(type).forEach((id, resource) -> {
                var tags = new TreeMap<String, String>();
                resource.at("/Properties/Tags")
                        .forEach(tag -> tags.put(
                                tag.path("Key").asText(), tag.path("Value").asText()));
                assertEquals(wanted, tags, id);
            });
        }
    }

    @Test
    void production_is_not_deleted_by_mistake() {
        assertEquals(
                true,
                Synthesised.everything()
                        .manifest()
                        .at("/properties/terminationProtection")
                        .asBoolean());
        assertEquals(
                false,
                Synthesised.development()
                        .manifest()
                        .at("/properties/terminationProtection")
                        .asBoolean());
    }

    @Test
    void data_stays_when_production_goes_and_nothing_else_does() {
        assertEquals(
                Set.of("AWS::Cognito::UserPool", "AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket"),
                kept(Synthesised.everything()));
        assertEquals(Set.of("AWS::S3::Bucket"), kept(Synthesised.development()));
    }

    @Test
    void logs_are_kept_for_a_week_or_ninety_days() {
        assertEquals(Set.of(7), retention(Synthesised.development()));
        assertEquals(Set.of(90), retention(Synthesised.everything()));
    }

    @Test
    void a_crowded_account_is_told_so() {
        var warnings = Synthesised.development().said("warning");
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("Ask for a quota of 52 or more"), warnings.toString());
        assertEquals(List.of(), Synthesised.everything().said("warning"));
    }

    private static Set<Integer> retention(Synthesised stack) {
        return stack.resources("AWS::Logs::LogGroup").values().stream()
                .map(log -> log.at("/Properties/RetentionInDays").asInt())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Versions apart, which Lambda keeps for whoever still calls them. */
    private static Set<String> kept(Synthesised stack) {
        return stack.resources().values().stream()
                .filter(resource -> resource.path("DeletionPolicy").asText().startsWith("Retain"))
                .map(resource -> resource.path("Type").asText())
                .filter(type -> !type.equals("AWS::Lambda::Version"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> names(Synthesised stack, JsonNode resource) {
        var type = resource.path("Type").asText();
        return NOT_OF_THE_ACCOUNT.contains(type) || type.equals("AWS::SES::EmailIdentity")
                ? List.of()
                : resource.path("Properties").properties().stream()
                        .filter(entry -> entry.getKey().equals("Name")
                                || entry.getKey().equals("Domain")
                                || LONGEST.getOrDefault(type, Map.of()).containsKey(entry.getKey())
                                || entry.getKey().equals(type.substring(type.lastIndexOf(':') + 1) + "Name"))
                        .map(entry -> stack.text(entry.getValue()))
                        .filter(name -> !name.equals("$default"))
                        .toList();
    }

    private static JsonNode resolved(Synthesised stack, JsonNode value) {
        if (value.has("Ref") || value.has("Fn::GetAtt") || value.has("Fn::Join")) {
            return JsonNodeFactory.instance.textNode(stack.text(value));
        }
        if (value.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(entry -> object.set(entry.getKey(), resolved(stack, entry.getValue())));
            return object;
        }
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> array.add(resolved(stack, element)));
            return array;
        }
        return value;
    }
}
