package io.muster.domain.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request and its bid card come to: a campaign's terms, or all that stands against it. */
public sealed interface Merged permits CampaignTerms, Merged.Invalid {

    /** No campaign can be made of them. */
    record Invalid(List<Fault> faults) implements Merged {

        public Invalid {
            faults = List.copyOf(faults);
        }
    }

    /**
     * One thing that stands against it.
     *
     * @param field path of the field in the request
     * @param allowed what would do, where that can be said
     */
    record Fault(String field, String message, @Nullable String allowed) {}
}
