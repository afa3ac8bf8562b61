package io.muster.aws.adviser;

import io.muster.aws.Platform;
import io.muster.aws.store.CampaignStore;
import io.muster.domain.adviser.Adviser;
import io.muster.domain.adviser.Counsel;
import io.muster.domain.adviser.RulesAdviser;
import io.muster.domain.campaign.Advising;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignState;
import org.jspecify.annotations.Nullable;

/** Asks a function's adviser what its campaigns want to know. The rules need no asking: they answer in the decision. */
public final class Consultant {

    private static final int MOST_QUESTIONS = 2;

    private final CampaignStore store;
    private final @Nullable Adviser outside;

    private Consultant(Platform platform, @Nullable Adviser outside) {
        this.store = new CampaignStore(platform);
        this.outside = outside;
    }

    /** Returns one for an adviser, who is waited for as long as is usual. */
    public static Consultant of(Platform platform, Adviser adviser) {
        return new Consultant(
                platform, adviser instanceof RulesAdviser ? null : new TimedAdviser(adviser, TimedAdviser.PATIENCE));
    }

    /** Returns what asks for one input: anew when the campaign has changed meanwhile, but not for ever. */
    public Asking asking() {
        return new Asking();
    }

    /** The questions that one input raises, however often it has to be decided. */
    public final class Asking {

        private @Nullable Counsel heard;
        private int questions;

        /**
         * Returns the input with what the adviser says to it. An input that asks nothing, or that was applied before, is
         * as it was; after the second question an answer that the campaign has outrun stands, for the rules to replace.
         */
        public CampaignInput heard(CampaignState state, CampaignInput input) {
            var adviser = outside;
            var question =
                    adviser == null ? null : Advising.question(state, input).orElse(null);
            if (adviser == null || question == null) {
                return input;
            }
            long version = state.campaign().version();
            var counsel = heard;
            if (counsel == null || (counsel.ofVersion() != version && questions < MOST_QUESTIONS)) {
                if (counsel == null
                        && store.history(state.campaign().key(), input.id()).isPresent()) {
                    return input;
                }
                questions++;
                counsel = new Counsel(adviser.name(), version, adviser.ask(question));
                heard = counsel;
            }
            return Advising.with(input, counsel);
        }
    }
}
