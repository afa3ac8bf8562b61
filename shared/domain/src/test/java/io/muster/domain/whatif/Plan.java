package io.muster.domain.whatif;

import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.CampaignCreated;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignRequested;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Costs;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Strategy;
import io.muster.domain.strategy.StrategyRequest;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A campaign to be simulated, a fact at a time; the worked example unless told otherwise. */
record Plan(
        int needed,
        Instant start,
        double timeline,
        Urgency urgency,
        List<Channel> channels,
        List<Prospect> people,
        LearnedRates rates,
        TimeToBid time,
        List<Double> checkIns,
        Limits limits,
        Map<Channel, Integer> usedToday,
        Map<Channel, Double> prices,
        @Nullable Costs costs) {

    /** A Monday, nine o'clock in Austin. */
    static final Instant MONDAY = Instant.parse("2026-06-01T14:00:00Z");

    private static final ZoneId AUSTIN = ZoneId.of("America/Chicago");
    private static final Set<Channel> ENABLED = EnumSet.allOf(Channel.class);
    private static final Set<Channel> CARRIED = EnumSet.of(Channel.EMAIL, Channel.SMS, Channel.WEBSITE_FORM);
    private static final Limits LIMITS = new Limits(1, 3, 3, Duration.ofDays(3), Map.of());

    static Plan urgent() {
        return new Plan(
                4,
                MONDAY,
                24,
                Urgency.URGENT,
                List.of(Channel.EMAIL),
                people(3, 3, 20),
                LearnedRates.NOTHING,
                TimeToBid.PRIOR,
                StrategyRequest.USUAL_CHECK_INS,
                LIMITS,
                Map.of(),
                Map.of(),
                null);
    }

    static List<Prospect> people(int internal, int vetted, int general) {
        var people = new ArrayList<Prospect>();
        for (var tier : Tier.values()) {
            int count = switch (tier) {
                case INTERNAL -> internal;
                case PROSPECT -> vetted;
                case GENERAL -> general;
            };
            for (int i = 0; i < count; i++) {
                people.add(person(tier, i, Gate.Past.NONE));
            }
        }
        return people;
    }

    static Prospect person(Tier tier, int number, Gate.Past past) {
        var id = "p" + tier.number() + "-" + number;
        var channels = List.of(Channel.EMAIL, Channel.SMS, Channel.WEBSITE_FORM, Channel.PHONE);
        return new Prospect(id, "Firm " + id, tier, channels, AUSTIN, past, null, null, null, null);
    }

    Plan needing(int bids) {
        return new Plan(
                bids, start, timeline, urgency, channels, people, rates, time, checkIns, limits, usedToday, prices,
                costs);
    }

    Plan at(Instant moment, double hours, Urgency how, Channel... by) {
        return new Plan(
                needed,
                moment,
                hours,
                how,
                List.of(by),
                people,
                rates,
                time,
                checkIns,
                limits,
                usedToday,
                prices,
                costs);
    }

    Plan of(List<Prospect> others) {
        return new Plan(
                needed, start, timeline, urgency, channels, others, rates, time, checkIns, limits, usedToday, prices,
                costs);
    }

    Plan knowing(LearnedRates learned, TimeToBid taking) {
        return new Plan(
                needed, start, timeline, urgency, channels, people, learned, taking, checkIns, limits, usedToday,
                prices, costs);
    }

    /** Nobody looks before the deadline, so that nothing follows the first wave. */
    Plan withoutCheckIns() {
        return new Plan(
                needed,
                start,
                timeline,
                urgency,
                channels,
                people,
                rates,
                time,
                List.of(1.0),
                limits,
                usedToday,
                prices,
                costs);
    }

    Plan within(Limits others, Map<Channel, Integer> used) {
        return new Plan(
                needed, start, timeline, urgency, channels, people, rates, time, checkIns, others, used, prices, costs);
    }

    Plan costing(@Nullable Costs each, Map<Channel, Double> messages) {
        return new Plan(
                needed, start, timeline, urgency, channels, people, rates, time, checkIns, limits, usedToday, messages,
                each);
    }

    Strategy strategy() {
        return Objects.requireNonNull(created().strategy());
    }

    Scenario scenario() {
        var standings = new HashMap<String, Standing>();
        for (var prospect : people) {
            var id = prospect.contactId();
            standings.put(
                    id,
                    new Standing(
                            Gate.open(id),
                            EnumSet.of(Channel.EMAIL, Channel.SMS, Channel.WEBSITE_FORM, Channel.PHONE, Channel.MANUAL),
                            prospect.zone(),
                            "TX",
                            false,
                            false));
        }
        return new Scenario(created().state(), pool(), standings, limits, usedToday, CARRIED, prices);
    }

    private CampaignCreated created() {
        return CampaignDecider.create(new CampaignRequested(
                "create",
                start,
                new CampaignKey("demo", "what-if"),
                "bc_1",
                request(),
                needed,
                0.95,
                urgency,
                channels,
                start,
                start.plusMillis(Math.round(timeline * 3_600_000)),
                false,
                pool()));
    }

    private Pool pool() {
        return new Pool(people, rates, time, ENABLED, checkIns);
    }

    private BidRequest request() {
        return new BidRequest(
                "Lawn care in Austin",
                null,
                "lawn care",
                List.of("lawn-care"),
                new BidRequest.Place("Austin", "TX", "78701", "US", null, null, 50),
                AUSTIN,
                null,
                null,
                List.of(),
                costs,
                new BidRequest.Requester("Dana Reed", "dana@example.com"));
    }
}
