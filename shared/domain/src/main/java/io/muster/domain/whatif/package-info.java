/**
 * What would come of a campaign if it were started: its own deciders, moved through simulated time again and again, while
 * the people that it asks answer by what has been learned of such people. Nothing of the campaign is modelled a second
 * time; only the world around it is drawn, from a seed that is an input, so that the same question has the same answer.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.whatif;
