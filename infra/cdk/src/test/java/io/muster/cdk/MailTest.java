package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    void ses_tells_of_looks_where_that_was_chosen_and_nowhere_else() {
        assertEquals(List.of("open", "click"), looks(Synthesised.everything()));
        assertEquals(List.of(), looks(Synthesised.development()));
    }

    private static List<String> looks(Synthesised stack) {
        return stack.only("AWS::SES::ConfigurationSetEventDestination")
                .at("/Properties/EventDestination/MatchingEventTypes")
                .valueStream()
                .map(JsonNode::asText)
                .filter(Set.of("open", "click")::contains)
                .toList();
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
    void the_topic_signs_what_it_delivers_in_the_version_that_the_handler_takes_and_in_its_envelope() {
        for (var stack : List.of(Synthesised.development(), Synthesised.everything())) {
            var id = topic(stack).substring(topic(stack).lastIndexOf(':') + 1);
            var topic = Objects.requireNonNull(stack.resources().get(id));
            assertEquals("2", topic.at("/Properties/SignatureVersion").asText());
            assertFalse(subscription(stack).path("RawMessageDelivery").asBoolean(false));
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
        assertFalse(borrowed.resources("AWS::SES::EmailIdentity").toString().contains("\"example.com\""));
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

    @Test
    void without_a_domain_for_answers_no_mail_comes_in() {
        var stack = Synthesised.development();
        assertTrue(stack.resources("AWS::SES::ReceiptRule").isEmpty());
        assertFalse(stack.template().toString().contains("/mail/"));
        assertFalse(stack.template().toString().contains("MUSTER_ANSWERS_DOMAIN"));
    }

    @Test
    void mail_to_the_domain_for_answers_is_looked_through_laid_into_the_bucket_and_told_to_the_topic() {
        var stack = Synthesised.everything();
        var rule = stack.only("AWS::SES::ReceiptRule");
        assertEquals("muster-production", rule.at("/Properties/RuleSetName").asText());
        assertEquals(
                "answers.example.com", rule.at("/Properties/Rule/Recipients/0").asText());
        assertEquals(1, rule.at("/Properties/Rule/Recipients").size());
        assertTrue(rule.at("/Properties/Rule/ScanEnabled").asBoolean());
        assertTrue(rule.at("/Properties/Rule/Enabled").asBoolean());
        var action = rule.at("/Properties/Rule/Actions/0/S3Action");
        var bucket = stack.resources("AWS::S3::Bucket").firstKey();
        assertEquals(bucket, stack.text(action.path("BucketName")));
        assertEquals("mail/", action.path("ObjectKeyPrefix").asText());
        assertEquals(topic(stack), stack.text(action.path("TopicArn")));
        var policies =
                rule.path("DependsOn").valueStream().map(JsonNode::asText).toList();
        for (var type : List.of("AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy")) {
            assertTrue(
                    stack.resources(type).keySet().stream().anyMatch(policies::contains),
                    type + " must be there when SES tries it: " + policies);
        }
    }

    @Test
    void for_mail_the_bucket_and_the_topic_take_what_that_rule_of_ses_brings_and_nothing_else() {
        var stack = Synthesised.everything();
        var rule =
                "arn:aws:ses:eu-west-1:123456789012:receipt-rule-set/muster-production:receipt-rule/muster-production";
        var files = bySes(stack.only("AWS::S3::BucketPolicy").path("Properties"), rule, stack);
        assertEquals("s3:PutObject", files.path("Action").asText());
        assertTrue(stack.text(files.path("Resource")).endsWith("/mail/*"), files.toString());
        var told = bySes(about(stack, "AWS::SNS::TopicPolicy", "/Topics/0"), rule, stack);
        assertEquals("sns:Publish", told.path("Action").asText());
        assertEquals(topic(stack), stack.text(told.path("Resource")));
    }

    private static JsonNode bySes(JsonNode policy, String rule, Synthesised stack) {
        return policy.at("/PolicyDocument/Statement")
                .valueStream()
                .filter(one -> one.at("/Principal/Service").asText().equals("ses.amazonaws.com"))
                .filter(one -> stack.text(one.at("/Condition/StringEquals/aws:SourceArn"))
                        .equals(rule))
                .filter(one -> stack.text(one.at("/Condition/StringEquals/aws:SourceAccount"))
                        .equals("123456789012"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no statement for " + rule + " in " + policy));
    }

    @Test
    void the_mails_lie_encrypted_for_a_fortnight_at_most_where_nobody_else_gets_at_them() {
        var bucket = Synthesised.everything().only("AWS::S3::Bucket").path("Properties");
        assertEquals(
                "AES256",
                bucket.at(
                                "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm")
                        .asText());
        assertEquals(
                14,
                bucket.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt());
        assertTrue(bucket.at("/LifecycleConfiguration/Rules/0/Prefix").isMissingNode());
        assertEquals(
                4,
                bucket.path("PublicAccessBlockConfiguration")
                        .valueStream()
                        .filter(JsonNode::asBoolean)
                        .count());
    }

    @Test
    void ses_verifies_the_domain_for_answers_unless_it_lies_within_the_senders() {
        var within = Synthesised.everything();
        assertEquals(1, within.resources("AWS::SES::EmailIdentity").size());
        assertEquals(
                "answers.example.com MX 10 inbound-smtp.eu-west-1.amazonaws.com",
                within.text(within.template().at("/Outputs/AnswersRecords/Value")));
        var apart = Synthesised.borrowed();
        assertEquals(
                "answers.example.org",
                apart.only("AWS::SES::EmailIdentity")
                        .at("/Properties/EmailIdentity")
                        .asText());
        var records = apart.text(apart.template().at("/Outputs/AnswersRecords/Value"));
        assertTrue(records.startsWith("answers.example.org MX 10 "), records);
        assertEquals(4, records.split(" CNAME ", -1).length, records);
    }

    @Test
    void the_rule_joins_a_set_that_the_account_has_active_or_a_set_of_its_own() {
        assertEquals(
                "muster-production",
                Synthesised.everything()
                        .only("AWS::SES::ReceiptRuleSet")
                        .at("/Properties/RuleSetName")
                        .asText());
        var joined = Synthesised.borrowed();
        assertTrue(joined.resources("AWS::SES::ReceiptRuleSet").isEmpty());
        assertEquals(
                "company",
                joined.only("AWS::SES::ReceiptRule")
                        .at("/Properties/RuleSetName")
                        .asText());
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
