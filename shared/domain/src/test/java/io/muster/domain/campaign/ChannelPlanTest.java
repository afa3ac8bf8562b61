package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.CampaignInput.EscalationRequested;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignInput.ShortfallFound;
import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which channel a contact is asked on, which comes next, and what happens when one fails. */
class ChannelPlanTest {

    private static final ZoneId AUSTIN = ZoneId.of("America/Chicago");
    private static final List<Channel> URGENT = List.of(Channel.EMAIL, Channel.WEBSITE_FORM, Channel.SMS);
    private static final Set<Channel> ALL = Set.of(Channel.values());

    /** Returns a campaign that asks one contact, with these channels, and needs it. */
    private static CampaignState asking(
            List<Channel> allowed, Set<Channel> enabled, List<Channel> reachable, Instant at, @Nullable ZoneId zone) {
        var only = new Prospect("a0", "Firm", Tier.INTERNAL, reachable, zone, Gate.Past.NONE, null, null, null, null);
        return CampaignDecider.create(new CampaignRequested(
                        "create-1",
                        at,
                        Fixture.KEY,
                        "bc_1",
                        Fixture.request(),
                        1,
                        0.95,
                        Urgency.URGENT,
                        allowed,
                        at,
                        at.plusSeconds(24 * 3600),
                        false,
                        new Pool(List.of(only), LearnedRates.NOTHING, TimeToBid.PRIOR, enabled)))
                .state();
    }

    private static CampaignState asking(List<Channel> reachable) {
        return asking(URGENT, ALL, reachable, Fixture.START, AUSTIN);
    }

    private static List<Channel> channels(String names) {
        return List.of(names.split(" ")).stream().map(Channel::valueOf).toList();
    }

    private static Touch last(CampaignState state) {
        return state.byContact().getOrDefault("a0", List.of()).getLast();
    }

    private static Map<String, Reach> reach(List<Channel> channels) {
        return Map.of("a0", new Reach("a0", "Firm", channels, AUSTIN));
    }

    /** Returns the state once the last touch of the contact has ended so, and the campaign has been told. */
    private static CampaignState lost(CampaignState state, TouchState how, List<Channel> reachable) {
        var touch = last(state);
        var slice = state.slices().getLast();
        var ended = Fixture.touches(state, one -> one.equals(touch) ? one.in(how, "PROVIDER_EVENT") : one);
        assertTrue(Pending.of(ended, hours(1)).contains(new Effect.ReportUnreachable(slice.wave(), slice.index())));
        return Fixture.after(
                ended,
                new TouchesFailed("u" + slice.wave(), hours(1), slice.wave(), slice.index(), reach(reachable), ALL));
    }

