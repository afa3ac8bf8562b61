package io.muster.domain.strategy;

/** What a workspace has learned of its contractors' rates. */
public record LearnedRates() {}
