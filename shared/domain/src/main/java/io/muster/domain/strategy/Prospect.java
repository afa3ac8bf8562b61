package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A contact that could be taken, as far as chances go.
 *
 * @param own what its own history says of it, if it has any; otherwise it is one of its tier
 */
public record Prospect(Tier tier, @Nullable Beta own) {

    public Prospect {
        Objects.requireNonNull(tier, "tier");
    }

    /** Returns a contact without any history. */
    public static Prospect of(Tier tier) {
        return new Prospect(tier, null);
    }

    /** Returns so many contacts of a tier without any history. */
    public static List<Prospect> of(Tier tier, int count) {
        return Collections.nCopies(count, of(tier));
    }
}
