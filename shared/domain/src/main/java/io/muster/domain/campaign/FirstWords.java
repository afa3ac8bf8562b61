package io.muster.domain.campaign;

import io.muster.domain.account.Step;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.task.ByHand;
import io.muster.domain.touch.Reference;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a touch of a sequence says: an introduction, one that names a colleague where that is true, or a follow-up. */
final class FirstWords {

    private static final List<Touch.Kind> WORDINGS =
            List.of(Touch.Kind.REFERRAL, Touch.Kind.REFERRAL_TWO, Touch.Kind.REFERRAL_THREE);

    private FirstWords() {}

    /** Returns the touch of a step: a follow-up only where it is certain that there was something to follow. */
    static Touch touch(CampaignState state, AccountBrief brief, People people, Step step) {
        boolean known = state.byContact().getOrDefault(step.contactId(), List.of()).stream()
                .anyMatch(touch -> written(touch) || ByHand.tried(touch));
        var reference = known ? null : colleague(state, brief, people, step.contactId());
        return Touch.planned(step.contactId(), null, step.channel(), kind(known, step, reference), step.at())
                .naming(reference);
    }

    private static Touch.Kind kind(boolean known, Step step, @Nullable Reference reference) {
        if (known) {
            return Touch.Kind.FOLLOW_UP;
        }
        return reference == null
                ? Touch.Kind.INTRODUCTION
                : WORDINGS.get(Math.floorMod(step.number() - 1, WORDINGS.size()));
    }

    /**
     * The best colleague of whom it is true to say that we spoke, and who did not ask to be left alone. Asked has only who
     * came to us with a question: a glad answer is none.
     */
    private static @Nullable Reference colleague(
            CampaignState state, AccountBrief brief, People people, String contactId) {
        if (!brief.terms().colleagueReferences()) {
            return null;
        }
        var touches = state.byContact();
        for (var member : brief.members()) {
            var response = state.responses().get(member.contactId());
            boolean known = !member.contactId().equals(contactId)
                    && people.reach().containsKey(member.contactId())
                    && (response == null || !response.answer().negative());
            boolean contacted =
                    touches.getOrDefault(member.contactId(), List.of()).stream().anyMatch(FirstWords::written);
            if (known && (member.inquired() || contacted)) {
                return new Reference(member.contactId(), member.inquired());
            }
        }
        return null;
    }

    /** Returns whether it is certain that we have written: what only may have gone, or a person was to do, is not. */
    private static boolean written(Touch touch) {
        return switch (touch.channel()) {
            case EMAIL, SMS -> touch.state() == TouchState.SENT || touch.state() == TouchState.DELIVERED;
            case WEBSITE_FORM, PHONE, LINKEDIN, MANUAL -> false;
        };
    }
}
