package io.muster.domain.touch;

import static io.muster.domain.touch.Outreach.LEASE;
import static io.muster.domain.touch.Outreach.MACHINE;
import static io.muster.domain.touch.Outreach.NOON;
import static io.muster.domain.touch.Outreach.invitation;
import static io.muster.domain.touch.Outreach.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.domain.error.Category;
import io.muster.domain.reply.Look;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SendingTest {

    private static final Slice.Claim CLAIM = new Slice.Claim("claim-1", MACHINE.plus(LEASE));
    private static final Touch PLANNED = invitation("c1", Channel.EMAIL);
    private static final Touch CLAIMED = PLANNED.in(TouchState.CLAIMED, null);
    private static final Touch UNDER_WAY = CLAIMED.sending(NOON);

    private static Slice held(Touch... touches) {
        return slice(touches).held(CLAIM);
    }

    @Test
    void beginning_keeps_the_lease() {
        assertEquals(held(UNDER_WAY, CLAIMED), Sending.begin(held(CLAIMED, CLAIMED), 0, MACHINE.plusSeconds(4), NOON));
    }

    @Test
    void a_look_changes_nothing_but_itself_and_outlives_every_step() {
        var looks = new Looks(NOON, null, true);
        var opened = Sending.seen(held(CLAIMED), 0, Looks.What.OPENED, Look.PERSON, NOON);
        var seen = Sending.seen(opened, 0, Looks.What.CLICKED, Look.MACHINE, NOON);
        assertEquals(held(CLAIMED.seen(looks)), seen);
        assertSame(seen, Sending.seen(seen, 0, Looks.What.OPENED, Look.PERSON, NOON.plusSeconds(1)));
        var begun = Sending.begin(seen, 0, MACHINE, NOON);
        assertEquals(held(UNDER_WAY.seen(looks)), begun);
        Stream.of(
                        Sending.recorded(begun, 0, new Receipt.Accepted("p1"), NOON),
                        Sending.recorded(begun, 0, new Receipt.BadAddress("no such user"), NOON),
                        Sending.recorded(begun, 0, new Receipt.Ambiguous("timeout"), NOON),
                        Sending.recorded(begun, 0, new Receipt.Refused(Category.RATE_LIMIT, "429", null), NOON),
                        Sending.settled(begun, 0, Transition.PROVIDER_DELIVERED, NOON),
                        Sending.settled(begun, 0, Transition.PROVIDER_BOUNCED, NOON),
                        Sending.closed(begun),
                        Sending.expired(seen, MACHINE.plus(LEASE)))
                .forEach(after -> assertEquals(looks, after.touches().getFirst().looks(), after.toString()));
    }

    @Test
    void an_expired_claim_never_sends_and_neither_does_nobodys() {
        assertThrows(IllegalStateException.class, () -> Sending.begin(held(CLAIMED), 0, MACHINE.plus(LEASE), NOON));
        assertThrows(IllegalStateException.class, () -> Sending.begin(slice(CLAIMED), 0, MACHINE, NOON));
    }

    @Test
    void one_touch_of_a_slice_is_on_its_way_at_most() {
        assertThrows(IllegalStateException.class, () -> Sending.begin(held(UNDER_WAY, CLAIMED), 1, MACHINE, NOON));
    }

    @Test
    void a_receipt_decides_where_the_touch_goes() {
        var later = NOON.plusSeconds(1);
        var slice = held(UNDER_WAY);
        assertEquals(held(PLANNED.sent(later)), Sending.recorded(slice, 0, new Receipt.Accepted("p1"), later));
        assertEquals(
                held(PLANNED.refused("429", later.plusSeconds(1))),
                Sending.recorded(
                        slice, 0, new Receipt.Refused(Category.RATE_LIMIT, "429", Duration.ofSeconds(1)), later));
        assertEquals(
                held(PLANNED.in(TouchState.FAILED, "no such user")),
                Sending.recorded(slice, 0, new Receipt.BadAddress("no such user"), later));
        assertEquals(
                held(UNDER_WAY.in(TouchState.UNKNOWN, "timeout")),
                Sending.recorded(slice, 0, new Receipt.Ambiguous("timeout"), later));
    }

    /** Returns the touch after a refusal for each of the categories, one after another. */
    private static Touch refused(Category... categories) {
        var touch = PLANNED;
        for (var category : categories) {
            var sending = held(touch.in(TouchState.CLAIMED, null).sending(NOON));
            touch = Sending.recorded(sending, 0, new Receipt.Refused(category, "no", null), NOON)
                    .touches()
                    .getFirst();
        }
        return touch;
    }

    @Test
    void a_refused_touch_waits_as_its_category_says() {
        assertEquals(NOON.plusSeconds(1), refused(Category.API).notBefore());
        assertEquals(NOON.plusSeconds(5), refused(Category.API, Category.API).notBefore());
        assertEquals(
                NOON.plusSeconds(15),
                refused(Category.API, Category.API, Category.API).notBefore());
        assertEquals(
                NOON.plusSeconds(180),
                refused(Category.API, Category.API, Category.API, Category.API).notBefore());
        assertEquals(NOON.plusSeconds(60), refused(Category.RATE_LIMIT).notBefore());
        assertEquals(NOON.plusSeconds(10), refused(Category.TIMEOUT).notBefore());
        assertEquals(NOON.plusSeconds(300), refused(Category.INTEGRATION).notBefore());
    }

    @Test
    void what_no_retry_helps_is_given_up_at_once_and_the_unknown_after_three() {
        assertEquals(TouchState.FAILED, refused(Category.VALIDATION).state());
        assertEquals(
                TouchState.PLANNED, refused(Category.UNKNOWN, Category.UNKNOWN).state());
        assertEquals(
                TouchState.FAILED,
                refused(Category.UNKNOWN, Category.UNKNOWN, Category.UNKNOWN).state());
        assertEquals(TouchState.PLANNED, refused(Category.INTEGRATION).state());
    }

    @Test
    void a_wait_is_machine_time_and_kept_as_a_business_moment() {
        var sending = held(CLAIMED.sending(NOON));
        var refused = Sending.recorded(
                sending,
                0,
                new Receipt.Refused(Category.API, "503", null),
                NOON,
                wait -> NOON.plus(wait.multipliedBy(3600)));
        assertEquals(NOON.plusSeconds(3600), refused.touches().getFirst().notBefore());
    }

    @Test
    void a_touch_refused_too_often_is_given_up() {
        var touch = PLANNED;
        for (int attempt = 0; attempt < Sending.MOST_ATTEMPTS; attempt++) {
            assertEquals(TouchState.PLANNED, touch.state());
            var sending = held(touch.in(TouchState.CLAIMED, null).sending(NOON));
            touch = Sending.recorded(sending, 0, new Receipt.Refused(Category.API, "429", null), NOON)
                    .touches()
                    .getFirst();
        }
        assertEquals(TouchState.FAILED, touch.state());
        assertEquals("REFUSED_TOO_OFTEN: 429", touch.reason());
    }

    @Test
    void a_provider_event_that_comes_before_our_own_record_wins_over_it() {
        var early = Sending.settled(held(UNDER_WAY), 0, Transition.PROVIDER_DELIVERED, NOON);
        assertEquals(TouchState.DELIVERED, early.touches().getFirst().state());
        assertEquals(early, Sending.recorded(early, 0, new Receipt.Ambiguous("timeout"), NOON));
    }

    @Test
    void an_unknown_touch_is_settled_by_the_provider_and_keeps_the_moment_at_which_it_may_have_gone() {
        var unknown = slice(UNDER_WAY.in(TouchState.UNKNOWN, "timeout"));
        assertEquals(
                slice(UNDER_WAY.in(TouchState.SENT, null)),
                Sending.settled(unknown, 0, Transition.PROVIDER_ACCEPTED, NOON.plusSeconds(60)));
    }

    @Test
    void an_operator_settles_what_nobody_knows_and_nothing_else() {
        var unknown = slice(UNDER_WAY.in(TouchState.UNKNOWN, "timeout"));
        var later = NOON.plusSeconds(60);
        var sent = Sending.settled(unknown, 0, Settlement.SENT, later);
        assertEquals(slice(PLANNED.sent(NOON).in(TouchState.SENT, "SETTLED_BY_OPERATOR")), sent);
        var lost = Sending.settled(unknown, 0, Settlement.NOT_SENT, later);
        assertEquals(slice(PLANNED.in(TouchState.FAILED, "SETTLED_BY_OPERATOR")), lost);
        var undated = slice(PLANNED.in(TouchState.UNKNOWN, null));
        assertEquals(
                slice(PLANNED.sent(later).in(TouchState.SENT, "SETTLED_BY_OPERATOR")),
                Sending.settled(undated, 0, Settlement.SENT, later));
        for (var known : TouchState.values()) {
            var stands = held(UNDER_WAY.in(known, null));
            if (known != TouchState.UNKNOWN) {
                assertSame(stands, Sending.settled(stands, 0, Settlement.SENT, later));
                assertSame(stands, Sending.settled(stands, 0, Settlement.NOT_SENT, later));
            }
        }
    }

    @Test
    void a_provider_knows_better_what_an_operator_said_did_not_go() {
        var unknown = slice(UNDER_WAY.in(TouchState.UNKNOWN, "timeout"));
        var lost = Sending.settled(unknown, 0, Settlement.NOT_SENT, NOON);
        assertEquals(
                slice(PLANNED.sent(NOON.plusSeconds(60)).in(TouchState.DELIVERED, null)),
                Sending.settled(lost, 0, Transition.PROVIDER_DELIVERED, NOON.plusSeconds(60)));
        var refused = slice(PLANNED.in(TouchState.FAILED, "REFUSED: no such user"));
        assertSame(refused, Sending.settled(refused, 0, Transition.PROVIDER_DELIVERED, NOON));
    }

    @Test
    void closing_a_claim_plans_again_what_was_not_called() {
        assertEquals(slice(PLANNED.sent(NOON), PLANNED), Sending.closed(held(PLANNED.sent(NOON), CLAIMED)));
    }

    @Test
    void only_an_expired_claim_is_taken_away() {
        assertEquals(
                held(CLAIMED),
                Sending.expired(held(CLAIMED), MACHINE.plus(LEASE).minusNanos(1)));
        assertEquals(slice(PLANNED), Sending.expired(held(CLAIMED), MACHINE.plus(LEASE)));
        assertEquals(
                slice(UNDER_WAY.in(TouchState.UNKNOWN, "OUTCOME_NOT_RECORDED")),
                Sending.expired(held(UNDER_WAY), MACHINE.plus(LEASE)));
    }
}
