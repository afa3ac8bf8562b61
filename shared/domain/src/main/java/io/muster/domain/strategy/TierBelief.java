package io.muster.domain.strategy;

/** What the answers and the silence so far say of a tier's chance to bid: mean and standard deviation. */
public record TierBelief(double mean, double sd) {}
