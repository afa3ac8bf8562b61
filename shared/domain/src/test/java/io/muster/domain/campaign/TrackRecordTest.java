package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.START;
import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.campaign.Response.Bid;
import io.muster.domain.contact.Interest;
import io.muster.domain.contact.Interest.Level;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Gate.Past;
import io.muster.domain.touch.Gate.Recent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a contact's own record says after touches and answers, and where that takes it. */
class TrackRecordTest {

    private static final String SPRING = "spring";
    private static final String SUMMER = "summer";

    @Test
    void a_touch_is_an_attempt_and_one_that_did_not_go_is_none() {
        var touched = touched(touched(Gate.open("c"), SPRING, START), SPRING, hours(24));
        assertEquals(new Past(2, 1, 0, 0, 0, 0, null, null), touched.past());
        assertEquals(
                new Past(1, 1, 0, 0, 0, 0, null, null), touched.released(SPRING).past());
        assertEquals(Past.NONE, touched.released(SPRING).released(SPRING).past());
    }

    @Test
    void an_answer_is_to_the_latest_touch_of_its_campaign_that_came_before_it() {
        var gate = touched(Gate.open("c"), SPRING, START);
        gate = touched(gate, SPRING, hours(24));
        gate = touched(gate, SUMMER, hours(25));
        gate = touched(gate, SPRING, hours(48));
        gate = answered(gate, SPRING, hours(30), Answer.NEUTRAL);
        assertEquals(
                List.of(
                        new Recent(START, SPRING),
                        new Recent(hours(24), SPRING, hours(30)),
                        new Recent(hours(25), SUMMER),
                        new Recent(hours(48), SPRING)),
                gate.recent());
        assertEquals(25.0, gate.history(hours(50)).engagement());
    }

    @Test
    void answers_leave_the_same_record_in_whatever_order_they_come() {
        var touched = touched(touched(Gate.open("c"), SPRING, START), SPRING, hours(24));
        var answers = new ArrayList<>(List.of(
                line(hours(1), Answer.POSITIVE),
                line(hours(2), Answer.NEUTRAL),
                line(hours(25), Answer.POSITIVE),
                line(hours(26), Answer.DECLINED)));
        var expected = new Gate(
                "c",
                touched.suppressed(),
                touched.hold(),
                List.of(new Recent(START, SPRING, hours(1)), new Recent(hours(24), SPRING, hours(25))),
                new Past(2, 1, 0, 1, 2, 4, hours(26), hours(25)),
                0);
        var random = new Random(3);
        for (int order = 0; order < 24; order++) {
            Collections.shuffle(answers, random);
            assertEquals(expected, all(touched, answers), () -> answers.toString());
        }
    }

    @Test
    void a_revised_bid_is_an_answer_and_no_second_positive() {
        var touched = touched(Gate.open("c"), SPRING, START);
        var bid = new Bid("b", null, null, hours(1));
        var first = new Response("c", Tier.GENERAL, Answer.BID, hours(1), hours(1), bid);
        var gate = TrackRecord.after(touched, SPRING, null, first, bid(bid, hours(1), false));
        var second = new Response("c", Tier.GENERAL, Answer.BID, hours(1), hours(5), bid);
        gate = TrackRecord.after(gate, SPRING, first, second, bid(bid, hours(5), true));
        assertEquals(new Past(1, 1, 1, 0, 1, 2, hours(5), hours(1)), gate.past());
    }

    @Test
    void touches_count_for_ninety_days_to_the_second() {
        var gate = touched(touched(Gate.open("c"), SPRING, START), SUMMER, START.plusSeconds(1));
        gate = answered(gate, SPRING, START, Answer.POSITIVE);
        var ninety = START.plus(Duration.ofDays(90));
        assertEquals(new Interest.History(2, 1, 1, 2, 1, START, START), gate.history(ninety));
        assertEquals(50.0, gate.history(ninety).engagement());
        assertEquals(new Interest.History(2, 1, 1, 1, 0, START, START), gate.history(ninety.plusSeconds(1)));
        assertEquals(0.0, gate.history(ninety.plusSeconds(2)).engagement());
        assertEquals(0, gate.history(START.minusSeconds(1)).recentTouches(), "not before it went");
    }

    @Test
    void the_latest_twenty_touches_are_kept_and_every_attempt_is_counted() {
        var gate = Gate.open("c");
        for (int day = 0; day < 30; day++) {
            gate = touched(gate, "campaign-" + day, hours(24 * day));
            gate = answered(gate, "campaign-" + day, hours(24 * day + 1), day < 15 ? Answer.NEUTRAL : Answer.POSITIVE);
        }
        var moment = hours(24 * 30);
        assertEquals(20, gate.recent().size());
        assertEquals(
                new Interest.History(30, 30, 15, 20, 20, hours(24 * 29 + 1), hours(24 * 29 + 1)), gate.history(moment));
    }

