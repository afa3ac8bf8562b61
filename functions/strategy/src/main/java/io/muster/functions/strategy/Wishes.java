package io.muster.functions.strategy;

import io.muster.aws.api.Fields;
import io.muster.domain.campaign.BidRequest.Requester;
import io.muster.domain.campaign.BidWishes;
import io.muster.domain.campaign.BidWishes.Location;
import io.muster.domain.campaign.Money;
import io.muster.domain.strategy.Costs;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import org.jspecify.annotations.Nullable;

/** Reads what a bid card or a request says of the bids that are wanted, with the range of every part. */
final class Wishes {

    private static final int MOST_CATEGORIES = 30;
    private static final int MOST_PROJECTS = 50;
    private static final double SHORTEST_HOURS = 0.001;
    private static final double LONGEST_HOURS = 2160;
    private static final double MOST_COST = 1_000_000_000;

    private Wishes() {}

    static BidWishes read(Fields fields) {
        return new BidWishes(
                fields.text("title", 120),
                fields.prose("description", 4000),
                fields.text("projectType", 120),
                fields.texts("categories", MOST_CATEGORIES, 80),
                fields.object("location", Wishes::location),
                fields.integer("bidsNeeded", 1, 50),
                fields.number("timelineHours", SHORTEST_HOURS, LONGEST_HOURS),
                fields.choice("urgency", Urgency.class),
                fields.dateOrInstant("completionDeadline"),
                fields.object("budgetMax", Wishes::money),
                fields.choices("channels", Channel.class),
                fields.number("confidence", 0.5, 0.999),
                fields.texts("groupBiddingProjects", MOST_PROJECTS, 64),
                fields.instant("startAt"),
                fields.flag("draft"),
                fields.object("costs", Wishes::costs),
                fields.object("requester", Wishes::requester));
    }

    private static Location location(Fields fields) {
        return new Location(
                fields.text("city", 80),
                fields.text("state", 60),
                fields.text("postalCode", 20),
                fields.text("country", 2),
                fields.number("latitude", -90, 90),
                fields.number("longitude", -180, 180),
                fields.number("radiusKm", 0.1, 1000));
    }

    private static @Nullable Money money(Fields fields) {
        var amount = fields.amount("amount");
        var currency = fields.currency("currency");
        if (amount == null) {
            fields.missing("amount");
        }
        return amount == null || currency == null ? null : new Money(amount, currency);
    }

    private static @Nullable Costs costs(Fields fields) {
        var perContact = cost(fields, "perContact");
        var missingBid = cost(fields, "missingBid");
        var surplusBid = cost(fields, "surplusBid");
        return perContact == null || missingBid == null || surplusBid == null
                ? null
                : new Costs(perContact, missingBid, surplusBid);
    }

    private static @Nullable Double cost(Fields fields, String name) {
        var cost = fields.number(name, 0, MOST_COST);
        if (cost == null) {
            fields.missing(name);
        }
        return cost;
    }

    private static @Nullable Requester requester(Fields fields) {
        var name = fields.text("name", 120);
        var email = fields.requiredText("email", 254);
        if (!email.isEmpty() && !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            fields.wrong("email", "is not an address", "such as dana@example.com");
        }
        return new Requester(name, email);
    }
}
