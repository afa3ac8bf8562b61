package io.muster.domain.touch;

import static io.muster.domain.touch.Outreach.CAMPAIGN;
import static io.muster.domain.touch.Outreach.NOON;
import static io.muster.domain.touch.Outreach.occasion;
import static io.muster.domain.touch.Outreach.standing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.campaign.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EligibilityTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Occasion CALM = occasion(false);
    private static final Occasion PRESSING = occasion(true);

    private static Eligibility email(Occasion occasion, Gate gate) {
        return Eligibility.of(Channel.EMAIL, occasion, standing(gate), Limits.DEFAULT, 0, NOON);
    }

    private static Gate touched(Object... momentsAndCampaigns) {
        var gate = Gate.open("c1");
        for (int i = 0; i < momentsAndCampaigns.length; i += 2) {
            gate = gate.reserved(
                    new Gate.Recent((Instant) momentsAndCampaigns[i], (String) momentsAndCampaigns[i + 1]),
                    (Instant) momentsAndCampaigns[i]);
        }
        return gate;
    }

    @Test
    void a_contact_that_nobody_touched_is_eligible_now() {
        assertEquals(new Eligibility(List.of(), NOON), email(CALM, Gate.open("c1")));
    }

    @Test
    void a_suppressed_channel_never_opens() {
        var gate = Gate.open("c1").suppressing(Set.of(Channel.EMAIL));
        assertEquals(
                new Eligibility(List.of(new Obstacle(Obstacle.Kind.SUPPRESSED, null)), null), email(PRESSING, gate));
    }

    @Test
    void a_touch_by_the_same_campaign_counts_for_the_day_and_not_for_the_cool_off() {
        var gate = touched(NOON.minus(HOUR), CAMPAIGN);
        var tomorrow = NOON.minus(HOUR).plus(Duration.ofDays(1));
        assertEquals(
                new Eligibility(List.of(new Obstacle(Obstacle.Kind.DAILY_CAP, tomorrow)), tomorrow), email(CALM, gate));
    }

    @Test
    void the_daily_cap_is_waived_when_the_campaign_presses() {
        assertEquals(new Eligibility(List.of(), NOON), email(PRESSING, touched(NOON.minus(HOUR), CAMPAIGN)));
    }

    @Test
    void a_touch_by_another_campaign_cools_off_for_three_days_and_its_hold_for_as_long_as_it_runs() {
        var earlier = NOON.minus(Duration.ofHours(30));
        var gate = Gate.open("c1").reserved(new Gate.Recent(earlier, "other"), NOON.plus(HOUR));
        var cooled = earlier.plus(Duration.ofDays(3));
        assertEquals(
                List.of(
                        new Obstacle(Obstacle.Kind.COOLING_OFF, cooled),
                        new Obstacle(Obstacle.Kind.HELD_BY_ANOTHER_CAMPAIGN, NOON.plus(HOUR))),
                email(PRESSING, gate).obstacles());
        var ended = new Standing(gate, Set.of(Channel.EMAIL), ZoneOffset.UTC, null, false, false);
        assertEquals(
                List.of(new Obstacle(Obstacle.Kind.COOLING_OFF, cooled)),
                Eligibility.of(Channel.EMAIL, PRESSING, ended, Limits.DEFAULT, 0, NOON)
                        .obstacles());
    }

    @Test
    void the_weekly_cap_opens_when_the_oldest_of_three_is_a_week_old() {
        var oldest = NOON.minus(Duration.ofDays(6));
        var gate = touched(oldest, "a", NOON.minus(Duration.ofDays(5)), "b", NOON.minus(Duration.ofDays(4)), "c");
        var open = oldest.plus(Duration.ofDays(7));
        assertEquals(
                new Eligibility(List.of(new Obstacle(Obstacle.Kind.WEEKLY_CAP, open)), open), email(PRESSING, gate));
    }

    @Test
    void three_touches_in_one_campaign_are_the_most() {
        var day = Duration.ofDays(1);
        var gate = touched(
                NOON.minus(day.multipliedBy(10)), CAMPAIGN,
                NOON.minus(day.multipliedBy(9)), CAMPAIGN,
                NOON.minus(day.multipliedBy(8)), CAMPAIGN);
        assertEquals(new Eligibility(List.of(new Obstacle(Obstacle.Kind.CAMPAIGN_CAP, null)), null), email(CALM, gate));
    }

    @Test
    void the_channels_cap_opens_with_the_next_utc_date() {
        var full = Eligibility.of(Channel.EMAIL, PRESSING, standing(Gate.open("c1")), Limits.DEFAULT, 50, NOON);
        var midnight = Instant.parse("2026-11-25T00:00:00Z");
        assertEquals(new Eligibility(List.of(new Obstacle(Obstacle.Kind.CHANNEL_CAP, midnight)), midnight), full);
    }

    @Test
    void the_senders_minute_opens_with_the_next_one_and_a_provider_when_it_is_asked_again() {
        var limits = new Limits(1, 3, 3, Duration.ofDays(3), Map.of(), QuietHours.USUAL, Map.of(Channel.EMAIL, 2));
        var at = NOON.plusSeconds(20);
        var full =
                Eligibility.of(Channel.EMAIL, PRESSING, standing(Gate.open("c1")), limits, new Traffic(0, 2, null), at);
        var minute = NOON.plusSeconds(60);
        assertEquals(new Eligibility(List.of(new Obstacle(Obstacle.Kind.SENDER_RATE, minute)), minute), full);
        var down = NOON.plusSeconds(300);
        var shut =
                Eligibility.of(Channel.EMAIL, PRESSING, standing(Gate.open("c1")), limits, new Traffic(0, 1, down), at);
        assertEquals(new Eligibility(List.of(new Obstacle(Obstacle.Kind.PROVIDER_DOWN, down)), down), shut);
    }

    @Test
    void the_next_moment_is_the_first_at_which_all_gates_are_open_at_once() {
        // free of the cap on Wednesday at 23:00 UTC, of quiet hours on Thursday at 09:00 in Chicago
        var gate = touched(Instant.parse("2026-11-24T23:00:00Z"), CAMPAIGN);
        var contact = new Standing(gate, Set.of(Channel.EMAIL), ZoneId.of("America/Chicago"), "IL", false, true);
        var eligibility =
                Eligibility.of(Channel.EMAIL, CALM, contact, Limits.DEFAULT, 0, Instant.parse("2026-11-24T23:30:00Z"));
        assertEquals(
                new Eligibility(
                        List.of(
                                new Obstacle(Obstacle.Kind.QUIET_HOURS, Instant.parse("2026-11-25T15:00:00Z")),
                                new Obstacle(Obstacle.Kind.DAILY_CAP, Instant.parse("2026-11-25T23:00:00Z"))),
                        Instant.parse("2026-11-26T15:00:00Z")),
                eligibility);
    }

    @Test
    void a_moment_after_the_deadline_is_no_moment() {
        var soon = new Occasion(CAMPAIGN, Status.ACTIVE, NOON.plus(HOUR), false, ZoneOffset.UTC);
        assertEquals(null, email(soon, touched(NOON.minus(HOUR), CAMPAIGN)).next());
    }

    @Test
    void every_gate_that_says_no_is_listed() {
        var gate = Gate.open("c1")
                .reserved(new Gate.Recent(NOON.minus(HOUR), CAMPAIGN), NOON)
                .reserved(new Gate.Recent(NOON.minus(HOUR), CAMPAIGN), NOON)
                .reserved(new Gate.Recent(NOON.minus(HOUR), CAMPAIGN), NOON)
                .reserved(new Gate.Recent(NOON.minus(HOUR), "other"), NOON.plus(HOUR))
                .suppressing(Set.of(Channel.values()));
        var contact = new Standing(gate, Set.of(), null, null, true, true);
        var over = new Occasion(CAMPAIGN, Status.PAUSED, NOON, false, ZoneId.of("Asia/Tokyo"));
        var limits = new Limits(
                1,
                3,
                3,
                Duration.ofDays(3),
                Map.of(Channel.EMAIL, 50, Channel.SMS, 1),
                QuietHours.USUAL,
                Map.of(Channel.EMAIL, 7));
        var email =
                Eligibility.of(Channel.EMAIL, over, contact, limits, new Traffic(50, 7, NOON.plusSeconds(30)), NOON);
        var text = Eligibility.of(Channel.SMS, over, contact, limits, 50, NOON);
        var kinds = new TreeSet<Obstacle.Kind>();
        email.obstacles().forEach(obstacle -> kinds.add(obstacle.kind()));
        text.obstacles().forEach(obstacle -> kinds.add(obstacle.kind()));
        var gates = EnumSet.range(Obstacle.Kind.CAMPAIGN_NOT_SENDING, Obstacle.Kind.HELD_BY_ANOTHER_CAMPAIGN);
        assertEquals(new TreeSet<>(gates), kinds, "what comes after is found on the way, and is no gate");
    }
}
