package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.AnsweredByMachine;
import io.muster.domain.campaign.CampaignInput.BidReceived;
import io.muster.domain.campaign.CampaignInput.Replied;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.campaign.Response.Bid;
import io.muster.domain.campaign.Response.Standing;
import io.muster.domain.contact.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a campaign makes of what contacts do back. Nothing that comes back is dropped, however late. */
final class Answers {

    private Answers() {}

    /** A bid counts by when it was received, not by when it was recorded; the one that meets the goal ends the campaign. */
    static Decision bid(CampaignState state, BidReceived input) {
        if (!started(state)) {
            return notStarted(state);
        }
        var earlier = state.responses().get(input.contactId());
        var received = input.receivedAt().isAfter(input.at()) ? input.at() : input.receivedAt();
        var bid = latest(
                earlier == null ? null : earlier.bid(),
                new Bid(input.bidId(), input.amount(), input.note(), received),
                received);
        var response = response(state, earlier, input.contactId(), Answer.BID, input.at(), bid);
        var before = state.campaign();
        var tally = before.tally().after(earlier, response, closes(before));
        var after = afterBid(before, tally, input.at());
        var revised = earlier != null && earlier.bid() != null;
        var result = Objects.equals(after.result(), before.result()) ? null : after.result();
        var event = new Event.BidRecorded(
                input.contactId(), bid, standing(state, input.contactId(), bid), revised, tally.bids(), result);
        return new Decision.Changed(after, List.of(), response, List.of(), event);
    }

    /** An answer without a bid is kept too: it stops reminders and sharpens the forecast. */
    static Decision reply(CampaignState state, Replied input) {
        if (!started(state)) {
            return notStarted(state);
        }
        var earlier = state.responses().get(input.contactId());
        var response = response(
                state, earlier, input.contactId(), input.answer(), input.at(), earlier == null ? null : earlier.bid());
        var before = state.campaign();
        var tally = before.tally().after(earlier, response, closes(before));
        var after = before.next().tally(tally).build();
        var event = new Event.Answered(input.contactId(), input.answer(), input.reading(), input.words());
        return new Decision.Changed(after, List.of(), response, List.of(), event);
    }

    /** What a machine answers is noted and counts for nothing: reminders go on, and no rate learns of it. */
    static Decision byMachine(CampaignState state, AnsweredByMachine input) {
        if (!started(state)) {
            return notStarted(state);
        }
        var event = new Event.MachineAnswered(input.contactId(), input.reply().sign());
        return new Decision.Changed(state.campaign().next().build(), List.of(), null, List.of(), event);
    }

    private static Campaign afterBid(Campaign before, Tally tally, Instant at) {
        var next = before.next().tally(tally);
        var result = Result.of(tally.bids(), before.needed());
        return switch (before.status()) {
            case ACTIVE, PAUSED ->
                result == Result.GOAL_MET
                        ? next.ended(Status.COMPLETED, result, null, at).build()
                        : next.build();
            case COMPLETED -> next.result(result).reported(false).build();
            case CANCELLED, FAILED -> next.reported(false).build();
            case DRAFT, SCHEDULED -> throw new IllegalStateException("no bid before the start: " + before.key());
        };
    }

    /** The goal takes the bids that were received first; a revision keeps the place of the bid that it revises. */
    private static Standing standing(CampaignState state, String contactId, Bid bid) {
        var campaign = state.campaign();
        if (bid.receivedAt().isAfter(closes(campaign))) {
            return Standing.LATE;
        }
        long earlier = state.responses().values().stream()
                .filter(other -> !other.contactId().equals(contactId))
                .map(Response::bid)
                .filter(Objects::nonNull)
                .filter(other -> !other.receivedAt().isAfter(bid.receivedAt()))
                .count();
        return earlier < campaign.needed() ? Standing.COUNTED : Standing.SURPLUS;
    }

    static Response response(
            CampaignState state,
            @Nullable Response earlier,
            String contactId,
            Answer answer,
            Instant at,
            @Nullable Bid bid) {
        var tier = tier(state, contactId);
        if (earlier == null) {
            return new Response(contactId, tier, answer, at, at, bid);
        }
        return new Response(
                contactId,
                tier,
                answer.stronger(earlier.answer()),
                at.isBefore(earlier.firstAt()) ? at : earlier.firstAt(),
                at.isAfter(earlier.at()) ? at : earlier.at(),
                bid);
    }

    /** Returns the newer of two revisions, received when the first of them was. */
    private static Bid latest(@Nullable Bid earlier, Bid bid, Instant received) {
        if (earlier == null) {
            return bid;
        }
        return received.isBefore(earlier.receivedAt())
                ? new Bid(earlier.id(), earlier.amount(), earlier.note(), received)
                : new Bid(bid.id(), bid.amount(), bid.note(), earlier.receivedAt());
    }

    private static @Nullable Tier tier(CampaignState state, String contactId) {
        return state.slices().stream()
                .flatMap(slice -> slice.touches().stream())
                .filter(touch -> touch.contactId().equals(contactId))
                .map(touch -> touch.tier())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Returns the last moment at which a bid is in time. */
    static Instant closes(Campaign campaign) {
        var ended = campaign.endedAt();
        return campaign.status() == Status.CANCELLED && ended != null && ended.isBefore(campaign.deadline())
                ? ended
                : campaign.deadline();
    }

    static boolean started(CampaignState state) {
        return switch (state.campaign().status()) {
            case DRAFT, SCHEDULED -> false;
            case ACTIVE, PAUSED, COMPLETED, CANCELLED, FAILED -> true;
        };
    }

    static Decision notStarted(CampaignState state) {
        return new Decision.Refused(
                Decision.Code.NOT_STARTED,
                "The campaign " + state.campaign().key().id() + " has not started: nobody was asked yet.");
    }
}
