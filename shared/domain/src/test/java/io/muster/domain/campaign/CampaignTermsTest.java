package io.muster.domain.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.BidRequest.Place;
import io.muster.domain.campaign.BidRequest.Requester;
import io.muster.domain.campaign.BidWishes.Location;
import io.muster.domain.campaign.Merged.Fault;
import io.muster.domain.selection.Categories;
import io.muster.domain.strategy.Costs;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignTermsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T15:00:00Z");
    private static final Location AUSTIN = new Location("Austin", "tx", "78704", "US", 30.24, -97.77, 60.0);
    private static final BidWishes LAWN =
            new Wishes().type("lawn care").location(AUSTIN).build();

    @Test
    void a_full_request_becomes_terms_as_it_stands() {
        var wishes = new BidWishes(
                "Weekly lawn care",
                "Mowing and edging",
                "lawn care",
                List.of("Lawn Care", "landscaping", "lawn-care"),
                AUSTIN,
                3,
                24.0,
                Urgency.URGENT,
                null,
                new Money(new BigDecimal("450"), "USD"),
                List.of(Channel.PHONE, Channel.EMAIL),
                0.9,
                List.of("bc2"),
                Instant.parse("2026-05-05T15:00:00Z"),
                true,
                new Costs(1, 100, 10),
                new Requester("Dana", "dana@home.example.com"));
        assertEquals(
                new CampaignTerms(
                        "bc1",
                        NOW,
                        new BidRequest(
                                "Weekly lawn care",
                                "Mowing and edging",
                                "lawn care",
                                List.of("lawn-care", "landscaping"),
                                new Place("Austin", "TX", "78704", "US", 30.24, -97.77, 60),
                                ZoneId.of("America/Chicago"),
                                null,
                                new Money(new BigDecimal("450"), "USD"),
                                List.of("bc2"),
                                new Costs(1, 100, 10),
                                new Requester("Dana", "dana@home.example.com")),
                        3,
                        0.9,
                        Urgency.URGENT,
                        List.of(Channel.PHONE, Channel.EMAIL),
                        Instant.parse("2026-05-05T15:00:00Z"),
                        Instant.parse("2026-05-06T15:00:00Z"),
                        true),
                CampaignTerms.of("bc1", wishes, BidWishes.NONE, Categories.USUAL, NOW));
    }

    @Test
    void what_nobody_states_is_four_bids_at_95_percent_in_three_days_by_mail_and_form_from_now() {
        var terms = terms(LAWN, BidWishes.NONE);
        assertEquals(4, terms.needed());
        assertEquals(0.95, terms.confidence());
        assertEquals(Urgency.STANDARD, terms.urgency());
        assertEquals(List.of(Channel.EMAIL, Channel.WEBSITE_FORM), terms.channels());
        assertEquals(NOW, terms.startAt());
        assertEquals(NOW.plus(Duration.ofDays(3)), terms.deadline());
        assertEquals("lawn care", terms.request().title());
        assertEquals(List.of("lawn-care"), terms.request().categories());
        assertFalse(terms.waits());
    }

    @Test
    void the_request_wins_over_the_card_field_by_field() {
        var card = new Wishes()
                .type("plumbing")
                .location(AUSTIN)
                .needed(2)
                .urgency(Urgency.EMERGENCY)
                .build();
        var request = new Wishes().needed(6).channels(Channel.MANUAL).build();
        var terms = terms(request, card);
        assertEquals(6, terms.needed());
        assertEquals(Urgency.EMERGENCY, terms.urgency());
        assertEquals(List.of(Channel.MANUAL), terms.channels());
        assertEquals(List.of("plumbing"), terms.request().categories());
        assertEquals(NOW.plus(Duration.ofHours(1)), terms.deadline());
    }

    @ParameterizedTest
    @CsvSource({
        "1, EMERGENCY",
        "1.01, URGENT",
        "12, URGENT",
        "12.01, STANDARD",
        "72, STANDARD",
        "73, GROUP_BIDDING",
        "120, GROUP_BIDDING",
        "121, FLEXIBLE",
        "2160, FLEXIBLE"
    })
    void without_an_urgency_the_timeline_sets_it(double hours, Urgency urgency) {
        var terms = terms(new Wishes().from(LAWN).hours(hours).build(), BidWishes.NONE);
        assertEquals(urgency, terms.urgency());
        assertEquals(Duration.ofMillis(Math.round(hours * 3_600_000)), Duration.between(NOW, terms.deadline()));
    }

    @ParameterizedTest
    @CsvSource({"EMERGENCY, 1", "URGENT, 12", "STANDARD, 72", "GROUP_BIDDING, 120", "FLEXIBLE, 168"})
    void without_a_timeline_the_urgency_sets_it(Urgency urgency, int hours) {
        var terms = terms(new Wishes().from(LAWN).urgency(urgency).build(), BidWishes.NONE);
        assertEquals(NOW.plus(Duration.ofHours(hours)), terms.deadline());
        assertEquals(
                urgency == Urgency.EMERGENCY || urgency == Urgency.URGENT
                        ? List.of(Channel.EMAIL, Channel.SMS, Channel.WEBSITE_FORM)
                        : List.of(Channel.EMAIL, Channel.WEBSITE_FORM),
                terms.channels());
    }

    @Test
    void an_explicit_urgency_beside_a_timeline_sets_label_and_channels_only() {
        var terms = terms(
                new Wishes().from(LAWN).hours(48).urgency(Urgency.EMERGENCY).build(), BidWishes.NONE);
        assertEquals(Urgency.EMERGENCY, terms.urgency());
        assertEquals(NOW.plus(Duration.ofDays(2)), terms.deadline());
        assertTrue(terms.channels().contains(Channel.SMS));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-07T15:00:00Z, 6",
        "2026-05-08T15:00:00Z, 24",
        "2026-05-11T15:00:00Z, 24",
        "2026-05-12T15:00:00Z, 72",
        "2026-05-18T15:00:00Z, 72",
        "2026-05-19T15:00:00Z, 120",
        "2026-05-04T17:00:00Z, 2"
    })
    void a_completion_deadline_outranks_hours_and_never_leaves_more_than_there_is(String completion, int hours) {
        var terms =
                terms(new Wishes().from(LAWN).hours(700).completion(completion).build(), BidWishes.NONE);
        assertEquals(NOW.plus(Duration.ofHours(hours)), terms.deadline());
        assertEquals(Instant.parse(completion), terms.request().completionDeadline());
    }

    @Test
    void a_completion_date_is_the_end_of_that_day_at_the_place() {
        var terms = terms(new Wishes().from(LAWN).completion("2026-05-20").build(), BidWishes.NONE);
        assertEquals(Instant.parse("2026-05-21T05:00:00Z"), terms.request().completionDeadline());
    }

    @Test
    void whoever_states_either_kind_of_time_decides_it() {
        var card = new Wishes().from(LAWN).completion("2026-05-20").build();
        var terms = terms(new Wishes().hours(5).build(), card);
        assertEquals(NOW.plus(Duration.ofHours(5)), terms.deadline());
        assertEquals(null, terms.request().completionDeadline());
    }

    @Test
    void a_deadline_in_the_past_is_named() {
        var past = new Wishes().from(LAWN).completion("2026-05-04T14:59:59Z").build();
        assertEquals(
                List.of(new Fault(
                        "completionDeadline",
                        "completionDeadline 2026-05-04T14:59:59Z has passed; state a later one",
                        "a moment after 2026-05-04T15:00:00Z")),
                faults(past, BidWishes.NONE));
    }

    @Test
    void a_deadline_before_a_later_start_is_in_the_past_too() {
        var wishes = new Wishes()
                .from(LAWN)
                .completion("2026-05-06")
                .start("2026-05-08T00:00:00Z")
                .build();
        assertEquals(
                "completionDeadline", faults(wishes, BidWishes.NONE).getFirst().field());
    }

    @Test
    void everything_missing_or_wrong_is_named_at_once() {
        var wishes = new Wishes().hours(2161).completion(null).build();
        assertEquals(
                List.of("projectType", "location", "timelineHours"),
                faults(wishes, BidWishes.NONE).stream().map(Fault::field).toList());
    }

    @Test
    void a_location_of_its_own_replaces_the_cards_but_for_the_radius() {
        var dallas = new Location("Dallas", "TX", null, null, null, null, null);
        assertEquals(
                new Place("Dallas", "TX", null, null, null, null, 60),
                terms(new Wishes().location(dallas).build(), LAWN).request().place());
    }

    @Test
    void a_location_that_locates_nothing_refines_the_cards() {
        var wider = new Location(null, null, null, null, null, null, 90.0);
        assertEquals(
                new Place("Austin", "TX", "78704", "US", 30.24, -97.77, 90),
                terms(new Wishes().location(wider).build(), LAWN).request().place());
    }

    @Test
    void state_or_coordinates_must_come_from_one_of_the_two() {
        var nowhere = new Location("Austin", null, "78704", "US", null, null, null);
        var neither = new Wishes().type("lawn care").location(nowhere).build();
        assertEquals("location", faults(neither, BidWishes.NONE).getFirst().field());
    }

    @Test
    void coordinates_alone_will_do_and_their_zone_follows_the_sun() {
        var atSea = new Location(null, null, null, null, 10.0, -91.0, null);
        var request = terms(new Wishes().type("lawn care").location(atSea).build(), BidWishes.NONE)
                .request();
        assertEquals(new Place(null, null, null, null, 10.0, -91.0, 50), request.place());
        assertEquals(ZoneOffset.ofHours(-6), request.zone());
    }

    @Test
    void half_of_the_coordinates_beside_a_state_is_wrong() {
        var half = new Location(null, "TX", null, null, 30.0, null, null);
        assertEquals(
                "location.latitude",
                faults(new Wishes().from(LAWN).location(half).build(), BidWishes.NONE)
                        .getFirst()
                        .field());
    }

    @Test
    void an_unknown_state_of_the_us_is_wrong_and_elsewhere_anything_goes() {
        var unknown = new Location(null, "ZZ", null, null, null, null, null);
        assertEquals(
                "location.state",
                faults(new Wishes().from(LAWN).location(unknown).build(), BidWishes.NONE)
                        .getFirst()
                        .field());
        var abroad = new Location(null, "by", null, "DE", null, null, null);
        assertEquals(
                "BY",
                terms(new Wishes().from(LAWN).location(abroad).build(), BidWishes.NONE)
                        .request()
                        .place()
                        .state());
    }

    @Test
    void a_start_in_the_past_is_now_and_one_in_the_future_moves_the_deadline() {
        assertEquals(
                NOW,
                terms(new Wishes().from(LAWN).start("2026-05-01T00:00:00Z").build(), BidWishes.NONE)
                        .startAt());
        var later = terms(new Wishes().from(LAWN).start("2026-05-05T00:00:00Z").build(), BidWishes.NONE);
        assertEquals(Instant.parse("2026-05-08T00:00:00Z"), later.deadline());
        assertTrue(later.waits());
        assertFalse(later.starting().waits());
        assertEquals(Instant.parse("2026-05-05T00:00:00Z"), later.starting().at());
    }

    private static CampaignTerms terms(BidWishes request, BidWishes card) {
        return assertInstanceOf(CampaignTerms.class, CampaignTerms.of("bc1", request, card, Categories.USUAL, NOW));
    }

    private static List<Fault> faults(BidWishes request, BidWishes card) {
        return assertInstanceOf(Merged.Invalid.class, CampaignTerms.of("bc1", request, card, Categories.USUAL, NOW))
                .faults();
    }

    /** Wishes, part by part. */
    private static final class Wishes {
        private BidWishes wishes = BidWishes.NONE;

        Wishes from(BidWishes others) {
            wishes = others;
            return this;
        }

        Wishes type(String type) {
            return with(null, type, null, null, null, null, List.of(), null);
        }

        Wishes location(Location location) {
            return with(location, null, null, null, null, null, List.of(), null);
        }

        Wishes needed(int needed) {
            return with(null, null, needed, null, null, null, List.of(), null);
        }

        Wishes hours(double hours) {
            return with(null, null, null, hours, null, null, List.of(), null);
        }

        Wishes urgency(Urgency urgency) {
            return with(null, null, null, null, urgency, null, List.of(), null);
        }

        Wishes completion(@Nullable String completion) {
            return with(null, null, null, wishes.timelineHours(), null, completion, List.of(), null);
        }

        Wishes channels(Channel... channels) {
            return with(null, null, null, null, null, null, List.of(channels), null);
        }

        Wishes start(String at) {
            return with(null, null, null, null, null, null, List.of(), Instant.parse(at));
        }

        BidWishes build() {
            return wishes;
        }

        private Wishes with(
                @Nullable Location location,
                @Nullable String type,
                @Nullable Integer needed,
                @Nullable Double hours,
                @Nullable Urgency urgency,
                @Nullable String completion,
                List<Channel> channels,
                @Nullable Instant start) {
            wishes = new BidWishes(
                            null,
                            null,
                            type,
                            List.of(),
                            location,
                            needed,
                            hours,
                            urgency,
                            completion,
                            null,
                            channels,
                            null,
                            List.of(),
                            start,
                            null,
                            null,
                            null)
                    .over(wishes);
            return this;
        }
    }
}
