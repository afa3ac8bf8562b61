package io.muster.domain.campaign;

import java.time.Instant;

/**
 * One applied input: the proof that it was applied, and a line of the timeline.
 *
 * @param inputId the input's id; a second delivery finds it here
 * @param version the campaign's version after it: gapless from 1, and the timeline's order
 * @param at the input's moment (business time)
 * @param event what happened
 */
public record History(String inputId, long version, Instant at, Event event) {}
