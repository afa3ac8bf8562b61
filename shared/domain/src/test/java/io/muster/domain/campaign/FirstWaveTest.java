package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.Prospect.Exclusion;
import io.muster.domain.campaign.Prospect.Exclusion.Reason;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Recommendation;
import io.muster.domain.strategy.RiskFactor;
import io.muster.domain.strategy.Strategy;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstWaveTest {

    private static final Instant LATER = Instant.parse("2026-06-03T09:00:00Z");

    @Test
    void everybody_who_was_looked_at_is_chosen_or_passed_over_with_a_reason() {
        var considered = plan(Fixture.pool()).considered();
        assertEquals(
                List.of(
                        new Considered("c1", "Firm c1", Tier.GENERAL, true, null, "Tier 3, rank 2: no history.", null),
                        new Considered(
                                "c2",
                                "Firm c2",
                                Tier.GENERAL,
                                false,
                                Reason.NOT_NEEDED,
                                "Those who rank higher are enough for now.",
                                null)),
                considered.subList(7, 9));
        assertEquals(26, considered.size());
        assertEquals(8, considered.stream().filter(Considered::chosen).count());
    }

    @Test
    void who_is_kept_out_is_told_why_and_until_when() {
        var pool = with(
                excluded("b7", new Exclusion(Reason.COOLING_OFF, LATER)),
                excluded("b8", new Exclusion(Reason.SUPPRESSED, null)),
                unreachable("b9"));
        var considered = plan(pool).considered().stream()
                .filter(contractor -> contractor.contactId().compareTo("b6") > 0 && contractor.tier() == Tier.PROSPECT)
                .toList();
        assertEquals(
                List.of(
                        passedOver(
                                "b7",
                                Reason.COOLING_OFF,
                                "Another campaign contacted it a short while ago, and it cools off until " + LATER
                                        + ".",
                                LATER),
                        passedOver("b8", Reason.SUPPRESSED, "It is on the suppression list.", null),
                        passedOver(
                                "b9",
                                Reason.NO_CHANNEL,
                                "It cannot be reached on any channel of this campaign.",
                                null)),
                considered);
    }

    @Test
    void beyond_the_cap_of_a_tier_the_cap_is_the_reason_if_the_wave_goes_on_without_it() {
        assertEquals(List.of(Reason.TIER_FULL, Reason.TIER_FULL), sixthAndSeventh(Fixture.pool(7, 3, 20)));
        assertEquals(List.of(Reason.TIER_FULL, Reason.TIER_FULL), sixthAndSeventh(Fixture.pool(7, 0, 0)));
    }

    private static List<Reason> sixthAndSeventh(Pool pool) {
        return plan(pool).considered().subList(5, 7).stream()
                .map(contractor -> Objects.requireNonNull(contractor.reason()))
                .toList();
    }

    @Test
    void what_is_stored_has_the_reasons_of_the_chosen_and_counts_of_the_others() {
        var plan = plan(with(excluded("b8", new Exclusion(Reason.SUPPRESSED, null))))
                .wave()
                .plan();
        assertEquals(8, plan.reasons().size());
        assertEquals(Map.of("SUPPRESSED", 1), plan.passedOver());
    }

    private static FirstWave plan(Pool pool) {
        return FirstWave.plan(Fixture.draft(), START, Fixture.DEADLINE, pool);
    }

    private static Pool with(Prospect... more) {
        var prospects = new ArrayList<>(Fixture.pool().prospects());
        prospects.addAll(List.of(more));
        return new Pool(prospects, LearnedRates.NOTHING, TimeToBid.PRIOR, Fixture.ENABLED);
    }

    private static Prospect excluded(String id, Exclusion exclusion) {
        return prospect(id, List.of(Channel.EMAIL), exclusion);
    }

    private static Prospect unreachable(String id) {
        return prospect(id, List.of(Channel.LINKEDIN), null);
    }

    private static Prospect prospect(String id, List<Channel> channels, @Nullable Exclusion exclusion) {
        var usual = Fixture.prospect(id, Tier.PROSPECT);
        return new Prospect(
                id, usual.name(), usual.tier(), channels, usual.zone(), usual.past(), null, null, null, exclusion);
    }

    private static Considered passedOver(String id, Reason reason, String sentence, @Nullable Instant until) {
        return new Considered(id, "Firm " + id, Tier.PROSPECT, false, reason, sentence, until);
    }

    @Test
    void quiet_hours_are_a_risk_where_most_of_the_messages_fall_into_them_whatever_the_hour_at_the_place() {
        var open = Fixture.START;
        assertFalse(standard(open, "America/Chicago").risks().contains(RiskFactor.QUIET_HOURS));
        assertTrue(standard(open, "Asia/Tokyo").risks().contains(RiskFactor.QUIET_HOURS));
        var evening = Instant.parse("2026-06-01T22:30:00Z");
        assertTrue(standard(evening, "America/Chicago").risks().contains(RiskFactor.QUIET_HOURS));
        assertFalse(standard(evening, "America/Los_Angeles").risks().contains(RiskFactor.QUIET_HOURS));
    }

    @Test
    void a_campaign_over_a_weekend_is_told_that_its_hours_are_the_cause() {
        var saturday = standard(Instant.parse("2026-06-06T14:00:00Z"), "America/Chicago");
        assertTrue(saturday.recommendations().contains(Recommendation.MOVE_INTO_HOURS));
        var monday = standard(Fixture.START, "America/Chicago");
        assertFalse(monday.recommendations().contains(Recommendation.MOVE_INTO_HOURS));
    }

    private static Strategy standard(Instant start, String zone) {
        var prospects = Fixture.pool().prospects().stream()
                .map(prospect -> new Prospect(
                        prospect.contactId(),
                        prospect.name(),
                        prospect.tier(),
                        List.of(Channel.EMAIL),
                        ZoneId.of(zone),
                        prospect.past(),
                        null,
                        null,
                        null,
                        null))
                .toList();
        var created = CampaignDecider.create(new CampaignRequested(
                "create-1",
                start,
                Fixture.KEY,
                "bc_1",
                Fixture.request(),
                4,
                0.95,
                Urgency.STANDARD,
                List.of(Channel.EMAIL),
                start,
                start.plusSeconds(36 * 3600),
                false,
                new Pool(prospects, LearnedRates.NOTHING, TimeToBid.PRIOR, Fixture.ENABLED)));
        return Objects.requireNonNull(created.strategy());
    }
}