    @Test
    void one_positive_answer_takes_the_general_pool_to_prospects_and_a_prospect_nowhere() {
        var gate = answered(touched(Gate.open("c"), SPRING, START), SPRING, hours(1), Answer.POSITIVE);
        assertEquals(new Interest(Level.VERY_HIGH, 8, true), Interest.of(gate.history(hours(1)), hours(1)));
        assertEquals(Tier.PROSPECT, TrackRecord.promoted(Tier.GENERAL, gate, said(Answer.POSITIVE)));
        assertEquals(Tier.PROSPECT, TrackRecord.promoted(Tier.PROSPECT, gate, said(Answer.POSITIVE)));
        assertEquals(Tier.INTERNAL, TrackRecord.promoted(Tier.INTERNAL, gate, said(Answer.POSITIVE)));
    }

    @Test
    void the_second_positive_answer_takes_a_prospect_to_the_first_tier() {
        var gate = answered(touched(Gate.open("c"), SPRING, START), SPRING, hours(1), Answer.POSITIVE);
        gate = answered(touched(gate, SUMMER, hours(200)), SUMMER, hours(201), Answer.POSITIVE);
        assertEquals(Tier.INTERNAL, TrackRecord.promoted(Tier.PROSPECT, gate, said(Answer.POSITIVE)));
        assertEquals(Tier.PROSPECT, TrackRecord.promoted(Tier.GENERAL, gate, said(Answer.POSITIVE)), "one at a time");
    }

    @Test
    void no_other_answer_moves_anybody_however_interested() {
        var gate = answered(touched(Gate.open("c"), SPRING, START), SPRING, hours(1), Answer.POSITIVE);
        for (var answer : List.of(Answer.NEUTRAL, Answer.DECLINED, Answer.OPTED_OUT)) {
            assertEquals(Tier.GENERAL, TrackRecord.promoted(Tier.GENERAL, gate, said(answer)), answer.name());
        }
    }

    @Test
    void a_positive_answer_after_many_silences_is_not_interest_enough() {
        var gate = Gate.open("c");
        for (int day = 0; day < 9; day++) {
            gate = touched(gate, "campaign-" + day, hours(24 * day));
            gate = answered(gate, "campaign-" + day, hours(24 * day + 1), Answer.DECLINED);
        }
        for (int day = 9; day < 40; day++) {
            gate = touched(gate, "campaign-" + day, hours(24 * day));
        }
        gate = answered(gate, "campaign-39", hours(24 * 39 + 1), Answer.POSITIVE);
        var moment = hours(24 * 39 + 1);
        assertEquals(new Interest(Level.MEDIUM, 3, false), Interest.of(gate.history(moment), moment));
        assertEquals(Tier.GENERAL, TrackRecord.promoted(Tier.GENERAL, gate, said(Answer.POSITIVE)));
    }

    private static Gate touched(Gate gate, String campaignId, Instant at) {
        return gate.reserved(new Recent(at, campaignId), at.plus(Duration.ofDays(1)));
    }

    /** The contact's only answer in a campaign. */
    private static Gate answered(Gate gate, String campaignId, Instant at, Answer answer) {
        var response = new Response("c", Tier.GENERAL, answer, at, at, null);
        return TrackRecord.after(gate, campaignId, null, response, line(at, answer));
    }

    private static Gate all(Gate gate, List<History> answers) {
        Response earlier = null;
        for (var line : answers) {
            var answer = ((Event.Answered) line.event()).answer();
            var response = earlier == null
                    ? new Response("c", Tier.GENERAL, answer, line.at(), line.at(), null)
                    : new Response(
                            "c",
                            Tier.GENERAL,
                            answer.stronger(earlier.answer()),
                            line.at().isBefore(earlier.firstAt()) ? line.at() : earlier.firstAt(),
                            line.at().isAfter(earlier.at()) ? line.at() : earlier.at(),
                            null);
            gate = TrackRecord.after(gate, SPRING, earlier, response, line);
            earlier = response;
        }
        return gate;
    }

    private static History line(Instant at, Answer answer) {
        return new History("i-" + at, 2, at, said(answer));
    }

    private static Event said(Answer answer) {
        return new Event.Answered("c", answer);
    }

    private static History bid(Bid bid, Instant at, boolean revised) {
        var event = new Event.BidRecorded("c", bid, Response.Standing.COUNTED, revised, 1, null);
        return new History("bid-" + at, 2, at, event);
    }
}
