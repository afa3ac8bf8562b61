package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.NOON;
import static io.muster.functions.dispatch.Stage.invitation;
import static io.muster.functions.dispatch.Stage.wave;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.message.Message;
import io.muster.domain.campaign.Status;
import io.muster.domain.error.Category;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Obstacle;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel whose way is looked at before the claim. */
class FormDispatchTest {

    private static final String SITE = "https://c1.example.com/";

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage();
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        stage.website("c1", SITE);
        stage.website("c2", "https://c2.example.com/");
        stage.contact("c3", "c3@example.com", null);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_form_is_looked_at_before_the_claim_and_posted_within_it() {
        stage.slice(invitation("c1", Channel.WEBSITE_FORM));
        var remote = Remote.immortal();
        stage.deliver(stage.handler(remote), wave());
        assertEquals(
                List.of(invitation("c1", Channel.WEBSITE_FORM).sent(NOON)),
                stage.stored().touches());
        assertEquals(List.of(SITE), stage.looks);
        int look = remote.calls.indexOf("prepare");
        int claim = remote.calls.indexOf("transactWriteItems");
        assertTrue(look >= 0 && look < claim && claim < remote.calls.indexOf("send"), remote.calls.toString());
        assertTrue(stage.provider.accepted.getFirst().text().contains("/u/"), "the way out is part of the message");
    }

    @Test
    void its_claim_lives_longer_than_one_of_mails_alone() {
        stage.slice(invitation("c1", Channel.WEBSITE_FORM), invitation("c3", Channel.EMAIL));
        var leases = new ArrayList<Duration>();
        stage.provider.behaviour = message -> {
            var claim = Objects.requireNonNull(stage.stored().claim());
            leases.add(Duration.between(stage.machine, claim.leaseUntil()));
            return new Receipt.Accepted(null);
        };
        stage.dispatch();
        stage.slice(invitation("c3", Channel.EMAIL));
        stage.dispatch();
        assertEquals(List.of(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(5)), leases);
    }

    @Test
    void where_no_form_is_the_touch_fails_and_the_next_channel_is_asked_for() {
        for (var kind : List.of(Obstacle.Kind.NO_FORM, Obstacle.Kind.SITE_REFUSED, Obstacle.Kind.ROBOTS)) {
            stage.closedSites.put(SITE, kind);
            stage.slice(invitation("c1", Channel.WEBSITE_FORM));
            stage.dispatch();
            assertEquals(
                    List.of(invitation("c1", Channel.WEBSITE_FORM).in(TouchState.FAILED, kind.name())),
                    stage.stored().touches());
            assertEquals(
                    List.of(Message.TouchesFailed.class),
                    stage.take("escalation").stream().map(Object::getClass).toList());
        }
        assertEquals(List.of(), stage.provider.offered);
        assertEquals(List.of(), stage.tasks());
    }

    @Test
    void a_form_that_wants_a_person_becomes_a_task_with_the_words_to_paste() {
        stage.closedSites.put(SITE, Obstacle.Kind.CAPTCHA);
        stage.slice(invitation("c1", Channel.WEBSITE_FORM), invitation("c2", Channel.WEBSITE_FORM));
        stage.dispatch();
        assertEquals(
                List.of(
                        invitation("c1", Channel.WEBSITE_FORM).handedOver(Channel.MANUAL, NOON, "CAPTCHA"),
                        invitation("c2", Channel.WEBSITE_FORM).sent(NOON)),
                stage.stored().touches());
        var task = stage.tasks().getFirst().instructions();
        assertTrue(task.contains("wants to see a person"), task);
        assertTrue(task.contains("Website: " + SITE), task);
        assertTrue(task.contains("Text to paste:"), task);
    }

    @Test
    void what_the_gates_hold_back_is_not_looked_at() {
        stage.campaign(Status.PAUSED, Urgency.URGENT, DEADLINE);
        stage.slice(invitation("c1", Channel.WEBSITE_FORM));
        stage.dispatch();
        assertEquals(List.of(), stage.looks);
    }

    @Test
    void several_forms_are_looked_at_and_each_is_posted_on_its_own_way() {
        stage.slice(invitation("c1", Channel.WEBSITE_FORM), invitation("c2", Channel.WEBSITE_FORM));
        stage.dispatch();
        assertEquals(List.of("SENT", "SENT"), stage.states());
        assertEquals(List.of("camp1-1-0-0", "camp1-1-0-1"), stage.provider.offered);
        assertEquals(2, stage.looks.size());
    }

    @Test
    void a_form_that_was_refused_is_looked_at_again_before_it_is_offered_again() {
        stage.provider.behaviour = message -> new Receipt.Refused(Category.API, "the website answers 429", null);
        stage.slice(invitation("c1", Channel.WEBSITE_FORM));
        stage.dispatch();
        stage.pass(Duration.ofSeconds(1));
        stage.provider.behaviour = message -> new Receipt.Accepted(null);
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
        assertEquals(List.of(SITE, SITE), stage.looks);
    }
}
