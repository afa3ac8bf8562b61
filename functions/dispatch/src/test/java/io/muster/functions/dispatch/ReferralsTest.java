package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.CHICAGO;
import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.KEY;
import static io.muster.functions.dispatch.Stage.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.account.Member;
import io.muster.domain.account.Role;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.Status;
import io.muster.domain.error.Category;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Reference;
import io.muster.domain.touch.Touch;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that were planned to name a colleague, on the day on which they go. */
class ReferralsTest {

    private final Stage stage = new Stage();

    @BeforeEach
    void open() {
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        stage.table.put(CampaignStore.brief(
                KEY,
                new AccountBrief(
                        "Barton Foods",
                        "cold storage",
                        CHICAGO,
                        null,
                        List.of(
                                new Member("lee", Role.PRIMARY, 100, false),
                                new Member("dana", Role.SECONDARY, 70, true)),
                        SequenceTerms.USUAL)));
        person("dana", "Dana Reed");
        person("lee", "Lee Park");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void person(String id, String name) {
        stage.contacts.put(
                id,
                new Recipient(
                        id,
                        name,
                        name,
                        id + "@example.com",
                        null,
                        null,
                        null,
                        Set.of(Channel.EMAIL),
                        CHICAGO,
                        "TX",
                        "you are listed in a public directory"));
    }

    private static Touch referral(Touch.Kind kind, boolean inquired) {
        return Touch.planned("lee", null, Channel.EMAIL, kind, NOON).naming(new Reference("dana", inquired));
    }

    private OutgoingMessage sent(Touch touch) {
        stage.slice(touch);
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
        var message = stage.provider.accepted.getFirst();
        assertEquals("lee@example.com", message.to().address());
        return message;
    }

    /** The words of a message that names nobody. */
    private void namesNobody(OutgoingMessage message) {
        for (var part : List.of(message.subject(), message.text(), String.valueOf(message.html()))) {
            assertFalse(part.contains("Dana") || part.contains("colleague"), part);
        }
        assertTrue(message.text().contains("I am writing about cold storage at Barton Foods."), message.text());
    }

    @ParameterizedTest
    @CsvSource({
        "REFERRAL, true, Your colleague Dana Reed asked about cold storage.",
        "REFERRAL, false, I have written to your colleague Dana Reed about cold storage.",
        "REFERRAL_TWO, true, It was your colleague Dana Reed who asked.",
        "REFERRAL_TWO, false, So far I have written to your colleague Dana Reed.",
        "REFERRAL_THREE, true, Dana Reed from your company wanted to know more about cold storage.",
        "REFERRAL_THREE, false, Dana Reed from your company has had a message from me about cold storage.",
    })
    void a_colleague_is_named_and_said_to_have_asked_only_if_that_is_so(
            Touch.Kind kind, boolean inquired, String sentence) {
        var words = sent(referral(kind, inquired)).text();
        assertTrue(words.contains(sentence), words);
    }

    @ParameterizedTest
    @EnumSource(
            value = Touch.Kind.class,
            names = {"REFERRAL", "REFERRAL_TWO", "REFERRAL_THREE"})
    void one_who_has_opted_out_since_is_not_named(Touch.Kind kind) {
        stage.gate(Gate.open("dana").suppressing(Set.of(Channel.SMS)).next());
        namesNobody(sent(referral(kind, true)));
    }

    @Test
    void one_whose_address_alone_is_suppressed_is_not_named() {
        var suppressions = new SuppressionStore(stage.table, new SignedTokens(new KeyRing(stage.table)));
        suppressions.suppress(new SuppressionStore.Wish(
                "acme",
                null,
                Set.of("dana@example.com"),
                Set.of(Channel.EMAIL),
                Suppression.Reason.ONE_CLICK,
                "link",
                null,
                NOON));
        namesNobody(sent(referral(Touch.Kind.REFERRAL, true)));
    }

    @Test
    void one_who_was_erased_since_is_not_named() {
        stage.contacts.remove("dana");
        namesNobody(sent(referral(Touch.Kind.REFERRAL_TWO, true)));
    }

    @Test
    void one_who_opts_out_while_a_provider_refuses_is_not_named_in_the_next_attempt() {
        stage.slice(referral(Touch.Kind.REFERRAL, true));
        stage.provider.behaviour =
                message -> new Receipt.Refused(Category.RATE_LIMIT, "slow down", Duration.ofSeconds(5));
        stage.dispatch();
        assertEquals(List.of("PLANNED"), stage.states());
        stage.gate(Gate.open("dana").suppressing(Set.of(Channel.EMAIL)).next());
        stage.provider.behaviour = message -> new Receipt.Accepted("p-" + message.touchId());
        stage.pass(Duration.ofMinutes(10));
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
        namesNobody(stage.provider.accepted.getFirst());
    }
}
