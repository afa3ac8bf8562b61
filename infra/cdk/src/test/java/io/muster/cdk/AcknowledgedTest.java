package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.Queue;

/** What rules find in the stack: nothing that is not acknowledged, and nothing acknowledged that they do not find. */
class AcknowledgedTest {

    /** A line of the report: rule, construct, what came of it, with what reason. */
    private static final Pattern LINE = Pattern.compile("\"(.*?)\",\"(.*?)\",\"(.*?)\",\"(.*?)\",.*");

    private record Finding(String rule, String construct, String outcome, String reason) {

        static Finding of(String line) {
            var parts = LINE.matcher(line);
            assertTrue(parts.matches(), line);
            return new Finding(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
        }

        String where() {
            return rule + " at " + construct;
        }
    }

    private static List<Synthesised> stacks() {
        return List.of(Synthesised.development(), Synthesised.everything(), Synthesised.borrowed());
    }

    private static Stream<Finding> findings(Synthesised stack) {
        return stack.findings().stream().map(Finding::of);
    }

    @Test
    void the_rules_for_aws_solutions_find_nothing_that_is_not_acknowledged() {
        for (var stack : stacks()) {
            assertEquals(
                    List.of(),
                    findings(stack)
                            .filter(finding ->
                                    !List.of("Compliant", "Suppressed", "N/A").contains(finding.outcome()))
                            .map(Finding::where)
                            .toList());
            assertEquals(List.of(), stack.said("error"));
            assertTrue(findings(stack).count() > 100, "the rules have looked");
        }
    }

    @Test
    void each_acknowledgement_meets_a_finding_where_it_stands() {
        for (var stack : stacks()) {
            var met = findings(stack)
                    .filter(finding -> finding.outcome().equals("Suppressed"))
                    .map(finding -> finding.rule() + " " + finding.construct())
                    .collect(Collectors.toCollection(TreeSet::new));
            var acknowledged = new TreeSet<String>();
            stack.acknowledgements().forEach(acknowledged::add);
            assertEquals(met, acknowledged);
        }
    }

    @Test
    void each_reason_is_given_somewhere() {
        var given = stacks().stream()
                .flatMap(AcknowledgedTest::findings)
                .map(Finding::reason)
                .collect(Collectors.joining("\n"));
        Arrays.stream(Acknowledged.values())
                .forEach(one -> assertTrue(given.contains(one.reason()), one + " is not needed any more"));
    }

    @Test
    void a_finding_that_is_not_acknowledged_is_an_error() {
        var careless = Synthesised.make(
                Map.of(), stack -> Queue.Builder.create(stack, "careless").build());
        assertTrue(
                careless.said("error").stream().anyMatch(error -> error.startsWith("AwsSolutions-SQS4")),
                "a queue that takes what does not come by TLS");
    }

    @Test
    void a_template_that_breaks_a_rule_of_cloudformation_is_not_made() {
        Synthesised.needNode();
        var app = Main.app(Synthesised.temporary("broken").toString());
        var stack = new Stack(app, "broken");
        CfnResource.Builder.create(stack, "queue")
                .type("AWS::SQS::Queue")
                .properties(Map.of("VisibilityTimeout", "long"))
                .build();
        assertThrows(RuntimeException.class, app::synth);
    }
}