    private static CampaignState reminded(CampaignState state, List<Channel> reachable) {
        var owing = Fixture.after(
                Fixture.sent(state, hours(0)),
                new EscalationRequested("e", hours(6), Level.MILD, Fixture.pool(0, 0, 0)));
        return Fixture.after(owing, new ShortfallFound("s", hours(6), reach(reachable), ALL));
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL WEBSITE_FORM SMS PHONE, EMAIL",
        "WEBSITE_FORM SMS PHONE, WEBSITE_FORM",
        "SMS PHONE, SMS",
        "PHONE SMS, SMS"
    })
    void whoever_is_asked_is_asked_on_the_first_channel_of_the_plan_that_it_has(String reachable, Channel first) {
        assertEquals(first, last(asking(channels(reachable))).channel());
    }

    @Test
    void a_channel_that_the_installation_lacks_or_the_campaign_forbids_is_passed_over() {
        var has = channels("EMAIL WEBSITE_FORM SMS");
        var noMail = Set.of(Channel.WEBSITE_FORM, Channel.SMS);
        assertEquals(
                Channel.WEBSITE_FORM,
                last(asking(URGENT, noMail, has, Fixture.START, AUSTIN)).channel());
        assertEquals(
                Channel.SMS,
                last(asking(List.of(Channel.SMS), ALL, has, Fixture.START, AUSTIN))
                        .channel());
        assertTrue(asking(URGENT, ALL, List.of(Channel.PHONE), Fixture.START, AUSTIN)
                .slices()
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL WEBSITE_FORM SMS, WEBSITE_FORM",
        "EMAIL SMS, SMS",
        "WEBSITE_FORM SMS, SMS",
        "WEBSITE_FORM, WEBSITE_FORM",
        "SMS, SMS"
    })
    void the_reminder_goes_on_the_next_channel_of_the_plan(String reachable, Channel next) {
        var touch = last(reminded(asking(channels(reachable)), channels(reachable)));
        assertEquals(Touch.Kind.REMINDER, touch.kind());
        assertEquals(next, touch.channel());
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, EMAIL WEBSITE_FORM SMS, WEBSITE_FORM",
        "BOUNCED, EMAIL WEBSITE_FORM SMS, WEBSITE_FORM",
        "FAILED, WEBSITE_FORM SMS, SMS",
        "BOUNCED, EMAIL SMS PHONE, SMS",
        "BOUNCED, SMS PHONE, PHONE",
        "FAILED, EMAIL PHONE, PHONE",
        "BOUNCED, SMS, MANUAL",
        "FAILED, EMAIL, MANUAL"
    })
    void what_did_not_arrive_is_tried_once_more_on_the_next_channel(TouchState how, String reachable, Channel next) {
        var asked = asking(channels(reachable));
        var touch = last(lost(asked, how, channels(reachable)));
        assertEquals(Touch.Kind.INVITATION, touch.kind());
        assertEquals(next, touch.channel());
        assertEquals(TouchState.PLANNED, touch.state());
    }

    @Test
    void a_call_that_failed_is_not_made_again_but_handed_to_a_person() {
        var reachable = channels("EMAIL PHONE");
        var called = lost(asking(reachable), TouchState.BOUNCED, reachable);
        assertEquals(Channel.PHONE, last(called).channel());
        assertEquals(
                Channel.MANUAL, last(lost(called, TouchState.FAILED, reachable)).channel());
    }

    @Test
    void after_three_touches_nobody_is_tried_another_way() {
        var reachable = channels("EMAIL WEBSITE_FORM SMS PHONE");
        var state = asking(reachable);
        for (var next : List.of(Channel.WEBSITE_FORM, Channel.SMS)) {
            state = lost(state, TouchState.BOUNCED, reachable);
            assertEquals(next, last(state).channel());
        }
        assertEquals(
                TouchState.SKIPPED,
                last(lost(state, TouchState.BOUNCED, reachable)).state());
    }

    @Test
    void a_channel_that_was_suppressed_meanwhile_is_no_next_channel() {
        var asked = asking(channels("EMAIL WEBSITE_FORM SMS"));
        assertEquals(
                Channel.SMS,
                last(lost(asked, TouchState.BOUNCED, channels("SMS"))).channel());
    }

    @Test
    void texts_and_calls_are_planned_for_the_hours_of_their_place_however_urgent() {
        var night = Instant.parse("2026-06-02T03:00:00Z"); // 22:00 in Austin
        assertEquals(
                night,
                last(asking(URGENT, ALL, channels("EMAIL"), night, AUSTIN)).notBefore());
        assertEquals(
                night,
                last(asking(URGENT, ALL, channels("WEBSITE_FORM"), night, AUSTIN))
                        .notBefore());
        assertEquals(
                Instant.parse("2026-06-02T13:00:00Z"),
                last(asking(URGENT, ALL, channels("SMS"), night, AUSTIN)).notBefore());
        assertEquals(
                night,
                last(asking(URGENT, ALL, channels("SMS"), night, null)).notBefore(),
                "the claim decides where the place is not known");
    }

    @Test
    void a_text_whose_hours_open_after_the_deadline_is_a_persons_task_at_once() {
        var night = Instant.parse("2026-06-02T03:00:00Z");
        var only = new Prospect(
                "a0", "Firm", Tier.INTERNAL, channels("SMS"), AUSTIN, Gate.Past.NONE, null, null, null, null);
        var created = CampaignDecider.create(new CampaignRequested(
                "create-1",
                night,
                Fixture.KEY,
                "bc_1",
                Fixture.request(),
                1,
                0.95,
                Urgency.EMERGENCY,
                URGENT,
                night,
                night.plusSeconds(3600),
                false,
                new Pool(List.of(only), LearnedRates.NOTHING, TimeToBid.PRIOR, ALL)));
        assertEquals(
                List.of(Touch.planned("a0", Tier.INTERNAL, Channel.MANUAL, Touch.Kind.INVITATION, night)),
                created.state().touches().collect(Collectors.toList()));
    }

    @Test
    void whoever_answered_is_neither_reminded_nor_tried_another_way() {
        var answered = Fixture.after(
                Fixture.sent(asking(channels("EMAIL SMS")), hours(0)),
                new CampaignInput.Replied("r", hours(1), "a0", Response.Answer.NEUTRAL));
        var bounced = Fixture.touches(answered, touch -> touch.in(TouchState.BOUNCED, "late"));
        assertInstanceOf(
                Decision.Ignored.class,
                CampaignDecider.decide(
                        bounced, new TouchesFailed("u", hours(2), 1, 0, reach(channels("EMAIL SMS")), ALL)));
    }
}
