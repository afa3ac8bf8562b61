package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.invitation;
import static io.muster.functions.dispatch.Stage.wave;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.Status;
import io.muster.domain.error.Category;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Obstacle;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.Remote.Death;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the process before and after every remote call that it makes, and delivers the message again. */
class DispatchCrashTest {

    private static final int MORE_THAN_ANY_LIFE = 200;

    @ParameterizedTest
    @EnumSource(Death.class)
    void a_process_killed_at_any_call_never_sends_twice_and_loses_at_most_one_touch(Death death) {
        int deaths = everyCall(death, provider -> {});
        assertTrue(deaths >= 12, "too few remote calls were killed: " + deaths);
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void neither_does_one_whose_provider_refuses_and_rejects(Death death) {
        int deaths = everyCall(
                death,
                provider -> provider.behaviour = message -> switch (message.touchId()) {
                    case "camp1-1-0-0" ->
                        provider.offered.stream().filter("camp1-1-0-0"::equals).count() == 1
                                ? new Receipt.Refused(Category.API, "429", null)
                                : new Receipt.Accepted("p");
                    case "camp1-1-0-2" -> new Receipt.BadAddress("550");
                    default -> new Receipt.Accepted("p");
                });
        assertTrue(deaths >= 16, "too few remote calls were killed: " + deaths);
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void a_form_is_never_posted_twice_whatever_dies_between_the_look_and_the_record(Death death) {
        int deaths = everyCall(death, provider -> {}, DispatchCrashTest::forms);
        assertTrue(deaths >= 14, "too few remote calls were killed: " + deaths);
    }

    /** One firm is written to by mail, one by its form, and one asks for a person. */
    private static void forms(Stage stage) {
        stage.website("c2", "https://c2.example.com/");
        stage.website("c1", "https://c1.example.com/");
        stage.closedSites.put("https://c1.example.com/", Obstacle.Kind.CAPTCHA);
        stage.slice(
                invitation("c0", Channel.EMAIL),
                invitation("c1", Channel.WEBSITE_FORM),
                invitation("c2", Channel.WEBSITE_FORM));
    }

    /** Returns how many calls were the last of a life. */
    private static int everyCall(Death death, Consumer<FakeProvider> setting) {
        return everyCall(
                death,
                setting,
                stage -> stage.slice(
                        invitation("c0", Channel.EMAIL),
                        invitation("c1", Channel.PHONE),
                        invitation("c2", Channel.EMAIL)));
    }

    private static int everyCall(Death death, Consumer<FakeProvider> setting, Consumer<Stage> slice) {
        for (int last = 1; last < MORE_THAN_ANY_LIFE; last++) {
            try (var stage = new Stage()) {
                setting.accept(stage.provider);
                if (!survives(stage, slice, new Remote(last, death))) {
                    return last - 1;
                }
            }
        }
        throw new AssertionError("a life with endless calls");
    }

    /** Returns whether the process died on the way. */
    private static boolean survives(Stage stage, Consumer<Stage> slice, Remote remote) {
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        for (int i = 0; i < 3; i++) {
            stage.contact("c" + i, "c" + i + "@example.com", "+1512555010" + i);
        }
        slice.accept(stage);
        var handler = stage.handler(remote);
        try {
            stage.deliver(handler, wave());
        } catch (Killed killed) {
            assertTrue(remote.died);
        }
        for (int delivery = 0; delivery < 4; delivery++) {
            stage.pass(Duration.ofSeconds(30));
            stage.dispatch();
        }
        check(stage, remote);
        return remote.died;
    }

    private static void check(Stage stage, Remote remote) {
        var where = remote.died ? "killed at " + remote.calls : "not killed";
        stage.provider.ledger.forEach((touch, times) -> assertEquals(1, times, touch + " " + where));
        var states = stage.states();
        assertTrue(states.stream().noneMatch(List.of("PLANNED", "CLAIMED", "SENDING")::contains), states + " " + where);
        long unknown = states.stream().filter("UNKNOWN"::equals).count();
        assertTrue(unknown <= (remote.died ? 1 : 0), states + " " + where);
        assertEquals("SENT", states.get(1), where);
        assertEquals(1, stage.tasks().size(), where);
        long reached = stage.stored().touches().stream()
                .filter(touch ->
                        touch.channel() == Channel.EMAIL && touch.state().reached())
                .count();
        assertEquals(reached, stage.used(Channel.EMAIL, LocalDate.parse("2026-11-24")), "caps " + states + " " + where);
        assertEquals(null, stage.stored().claim(), where);
    }
}
