package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a team chooses, and what it is told when that does not do. */
class ChoicesTest {

    @Test
    void a_sender_and_an_alarm_address_are_enough() {
        var choices = Synthesised.choices(Map.of());
        assertEquals("muster-development", choices.stackName());
        assertEquals(false, choices.production());
        assertEquals(
                new Choices.Sender("bids@example.com", "Bids", "1 Main Street, Austin, TX", "bids@example.com", false),
                choices.sender());
        assertEquals(Set.of("EMAIL", "WEBSITE_FORM", "PHONE", "LINKEDIN", "MANUAL"), choices.channels());
        assertNull(choices.texts());
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
                "connectFlow", "flow",
                "concurrentFunctions", "9",
                "monthlyBudget", "-1"));
        var refused = assertThrows(Choices.Incomplete.class, () -> Choices.of(context::get));
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
            "connectInstance",
            "concurrentFunctions",
            "monthlyBudget"
        }) {
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("\n  " + name), name + ": " + refused.getMessage());
        }
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
