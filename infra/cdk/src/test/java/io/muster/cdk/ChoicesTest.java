package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a team chooses, and what it is told when that does not do. */
class ChoicesTest {

    @Test
    void a_sender_and_an_alarm_address_are_enough() {
        var choices = Synthesised.choices(Map.of());
        assertEquals("muster-development", choices.stackName());
        assertEquals(false, choices.kept());
        assertEquals(
                new Choices.Sender("bids@example.com", "Bids", "1 Main Street, Austin, TX", "bids@example.com", false),
                choices.sender());
        assertEquals(Set.of("EMAIL", "WEBSITE_FORM", "PHONE", "LINKEDIN", "MANUAL"), choices.channels());
        assertNull(choices.texts());
        assertNull(choices.answers());
        assertNull(choices.connect());
        assertNull(choices.issuer());
        assertNull(choices.restoredTable());
        assertEquals(new Shares(10), choices.shares());
        assertEquals(20, choices.monthlyBudget());
    }

    @Test
    void everything_that_is_missing_or_wrong_is_said_at_once() {
        var context = new TreeMap<>(Map.of(
                "stage", "Production",
                "senderAddress", "bids",
                "verify", "perhaps",
                "channels", "email,pigeon,sms",
                "smsNumbers", "5125550100=acme",
                "issuer", "http://issuer.example.com",
                "answersRuleSet", "company",
                "connectFlow", "flow",
                "concurrentFunctions", "9",
                "monthlyBudget", "-1"));
        context.put("restoredTabel", "muster-restored");
        var refused = assertThrows(Choices.Incomplete.class, () -> Choices.of(context::get, context.keySet()));
        for (var name : new String[] {
            "stage",
            "senderAddress",
            "verify",
            "senderName",
            "senderPostalAddress",
            "alarmAddress",
            "channels",
            "smsOrigination",
            "smsNumbers",
            "issuer",
            "answersRuleSet",
            "connectInstance",
            "concurrentFunctions",
            "monthlyBudget",
            "restoredTabel"
        }) {
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("\n  " + name), name + ": " + refused.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channels | ,",
                "stage | my-aws",
                "senderAddress | <bids@example.com>",
                "senderAddress | bids@.x..com",
                "senderName | Bids ${AWS::Region}",
                "senderName | {{resolve:ssm:name}}",
                "senderPostalAddress | 1 Main\u2028Street",
                "restoredTable | arn:aws:dynamodb:eu-west-1:123456789012:table/muster",
                "issuer | https:////",
                "issuer | https://issuer.example.com/.well-known/openid-configuration",
                "audience | a b",
                "connectInstance | *",
                "connectFlow | arn:aws:connect:eu-west-1:123456789012:instance/i/contact-flow/f",
                "connectNumber | 5125550100",
                "smsNumbers | +15125550100=main,+15125550100=main",
                "smsNumbers | *=nosuch",
                "sendng | off"
            })
    void what_would_fail_at_the_deployment_or_later_is_refused_at_once(String name, String value) {
        var given = new TreeMap<>(Synthesised.LEAST);
        given.putAll(Map.of(
                "channels", "email,sms",
                "smsOrigination", "MUSTER",
                "smsNumbers", "*=main",
                "issuer", "https://issuer.example.com/",
                "audience", "muster",
                "connectInstance", "11111111-1111-1111-1111-111111111111",
                "connectFlow", "22222222-2222-2222-2222-222222222222",
                "connectNumber", "+15125550101"));
        Choices.of(given::get, given.keySet());
        given.put(name, value);
        var refused = assertThrows(Choices.Incomplete.class, () -> Choices.of(given::get, given.keySet()));
        assertTrue(String.valueOf(refused.getMessage()).contains("\n  " + name), refused.getMessage());
    }

    @Test
    void a_list_may_be_written_as_one() {
        var given = new TreeMap<String, Object>(Synthesised.LEAST);
        given.put("workspaces", List.of("main", "acme"));
        assertEquals(
                List.of("main", "acme"),
                Choices.of(given::get, given.keySet()).entrance().workspaces());
    }

    @Test
    void data_is_kept_unless_a_stage_is_there_to_try_things() {
        assertEquals(true, Synthesised.choices(Map.of("stage", "live")).kept());
        assertEquals(false, Synthesised.choices(Map.of("stage", "test")).kept());
        assertEquals(true, Synthesised.choices(Map.of("keep", "yes")).kept());
        assertEquals(
                false,
                Synthesised.choices(Map.of("stage", "production", "keep", "no")).kept());
    }

    @Test
    void a_stage_is_part_of_names_and_as_short_as_they_need() {
        for (var stage : new String[] {"", "a-stage-too-long-x", "ends-", "-starts", "has space", "Ünter"}) {
            if (stage.isEmpty()) {
                assertEquals(
                        "development",
                        Synthesised.choices(Map.of("stage", stage)).stage());
            } else {
                assertThrows(Choices.Incomplete.class, () -> Synthesised.choices(Map.of("stage", stage)), stage);
            }
        }
    }

    @Test
    void a_sender_is_verified_by_address_or_by_domain_or_was_before() {
        assertEquals(
                "example.com",
                Synthesised.choices(Map.of("verify", "domain")).sender().identity());
        assertTrue(Synthesised.choices(Map.of("verify", "domain")).sender().domain());
        assertTrue(Synthesised.choices(Map.of("verify", "existing-address"))
                .sender()
                .verified());
        assertEquals(
                "example.com",
                Synthesised.choices(Map.of("verify", "existing-domain"))
                        .sender()
                        .identity());
    }
}
