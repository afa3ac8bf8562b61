package io.muster.aws.message;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Response;
import java.time.Instant;

/**
 * What goes from function to function about one campaign, by queue or timer. {@code id} follows from the cause, so that
 * a second delivery and a second emission are the same input; {@code at} is the producer's moment (business time).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Message {

    /** Returns what identifies the input that this message is. */
    String id();

    /** Returns the tenant. */
    String workspace();

    /** Returns the campaign. */
    String campaignId();

    /** Returns the moment at which it was produced, or is due (business time). */
    Instant at();

    /** Returns which campaign it is about. */
    default CampaignKey campaign() {
        return new CampaignKey(workspace(), campaignId());
    }

    /** To dispatch: touches of a slice are due. */
    record WavePlanned(String id, String workspace, String campaignId, Instant at, int wave, int slice)
            implements Message {}

    /** To dispatch: touches that were held may go now. */
    record WakeUpDue(String id, String workspace, String campaignId, Instant at) implements Message {}

    /** To check-in: a scheduled campaign starts. */
    record LaunchDue(String id, String workspace, String campaignId, Instant at, int generation) implements Message {}

    /** To check-in: it is time to look at a campaign's progress. */
    record CheckInDue(String id, String workspace, String campaignId, Instant at, int number, int generation)
            implements Message {}

    /** To check-in: a contact answered without a bid. */
    record Replied(String id, String workspace, String campaignId, Instant at, String contactId, Response.Answer answer)
            implements Message {

        /** A contact wants nothing more: the same message, however often and by whatever button it says so. */
        public static Replied optOut(CampaignKey campaign, String contactId, Instant at) {
            var id = campaign.id() + "/opt-out/" + contactId;
            return new Replied(id, campaign.workspace(), campaign.id(), at, contactId, Response.Answer.OPTED_OUT);
        }
    }

    /** To escalation: a campaign owes what a check-in decided. */
    record ShortfallFound(String id, String workspace, String campaignId, Instant at, long version)
            implements Message {}

    /** To escalation: contacts of a slice could not be reached. */
    record TouchesFailed(String id, String workspace, String campaignId, Instant at, int wave, int slice)
            implements Message {}

    /** To reporting: a campaign has ended, or its result improved afterwards. */
    record CampaignEnded(String id, String workspace, String campaignId, Instant at, long version) implements Message {}
}
