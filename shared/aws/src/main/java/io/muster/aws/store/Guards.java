package io.muster.aws.store;

import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The guards that let a bid card, or an account, have one live campaign: taken and let go in the campaign's own writes. */
public final class Guards {

    private final Table table;

    public Guards(Table table) {
        this.table = table;
    }

    /** Returns the campaign that holds a subject at a moment (business time). */
    public Optional<String> liveCampaign(String workspace, Subject subject, Instant now) {
        return table.get(Keys.live(workspace, subject))
                .filter(guard -> !guard.containsKey("heldUntil")
                        || Items.text(guard, "heldUntil").compareTo(moment(now)) >= 0)
                .map(Guards::holder);
    }

    /**
     * Adds to a transaction that a campaign holds its subject: until its deadline once it runs, and until it ends before
     * that. It fails where another campaign does, at the given moment (business time).
     */
    public static int hold(Transaction transaction, Campaign campaign, Instant now) {
        var guard = new HashMap<>(key(campaign).attributes());
        guard.put("campaignId", AttributeValue.fromS(campaign.key().id()));
        if (campaign.status().running()) {
            guard.put("heldUntil", AttributeValue.fromS(moment(campaign.deadline())));
        }
        return transaction.put(
                guard,
                "attribute_not_exists(pk) OR campaignId = :c OR heldUntil < :now",
                Map.of(),
                Map.of(
                        ":c", AttributeValue.fromS(campaign.key().id()),
                        ":now", AttributeValue.fromS(moment(now))));
    }

    /** Adds to a transaction that a campaign lets go of its subject; it fails where another campaign has taken it since. */
    public static int release(Transaction transaction, Campaign campaign) {
        return transaction.delete(
                key(campaign),
                "attribute_not_exists(pk) OR campaignId = :c",
                Map.of(":c", AttributeValue.fromS(campaign.key().id())));
    }

    /** Returns which campaign a guard names. */
    public static String holder(Map<String, AttributeValue> guard) {
        return Items.text(guard, "campaignId");
    }

    private static Key key(Campaign campaign) {
        return Keys.live(campaign.key().workspace(), campaign.subject());
    }

    private static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
