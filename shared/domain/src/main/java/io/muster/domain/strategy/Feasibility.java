package io.muster.domain.strategy;

/** Whether the wanted chance can be reached with the contacts there are. */
public enum Feasibility {
    FEASIBLE,
    /** Out of reach: the best wave is launched all the same. */
    INFEASIBLE
}
