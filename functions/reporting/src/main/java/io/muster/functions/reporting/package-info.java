/** Tells: what a campaign is, how it does, what happened, what came of it. Reads never change anything. */
@org.jspecify.annotations.NullMarked
package io.muster.functions.reporting;
