package io.muster.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.domain.touch.Channel;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstallationTest {

    @Test
    void every_setting_is_read_once() {
        var expected = new Installation(
                "muster",
                new Installation.Queues(
                        queue("DISPATCH"),
                        queue("CHECK_IN"),
                        queue("ESCALATION"),
                        queue("REPORTING"),
                        queue("FEEDBACK")),
                new Installation.Timers("muster", "arn:role", "arn:dead"),
                URI.create("https://muster.example.com"),
                new Installation.Sender("bids@example.com", "Muster", "1 Main Street"),
                Set.of(Channel.EMAIL, Channel.WEBSITE_FORM),
                "events",
                new Installation.Sms("+15125550199", "text-events"),
                new Numbers(Map.of("+15125550199", "acme", "*", "other")),
                new Installation.Connect("instance-1", "flow-1", "+15125550198"),
                false,
                null);
        assertEquals(expected, Installation.from(environment()));
    }

    @Test
    void everything_that_is_missing_or_wrong_is_told_at_once() {
        var environment = environment();
        environment.remove("MUSTER_TABLE");
        environment.put("MUSTER_DISPATCH_QUEUE_ARN", " ");
        environment.put("MUSTER_CHANNELS", "email, pigeon");
        environment.put("MUSTER_SMS_NUMBERS", "+15125550199, 5125550198=acme, *=other");
        var refused = assertThrows(Installation.IncompleteInstallation.class, () -> Installation.from(environment));
        assertEquals(
                "The environment is incomplete: MUSTER_TABLE is missing; MUSTER_DISPATCH_QUEUE_ARN is missing;"
                    + " MUSTER_CHANNELS names no channel: PIGEON; MUSTER_SMS_NUMBERS is a list of number=workspace,"
                    + " which this is not: +15125550199; MUSTER_SMS_NUMBERS is a list of number=workspace, which this"
                    + " is not: 5125550198=acme",
                refused.getMessage());
    }

    @Test
    void a_function_without_timers_is_told_so_only_when_it_sets_one() {
        var environment = environment();
        environment.remove("MUSTER_SCHEDULE_GROUP");
        var installation = Installation.from(environment);
        assertThrows(Installation.IncompleteInstallation.class, installation::requireTimers);
    }

    @Test
    void calls_need_all_of_connect_and_with_none_of_it_people_make_them() {
        var environment = environment();
        environment.remove("MUSTER_CONNECT_FLOW");
        var refused = assertThrows(Installation.IncompleteInstallation.class, () -> Installation.from(environment));
        assertEquals("The environment is incomplete: MUSTER_CONNECT_FLOW is missing", refused.getMessage());
        environment.remove("MUSTER_CONNECT_INSTANCE");
        environment.remove("MUSTER_CONNECT_NUMBER");
        assertNull(Installation.from(environment).connect());
    }

    private static Installation.Queue queue(String name) {
        return new Installation.Queue("https://sqs/" + name, "arn:" + name);
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        for (var name : List.of("DISPATCH", "CHECK_IN", "ESCALATION", "REPORTING", "FEEDBACK")) {
            environment.put("MUSTER_" + name + "_QUEUE_URL", "https://sqs/" + name);
            environment.put("MUSTER_" + name + "_QUEUE_ARN", "arn:" + name);
        }
        environment.put("MUSTER_TABLE", "muster");
        environment.put("MUSTER_KEYS_TABLE", "muster-keys");
        environment.put("MUSTER_SCHEDULE_GROUP", "muster");
        environment.put("MUSTER_SCHEDULER_ROLE_ARN", "arn:role");
        environment.put("MUSTER_SCHEDULE_DEAD_LETTER_ARN", "arn:dead");
        environment.put("MUSTER_PUBLIC_URL", "https://muster.example.com/");
        environment.put("MUSTER_SENDER_ADDRESS", "bids@example.com");
        environment.put("MUSTER_SENDER_NAME", "Muster");
        environment.put("MUSTER_SENDER_POSTAL_ADDRESS", "1 Main Street");
        environment.put("MUSTER_CHANNELS", "email, website_form");
        environment.put("MUSTER_CONFIGURATION_SET", "events");
        environment.put("MUSTER_SMS_ORIGINATION", "+15125550199");
        environment.put("MUSTER_SMS_CONFIGURATION_SET", "text-events");
        environment.put("MUSTER_SMS_NUMBERS", "+15125550199=acme, *=other");
        environment.put("MUSTER_CONNECT_INSTANCE", "instance-1");
        environment.put("MUSTER_CONNECT_FLOW", "flow-1");
        environment.put("MUSTER_CONNECT_NUMBER", "+15125550198");
        return environment;
    }
}
