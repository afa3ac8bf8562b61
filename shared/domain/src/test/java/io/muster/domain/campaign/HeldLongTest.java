package io.muster.domain.campaign;

import static io.muster.domain.campaign.Accounts.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.muster.domain.campaign.CampaignInput.Paused;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.campaign.CampaignInput.Resumed;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldLongTest {

    private static final String OTHERS = "other campaigns have every contact that is left";

    @Test
    void a_sequence_that_finds_nobody_free_for_a_week_tells_its_owner_once_and_says_so() {
        var taken = taken(1, START.plus(Duration.ofDays(60)));
        var state = Accounts.started(Accounts.brief(1), taken);
        for (int day = 1; day < 7; day++) {
            state = Accounts.due(state, taken);
            assertEquals(List.of(), notices(state));
            assertNull(state.campaign().statusReason());
        }
        state = Accounts.due(state, taken);
        assertEquals(START.plus(Duration.ofDays(8)), alarm(state));
        assertEquals(List.of("requester ATTENTION"), notices(state));
        assertEquals(Status.ACTIVE, state.campaign().status());
        assertEquals(OTHERS, state.campaign().statusReason());
        state = Accounts.sent(state);
        for (int day = 8; day < 20; day++) {
            state = Accounts.due(state, taken);
        }
        assertEquals(List.of("requester ATTENTION"), notices(state));
    }

    @Test
    void once_it_goes_on_nothing_is_said_of_it_and_the_next_time_is_another() {
        var state = heldLong();
        var free = Accounts.sent(Accounts.due(state, Accounts.people(1)));
        assertNull(free.campaign().statusReason());
        var taken = taken(1, START.plus(Duration.ofDays(90)));
        for (int day = 0; day < 7; day++) {
            free = Accounts.due(free, taken);
            assertEquals(1, notices(free).size());
        }
        assertEquals(2, notices(Accounts.due(free, taken)).size());
    }

    @Test
    void a_touch_that_gates_hold_is_told_a_week_after_its_own_moment() {
        var state = Accounts.started(1);
        while (alarm(state).isBefore(START.plus(Duration.ofDays(7)))) {
            state = Accounts.due(state, Accounts.people(1));
            assertEquals(List.of(), notices(state));
        }
        assertEquals(START.plus(Duration.ofDays(7)), alarm(state));
        state = Accounts.due(state, Accounts.people(1));
        assertEquals(List.of("requester ATTENTION"), notices(state));
        assertEquals("the touch before is still under way", state.campaign().statusReason());
    }

    @Test
    void when_that_touch_goes_after_all_it_is_held_no_longer_and_a_hold_by_others_is_told_in_its_turn() {
        var state = underWayLong(Accounts.started(1), Accounts.people(1));
        var went = alarm(state).minusSeconds(60);
        state = Accounts.touches(state, touch -> touch.state().open() ? touch.sent(went) : touch);
        state = Accounts.due(state, Accounts.people(1));
        assertEquals(went.plus(Duration.ofDays(2)), alarm(state));
        assertNull(state.campaign().statusReason());
        var taken = taken(1, START.plus(Duration.ofDays(90)));
        while (alarm(state).isBefore(went.plus(Duration.ofDays(9)))) {
            state = Accounts.due(state, taken);
            assertEquals(1, notices(state).size());
        }
        state = Accounts.due(state, taken);
        assertEquals(2, notices(state).size());
        assertEquals(OTHERS, state.campaign().statusReason());
    }

    @Test
    void another_hold_in_place_of_the_one_that_was_told_is_told_too() {
        var state = Accounts.sent(heldLong());
        var free = Accounts.due(state, Accounts.people(1));
        assertNull(free.campaign().statusReason());
        var held = underWayLong(free, Accounts.people(1));
        assertEquals("the touch before is still under way", held.campaign().statusReason());
        var back = Accounts.touches(
                held,
                touch -> touch.state().open()
                        ? touch.kind().notice() ? touch.sent(alarm(held)) : touch.in(TouchState.SKIPPED, "SUPPRESSED")
                        : touch);
        var others = Accounts.due(back, taken(1, START.plus(Duration.ofDays(90))));
        assertEquals(OTHERS, others.campaign().statusReason());
        assertEquals(3, notices(others).size());
    }

    @Test
    void an_answer_that_pauses_nothing_leaves_it_held_and_what_was_told_is_not_told_again() {
        var people = Accounts.people(5);
        var life = Accounts.sent(Accounts.started(5));
        for (int touch = 1; touch < 5; touch++) {
            life = Accounts.sent(Accounts.due(life, people));
        }
        var taken = taken(5, START.plus(Duration.ofDays(200)));
        while (life.campaign().statusReason() == null) {
            life = Accounts.due(life, taken);
        }
        life = Accounts.sent(life);
        assertEquals(1, notices(life).size());
        var yes = Accounts.sent(Fixture.after(life, Accounts.reply("p1", alarm(life), Answer.POSITIVE)));
        assertEquals(2, notices(yes).size(), "the answer is passed on");
        assertEquals(OTHERS, yes.campaign().statusReason());
        for (int day = 0; day < 9; day++) {
            yes = Accounts.due(yes, taken);
        }
        assertEquals(2, notices(yes).size());
    }

    @Test
    void a_pause_and_an_answer_take_the_place_of_what_was_said_of_it() {
        var state = Accounts.sent(heldLong());
        var paused = Fixture.after(state, new Paused("p", alarm(state), "the client is away"));
        assertEquals("the client is away", paused.campaign().statusReason());
        assertNull(
                Fixture.after(paused, new Resumed("r", alarm(state))).campaign().statusReason());
        var answered = Fixture.after(state, Accounts.reply("p0", alarm(state), Answer.POSITIVE));
        assertEquals("primary_responded", answered.campaign().statusReason());
    }

    private static CampaignState heldLong() {
        var taken = taken(1, START.plus(Duration.ofDays(60)));
        var state = Accounts.started(Accounts.brief(1), taken);
        while (state.campaign().statusReason() == null) {
            state = Accounts.due(state, taken);
        }
        return Accounts.sent(state);
    }

    private static CampaignState underWayLong(CampaignState state, People people) {
        var life = state;
        while (life.campaign().statusReason() == null) {
            life = Accounts.due(life, people);
        }
        return life;
    }

    private static People taken(int count, Instant until) {
        var people = Accounts.people(count);
        for (var reach : people.reach().values()) {
            people = Accounts.with(
                    people, new Reach(reach.contactId(), reach.name(), reach.channels(), reach.zone(), until));
        }
        return people;
    }

    private static Instant alarm(CampaignState state) {
        return state.campaign().checkIns().getFirst();
    }

    private static List<String> notices(CampaignState state) {
        return state.touches()
                .filter(touch -> touch.kind().notice())
                .map(HeldLongTest::name)
                .toList();
    }

    private static String name(Touch touch) {
        return touch.contactId() + " " + touch.kind();
    }
}
