package io.muster.domain.adviser;

import io.muster.domain.campaign.Level;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a check-in consults its adviser.
 *
 * @param at the levels at which it is always asked
 * @param counsel what somebody outside replied; absent where nobody was asked, so that the rules answer
 */
public record Consulting(Set<Level> at, @Nullable Counsel counsel) {

    /** The levels at which an adviser is asked unless a workspace says otherwise. */
    public static final Set<Level> USUAL_LEVELS = Collections.unmodifiableSet(EnumSet.of(Level.SEVERE, Level.CRITICAL));

    /** The rules answer, at the usual levels. */
    public static final Consulting RULES = new Consulting(USUAL_LEVELS, null);

    public Consulting {
        var copy = EnumSet.noneOf(Level.class);
        copy.addAll(at);
        at = Collections.unmodifiableSet(copy);
    }

    /** Returns the same with a reply. */
    public Consulting with(Counsel heard) {
        return new Consulting(at, heard);
    }
}
