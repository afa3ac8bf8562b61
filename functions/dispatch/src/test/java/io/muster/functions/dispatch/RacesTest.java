package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.KEY;
import static io.muster.functions.dispatch.Stage.invitation;
import static io.muster.functions.dispatch.Stage.wave;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Status;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.TouchState;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two campaigns that want one contact at the same moment: one has it, and the other waits. */
class RacesTest {

    private static final CampaignKey OTHER = new CampaignKey("acme", "camp2");
    private static final int MORE_THAN_ANY_LIFE = 60;

    /** Returns a stage with a contact that both campaigns are about to write to. */
    private static Stage contested() {
        var stage = new Stage();
        stage.contact("c1", "c1@example.com", null);
        for (var key : List.of(KEY, OTHER)) {
            stage.campaign(key, Status.ACTIVE, Urgency.URGENT, DEADLINE);
            stage.slice(key, invitation("c1", Channel.EMAIL));
        }
        return stage;
    }

    /** Returns the campaign that has the contact; whatever happened, it is one, and the other has not sent. */
    private static CampaignKey winner(Stage stage) {
        var winners = Stream.of(KEY, OTHER)
                .filter(key -> stage.stored(key).touches().getFirst().state() == TouchState.SENT)
                .toList();
        assertEquals(1, winners.size(), winners.toString());
        var winner = winners.getFirst();
        var loser = winner.equals(KEY) ? OTHER : KEY;
        var waits = stage.stored(loser).touches().getFirst();
        assertTrue(Set.of(TouchState.PLANNED, TouchState.SKIPPED).contains(waits.state()), waits.toString());
        assertEquals(
                winner.id(), Objects.requireNonNull(stage.gate("c1").hold()).campaignId());
        assertEquals(
                List.of(winner.id() + "-1-0-0"),
                stage.provider.accepted.stream().map(OutgoingMessage::touchId).toList());
        return winner;
    }

    @Test
    void whenever_the_other_comes_between_exactly_one_campaign_has_the_contact() {
        var winners = new HashSet<CampaignKey>();
        for (int call = 1; call < MORE_THAN_ANY_LIFE; call++) {
            try (var stage = contested()) {
                var other = stage.handler(Remote.immortal());
                var remote = Remote.overtaken(call, () -> stage.deliver(other, wave(OTHER)));
                stage.deliver(stage.handler(remote), wave());
                winners.add(winner(stage));
                if (!remote.died) {
                    assertTrue(call > 5, "too few calls were overtaken: " + call);
                    assertEquals(Set.of(KEY, OTHER), winners);
                    return;
                }
            }
        }
        throw new AssertionError("a life with endless calls");
    }

    @Test
    void of_two_functions_that_claim_in_parallel_one_wins_each_time() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 50; round++) {
                try (var stage = contested()) {
                    var start = new CyclicBarrier(2);
                    var both = Stream.of(KEY, OTHER)
                            .<Future<?>>map(key -> threads.submit(() -> {
                                var handler = stage.handler(Remote.immortal());
                                start.await();
                                return stage.deliver(handler, wave(key));
                            }))
                            .toList();
                    for (var one : both) {
                        one.get();
                    }
                    winner(stage);
                }
            }
        }
    }
}
