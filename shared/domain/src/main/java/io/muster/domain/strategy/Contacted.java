package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A contact of a running campaign. One that could not be reached at all (bounced, failed, cancelled) tells nothing and
 * is left out.
 *
 * @param own what its own history said of it before this campaign, if it has any
 */
public record Contacted(Tier tier, @Nullable Beta own, Standing standing) {

    public Contacted {
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(standing, "standing");
    }

    public static Contacted of(Tier tier, Standing standing) {
        return new Contacted(tier, null, standing);
    }
}
