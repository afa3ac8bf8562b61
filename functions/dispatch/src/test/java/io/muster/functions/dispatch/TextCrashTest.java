package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.invitation;
import static io.muster.functions.dispatch.Stage.wave;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.Status;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.functions.dispatch.Remote.Death;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ConflictException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ThrottlingException;

/** Kills the process before and after every remote call while it texts and calls, and delivers the message again. */
class TextCrashTest {

    private static final int MORE_THAN_ANY_LIFE = 200;

    @ParameterizedTest
    @EnumSource(Death.class)
    void a_process_killed_at_any_call_never_texts_or_calls_twice(Death death) {
        int deaths = everyCall(death, stage -> {});
        assertTrue(deaths >= 12, "too few remote calls were killed: " + deaths);
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void neither_does_one_whose_provider_throttles_and_knows_who_wants_no_texts(Death death) {
        int deaths = everyCall(
                death,
                stage -> stage.texts.behaviour = request -> {
                    switch (request.context().getOrDefault("touch", "")) {
                        case "camp1-1-0-0" -> {
                            if (stage.texts.offered.size() == 1) {
                                throw ThrottlingException.builder()
                                        .statusCode(400)
                                        .message("slow down")
                                        .build();
                            }
                        }
                        case "camp1-1-0-2" ->
                            throw ConflictException.builder()
                                    .reason("DESTINATION_PHONE_NUMBER_OPTED_OUT")
                                    .statusCode(400)
                                    .build();
                        default -> {}
                    }
                });
        assertTrue(deaths >= 16, "too few remote calls were killed: " + deaths);
    }

    /** Returns how many calls were the last of a life. */
    private static int everyCall(Death death, Consumer<Stage> setting) {
        for (int last = 1; last < MORE_THAN_ANY_LIFE; last++) {
            try (var stage = new Stage()) {
                setting.accept(stage);
                if (!survives(stage, new Remote(last, death))) {
                    return last - 1;
                }
            }
        }
        throw new AssertionError("a life with endless calls");
    }

    /** Returns whether the process died on the way. */
    private static boolean survives(Stage stage, Remote remote) {
        stage.machineCalls = true;
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        for (int i = 0; i < 3; i++) {
            stage.contact("c" + i, "c" + i + "@example.com", "+1512555010" + i);
        }
        stage.slice(invitation("c0", Channel.SMS), invitation("c1", Channel.PHONE), invitation("c2", Channel.SMS));
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
        stage.texts.ledger.forEach((touch, times) -> assertEquals(1, times, touch + " " + where));
        stage.provider.ledger.forEach((touch, times) -> assertEquals(1, times, touch + " " + where));
        var states = stage.states();
        assertTrue(states.stream().noneMatch(List.of("PLANNED", "CLAIMED", "SENDING")::contains), states + " " + where);
        long unknown = states.stream().filter("UNKNOWN"::equals).count();
        assertTrue(unknown <= (remote.died ? 1 : 0), states + " " + where);
        for (int position = 0; position < 3; position++) {
            var touch = "camp1-1-0-" + position;
            int accepted = stage.texts.ledger.getOrDefault(touch, 0) + stage.provider.ledger.getOrDefault(touch, 0);
            if (states.get(position).equals("SENT")) {
                assertEquals(1, accepted, "sent, and nobody took it: " + touch + " " + where);
            } else if (states.get(position).equals("FAILED")) {
                assertEquals(0, accepted, "failed, and somebody took it: " + touch + " " + where);
                assertEquals(
                        Channel.values().length,
                        stage.gate("c" + position).suppressed().size(),
                        where);
            }
        }
        assertEquals(List.of(), stage.tasks(), where);
        assertEquals(null, stage.stored().claim(), where);
    }
}
