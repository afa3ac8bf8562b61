package io.muster.domain.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.account.Conflict;
import io.muster.domain.task.ByHand;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which work people were given about somebody of an account, as the campaign's own record tells it. */
class OvertakenErrandsTest {

    private static final String ID = Accounts.KEY.id();

    @Test
    void a_contacts_errand_is_overtaken_by_its_next_touch_and_by_nobody_elses() {
        var state = called("p0", "p1", "p0");
        assertEquals(List.of(ID + "-1-0-0"), ByHand.overtaken(state, "p0"));
        assertEquals(List.of(), ByHand.overtaken(state, "p1"));
        assertEquals(List.of(), ByHand.overtaken(state, "p2"));
        assertEquals(List.of(ID + "-1-0-0", ID + "-3-0-0"), ByHand.tasks(state, "p0"));
        assertEquals(List.of(), ByHand.tasks(state, "p0", Set.of(Channel.EMAIL, Channel.MANUAL)));
    }

    @Test
    void the_task_to_look_at_an_answer_is_found_by_the_answer() {
        var before = called("p0");
        var declined = new CampaignInput.Replied("r", Accounts.START, "p0", Response.Answer.DECLINED);
        var noted = (Decision.Changed) CampaignDecider.decide(before, declined);
        var made = noted.tasks().stream().map(task -> task.id()).toList();
        var line = new History("r", noted.campaign().version(), Accounts.START, noted.event());
        assertEquals(1, made.size());
        assertEquals(made, ByHand.alerts(Accounts.KEY, List.of(line), "p0"));
        assertEquals(List.of(), ByHand.alerts(Accounts.KEY, List.of(line), "p1"));
        var calm = new Event.Answered("p0", Response.Answer.NEUTRAL, null, null, Set.of(Conflict.PRIMARY_RESPONDED));
        assertEquals(List.of(), ByHand.alerts(Accounts.KEY, List.of(new History("q", 9, Accounts.START, calm)), "p0"));
    }

    private static CampaignState called(String... contacts) {
        var started = Accounts.started(5);
        var slices = new ArrayList<Slice>();
        for (int i = 0; i < contacts.length; i++) {
            Instant at = Accounts.START.plus(Duration.ofDays(3L * i));
            var touch = Touch.planned(contacts[i], null, Channel.PHONE, Touch.Kind.FOLLOW_UP, at)
                    .handedOver(Channel.PHONE, at, null);
            slices.add(new Slice(i + 1, 0, List.of(touch), null, 1));
        }
        return new CampaignState(started.campaign(), started.brief(), slices, started.responses());
    }
}
