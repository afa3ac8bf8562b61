package io.muster.functions.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import io.muster.aws.adviser.AdviceJson;
import io.muster.aws.adviser.Consultant;
import io.muster.aws.message.Message;
import io.muster.domain.adviser.Adviser;
import io.muster.domain.adviser.Consultation;
import io.muster.domain.adviser.Question;
import io.muster.domain.adviser.Recommendation;
import io.muster.domain.adviser.Reply;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignInput.CheckInRequested;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Response;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An adviser outside, from the timer to the timeline: it is asked once, waited for, and bound by what was allowed. */
class AdvisedCheckInTest {

    private static final Context CONTEXT = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new AssertionError("nobody asks the context for " + method.getName());
            });

    private final Scene scene = new Scene();
    private final List<Question> questions = new ArrayList<>();

    @AfterEach
    void close() {
        scene.close();
    }

    private Adviser model(Function<Question, Reply> says) {
        return new Adviser() {
            @Override
            public String name() {
                return "a model";
            }

            @Override
            public Reply ask(Question question) {
                questions.add(question);
                return says.apply(question);
            }
        };
    }

    /** Lets the first check-in fall due in silence and delivers it. */
    private List<Message> firstCheckIn(Adviser adviser) {
        scene.send();
        scene.pass(Duration.ofHours(6));
        var due = scene.take(scene.platform.installation().queues().checkIn());
        new CheckInHandler(scene.platform("check-in"), scene, adviser).handleRequest(Scene.delivery(due), CONTEXT);
        return due;
    }

    private Consultation said() {
        var event =
                (Event.CheckedIn) scene.campaigns.history(Scene.KEY).getLast().event();
        return Objects.requireNonNull(event.adviser());
    }

    private static String answer(String recommendations) {
        return """
            {"escalation": "moderate", "reasoning": "wait a little", "responseQuality": "none yet",
             "tierPerformance": "tier 1 is quiet", "concerns": ["silence"],
             "recommendations": %s, "confidence": 60}\
            """.formatted(recommendations);
    }

    @Test
    void an_answer_in_due_form_is_carried_out_within_what_was_allowed() {
        firstCheckIn(model(question -> AdviceJson.read(
                answer("[{\"action\": \"add_contractors\", \"n\": 1}, {\"action\": \"adjust_message\"}]"), question)));
        assertEquals("a model", said().by());
        assertNull(said().fallback());
        assertEquals(List.of(Recommendation.add(1)), said().executed());
        assertEquals(9, scene.state().byContact().size());
        assertEquals(1, questions.size());
    }

    @Test
    void a_check_in_delivered_twice_asks_once() {
        var adviser = model(question -> AdviceJson.read(answer("[{\"action\": \"continue\"}]"), question));
        var due = firstCheckIn(adviser);
        var once = scene.campaigns.history(Scene.KEY);
        new CheckInHandler(scene.platform("check-in"), scene, adviser).handleRequest(Scene.delivery(due), CONTEXT);
        assertEquals(once, scene.campaigns.history(Scene.KEY));
        assertEquals(1, questions.size());
    }

    @Test
    void a_look_by_hand_that_was_had_before_asks_nobody() {
        scene.send();
        scene.pass(Duration.ofHours(12));
        var consultant = Consultant.of(
                scene.platform, model(question -> AdviceJson.read(answer("[{\"action\": \"continue\"}]"), question)));
        for (int i = 0; i < 2; i++) {
            var asking = consultant.asking();
            scene.shell.apply(
                    Scene.KEY,
                    state -> asking.heard(
                            state,
                            new CheckInRequested("api/1", scene.business(), scene.find(state, scene.business()))));
        }
        assertEquals(1, questions.size());
    }

    @Test
    void garbage_a_refusal_and_a_crash_leave_it_to_the_rules_and_are_recorded() {
        record Case(Adviser adviser, Reply.Flaw flaw) {}
        var cases = List.of(
                new Case(model(question -> AdviceJson.read("Sure! Here is my advice:", question)), Reply.Flaw.INVALID),
                new Case(
                        model(question ->
                                AdviceJson.read(answer("[{\"action\": \"add_contractors\", \"n\": 1000}]"), question)),
                        Reply.Flaw.INVALID),
                new Case(
                        model(_ -> new Reply.Unusable(Reply.Flaw.REFUSED, "the day's budget is used up")),
                        Reply.Flaw.REFUSED),
                new Case(
                        model(_ -> {
                            throw new IllegalStateException("secret prompt");
                        }),
                        Reply.Flaw.FAILED));
        for (var one : cases) {
            try (var fresh = new Scene()) {
                fresh.send();
                fresh.pass(Duration.ofHours(6));
                var due = fresh.take(fresh.platform.installation().queues().checkIn());
                new CheckInHandler(fresh.platform("check-in"), fresh, one.adviser)
                        .handleRequest(Scene.delivery(due), CONTEXT);
                var event = (Event.CheckedIn)
                        fresh.campaigns.history(Scene.KEY).getLast().event();
                var said = Objects.requireNonNull(event.adviser());
                assertEquals("rules", said.by());
                assertEquals(one.flaw, Objects.requireNonNull(said.fallback()).flaw());
                assertTrue(!said.toString().contains("secret"), said.toString());
                assertTrue(event.checkIn().added() > 0, "the rules' wave is added");
            }
        }
    }

    @Test
    void a_campaign_that_changes_while_the_adviser_thinks_is_asked_about_once_more_and_then_left_to_the_rules() {
        var adviser = model(question -> {
            var id = "meanwhile-" + questions.size();
            scene.shell.apply(
                    Scene.KEY,
                    _ -> new CampaignInput.Replied(id, scene.business(), "contact-10", Response.Answer.NEUTRAL));
            return AdviceJson.read(answer("[{\"action\": \"continue\"}]"), question);
        });
        firstCheckIn(adviser);
        assertEquals(2, questions.size());
        assertEquals(
                Reply.Flaw.OUTDATED, Objects.requireNonNull(said().fallback()).flaw());
    }
}
