package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.KeywordTexted;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign makes of the words that every sender of texts has to understand. What it answers is planned as a touch
 * like any other, so that it is sent at most once whatever dies on the way: a STOP is confirmed once in a campaign, a HELP
 * answered each time, within reason.
 */
final class Keywords {

    /** Somebody who asks more often than this in one campaign is no person. */
    static final int MOST_HELP = 5;

    private Keywords() {}

    static Decision texted(CampaignState state, KeywordTexted input) {
        if (!Answers.started(state)) {
            return Answers.notStarted(state);
        }
        var before = state.campaign();
        var response = response(state, input);
        var tally = response == null
                ? before.tally()
                : before.tally().after(state.responses().get(input.contactId()), response, Answers.closes(before));
        var answer = answer(state, input);
        var planned = answer == null ? List.<Slice>of() : Slice.of(before.waves() + 1, List.of(answer));
        var after = before.next()
                .tally(tally)
                .waves(before.waves() + planned.size())
                .build();
        var event = new Event.KeywordReceived(input.contactId(), input.keyword(), answer != null);
        return new Decision.Changed(after, planned, response, List.of(), event);
    }

    /** A STOP is an answer, and the last word; to ask who writes is none, and neither is a START without a bid. */
    private static @Nullable Response response(CampaignState state, KeywordTexted input) {
        var earlier = state.responses().get(input.contactId());
        return switch (input.keyword()) {
            case STOP ->
                Answers.response(
                        state,
                        earlier,
                        input.contactId(),
                        Answer.OPTED_OUT,
                        input.at(),
                        earlier == null ? null : earlier.bid());
            case HELP, START -> null;
        };
    }

    private static @Nullable Touch answer(CampaignState state, KeywordTexted input) {
        return switch (input.keyword()) {
            case STOP -> answer(state, input, Touch.Kind.CONFIRMATION, 1);
            case HELP -> answer(state, input, Touch.Kind.HELP, MOST_HELP);
            case START -> null;
        };
    }

    private static @Nullable Touch answer(CampaignState state, KeywordTexted input, Touch.Kind kind, int most) {
        long given = state.touches()
                .filter(touch -> touch.kind() == kind && touch.contactId().equals(input.contactId()))
                .count();
        return given < most ? Touch.planned(input.contactId(), null, Channel.SMS, kind, input.at()) : null;
    }
}
