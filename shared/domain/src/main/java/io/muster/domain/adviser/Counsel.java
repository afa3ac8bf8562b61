package io.muster.domain.adviser;

/**
 * An adviser's reply on its way into a decision.
 *
 * @param by what the adviser is called
 * @param ofVersion the campaign's version that it was asked about
 */
public record Counsel(String by, long ofVersion, Reply reply) {}
