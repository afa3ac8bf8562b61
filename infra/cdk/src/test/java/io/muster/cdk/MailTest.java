package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Mail and texts: the sender, and the way back of what providers say. */
class MailTest {

    @Test
    void what_ses_says_of_a_message_comes_back_on_the_feedback_queue() {
        var stack = Synthesised.development();
        var set = stack.only("AWS::SES::ConfigurationSet");
        assertEquals("muster-development", set.at("/Properties/Name").asText());
        assertEquals(
                true,
                set.at("/Properties/ReputationOptions/ReputationMetricsEnabled").asBoolean());
        var destination =
                stack.only("AWS::SES::ConfigurationSetEventDestination").at("/Properties/EventDestination");
        assertEquals(
                List.of("send", "delivery", "bounce", "complaint", "reject", "renderingFailure"),
                destination
                        .path("MatchingEventTypes")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
        assertEquals(topic(stack), stack.text(destination.at("/SnsDestination/TopicARN")));
        assertEquals(topic(stack), stack.text(subscription(stack).path("TopicArn")));
        assertEquals(
                "arn:aws:sqs:eu-west-1:123456789012:muster-development-feedback",
                stack.text(subscription(stack).path("Endpoint")));
    }

    @Test
    void what_the_feedback_queue_refuses_lies_with_its_dead_letters() {
        var stack = Synthesised.development();
        assertEquals(
                "arn:aws:sqs:eu-west-1:123456789012:muster-development-feedback-dlq",
                stack.text(subscription(stack).at("/RedrivePolicy/deadLetterTargetArn")));
        var allowed = new TreeMap<String, String>();
        for (var policy : stack.resources("AWS::SQS::QueuePolicy").values()) {
            for (var statement : policy.at("/Properties/PolicyDocument/Statement")) {
                if (statement.at("/Principal/Service").asText().equals("sns.amazonaws.com")) {
                    allowed.put(
                            stack.text(statement.path("Resource")),
                            stack.text(statement.at("/Condition/ArnEquals/aws:SourceArn")));
                }
            }
        }
        var base = "arn:aws:sqs:eu-west-1:123456789012:muster-development-feedback";
        assertEquals(new TreeMap<>(Map.of(base, topic(stack), base + "-dlq", topic(stack))), allowed);
    }

    @Test
    void messages_come_in_the_envelope_of_sns_in_which_the_handler_finds_when_a_text_was_taken() {
        var raw = subscription(Synthesised.development())
                .path("RawMessageDelivery")
                .asBoolean(false);
        try (var town = new TextedTown()) {
            town.deliver("STOP", "2026-03-02T10:05:00Z", raw);
            town.deliver("START", "2026-03-02T10:00:00Z", raw);
            assertTrue(town.closed(), "a START that was texted before the STOP, and comes after it, opens nothing");
        }
    }

    @Test
    void the_topic_takes_messages_of_ses_by_tls_and_of_nobody_else() {
        var stack = Synthesised.development();
        var senders = about(stack, "AWS::SNS::TopicPolicy", "/Topics/0")
                .at("/PolicyDocument/Statement")
                .valueStream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .map(statement -> statement.at("/Principal/Service").asText())
                .toList();
        assertEquals(List.of("ses.amazonaws.com"), senders);
    }

    @Test
    void an_address_is_verified_or_a_domain_with_signatures_or_neither_again() {
        assertEquals(
                "bids@example.com",
                Synthesised.development()
                        .only("AWS::SES::EmailIdentity")
                        .at("/Properties/EmailIdentity")
                        .asText());
        var domain = Synthesised.everything();
        assertEquals(
                "example.com",
                domain.only("AWS::SES::EmailIdentity")
                        .at("/Properties/EmailIdentity")
                        .asText());
        assertEquals(
                3,
                domain.text(domain.template().at("/Outputs/SenderRecords/Value"))
                                .split(" CNAME ", -1)
                                .length
                        - 1);
        var borrowed = Synthesised.borrowed();
        assertTrue(borrowed.resources("AWS::SES::EmailIdentity").isEmpty());
        assertTrue(sends(borrowed).endsWith(":identity/example.com"), sends(borrowed));
    }

    @Test
    void without_texts_there_is_nothing_of_them() {
        var stack = Synthesised.development();
        assertTrue(stack.resources("AWS::SMSVOICE::ConfigurationSet").isEmpty());
        assertFalse(stack.template().toString().contains("sms-voice.amazonaws.com"));
    }

    @Test
    void events_of_texts_and_texts_of_people_come_the_same_way() {
        var stack = Synthesised.everything();
        var destination = stack.only("AWS::SMSVOICE::ConfigurationSet").at("/Properties/EventDestinations/0");
        assertEquals(true, destination.path("Enabled").asBoolean());
        assertEquals("TEXT_ALL", destination.at("/MatchingEventTypes/0").asText());
        assertEquals(topic(stack), stack.text(destination.at("/SnsDestination/TopicArn")));
        assertEquals(topic(stack), stack.text(stack.template().at("/Outputs/Texts/Value")));
        var allowed = about(stack, "AWS::SNS::TopicPolicy", "/Topics/0")
                .at("/PolicyDocument/Statement")
                .valueStream()
                .filter(statement -> statement.at("/Principal/Service").asText().equals("sms-voice.amazonaws.com"))
                .toList();
        assertEquals(1, allowed.size());
        assertEquals("sns:Publish", allowed.getFirst().path("Action").asText());
        assertEquals("123456789012", stack.text(allowed.getFirst().at("/Condition/StringEquals/aws:SourceAccount")));
    }

    private static String sends(Synthesised stack) {
        return stack.resources("AWS::IAM::Policy").values().stream()
                .flatMap(policy ->
                        policy.at("/Properties/PolicyDocument/Statement").valueStream())
                .filter(statement -> statement.path("Action").toString().contains("ses:SendEmail"))
                .flatMap(statement -> statement.path("Resource").valueStream())
                .map(stack::text)
                .filter(resource -> resource.contains(":identity/"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode subscription(Synthesised stack) {
        return about(stack, "AWS::SNS::Subscription", "/TopicArn");
    }

    /** Returns the properties of what points to the topic of providers' events. */
    private static JsonNode about(Synthesised stack, String type, String pointer) {
        return stack.resources(type).values().stream()
                .map(resource -> resource.path("Properties"))
                .filter(properties -> stack.text(properties.at(pointer)).equals(topic(stack)))
                .findFirst()
                .orElseThrow();
    }

    private static String topic(Synthesised stack) {
        return "arn:aws:sns:eu-west-1:123456789012:"
                + stack.resources("AWS::SNS::Topic").keySet().stream()
                        .filter(id -> id.startsWith("mailevents"))
                        .findFirst()
                        .orElseThrow();
    }
}
