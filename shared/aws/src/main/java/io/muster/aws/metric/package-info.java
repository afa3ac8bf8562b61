/**
 * What an installation measures of itself. Metrics are lines of the log in CloudWatch's embedded metric format, so that
 * they cost no request and cannot fail a delivery; each is written after the commit that it tells of, in one place, and
 * is lost rather than counted twice when an invocation dies in between. Written by hand: a library for it would be in
 * every package and every cold start, for what one class does.
 */
@NullMarked
package io.muster.aws.metric;

import org.jspecify.annotations.NullMarked;
